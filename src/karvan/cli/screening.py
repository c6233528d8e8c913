"""`karvan screening`: record what an officer decides, and look at what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import cyclopts

from karvan.cli.clock import day, today
from karvan.cli.home import karvan_home
from karvan.cli.output import done, line, table
from karvan.cli.screen_job import NOTHING_SAID, Said, as_json, books, opened, parties
from karvan.cli.screen_words import LISTS, VERDICTS
from karvan.cli.words import marked
from karvan.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from karvan.engines.access.screening import PartyAnswer
    from karvan.engines.access.screening.decisions import Decision
    from karvan.model.party import Party


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What is decided, on what, and by whom.

    Parameters
    ----------
    list_
        UN, EU, UK, US or OS.
    ref
        Reference of the match on the list; ownership for the owners; nothing for the list as a whole.
    verdict
        accept: go on although the list is not loaded or stale, or owners are unknown; false_match: the party
        is another than the listed one; true_match: it is the listed one.
    reason
        Why, in the officer's words.
    evidence
        The party's own number that tells it apart, such as national-id=10101234567; may be given several times.
    officer
        Who decides.
    second_officer
        Who agrees that a match is false; another person.
    """

    list_: Annotated[str, cyclopts.Parameter(name="list")]
    ref: str = ""
    verdict: str
    reason: str
    evidence: tuple[str, ...] = ()
    officer: str
    second_officer: str = ""


def decide(
    name: str,
    /,
    *,
    ruling: Annotated[Ruling, cyclopts.Parameter(name="*")],
    file: Path | None = None,
    party: Annotated[Said, cyclopts.Parameter(name="*")] = NOTHING_SAID,
    on: str | None = None,
    decided_on: str | None = None,
) -> None:
    """Record a decision on what one list says of one party. It holds until that list is loaded anew.

    A true hit cannot be released. A match is called false on an identifier, by two persons.

    Parameters
    ----------
    name
        The party, as it was screened.
    ruling
        What is decided, on what, and by whom.
    file
        The file of firms in which the party stands.
    party
        What else is known of it, as it was screened.
    on
        Day of the screening; today when not given.
    decided_on
        Day of the decision; today when not given.
    """
    asked_on, taken_on, home = day(on), day(decided_on), karvan_home()
    if taken_on > max(asked_on, today()):
        raise QuestionError(
            marked("A decision cannot be taken on {day}, which is still to come."),
            fix=marked("Give the day on which it was taken, or leave --decided-on out."),
            day=taken_on,
        )
    answer = _screened(name, file, party, asked_on)
    from karvan.engines.access.screening.ask import decisions_file
    from karvan.engines.access.screening.decide import decided
    from karvan.engines.access.screening.decisions import Decision, row_of
    from karvan.store.ledger import append

    decision = Decision(
        party=answer.key,
        party_name=answer.name,
        list=ruling.list_,
        ref=ruling.ref,
        snapshot=next((one.snapshot for one in answer.lists if one.jurisdiction == ruling.list_), ""),
        method=answer.lists[0].method,
        verdict=ruling.verdict,
        reason=ruling.reason,
        evidence=ruling.evidence,
        officer=ruling.officer,
        second_officer=ruling.second_officer,
        decided_on=taken_on,
    )
    seal = append(home, decisions_file(home), row_of(decided(answer, decision)))
    done({"recorded": as_json(decision), "seal": seal}, _recorded(answer, decision, seal))


def log(*, seal: str = "") -> None:
    """All decisions, whether each is still in force, and whether the chain of seals is whole.

    Parameters
    ----------
    seal
        A seal that you noted down earlier: says whether it still stands, so that rows cut off are noticed.
    """
    from karvan.engines.access.screening.ask import decisions_file, method, snapshots
    from karvan.engines.access.screening.decisions import decision_of
    from karvan.store.ledger import read_ledger
    from karvan.store.snapshot import Store

    home = karvan_home()
    ledger = read_ledger(decisions_file(home))
    now, version = snapshots(Store.open(home)), method()
    if seal and seal not in ledger.seals:
        raise QuestionError(
            marked("No row carries this seal: rows were cut off, or it is of another file."),
            where=str(decisions_file(home)),
            fix=marked("Put the file back from a copy."),
        )
    found = [decision_of(row) for row in ledger.rows]
    rows = [{**as_json(one), "in_force": _is_in_force(one, now, version)} for one in found]
    done({"decisions": rows, "seals": list(ledger.seals), "head": ledger.head}, _log_lines(rows, ledger.head))


def _screened(name: str, file: Path | None, said: Said, on: date) -> PartyAnswer:
    from karvan.engines.access.screening import screen

    return screen(_party(name, file, said), books(opened(), on), on)


def _party(name: str, file: Path | None, said: Said) -> Party:
    from karvan.model.text import name_key

    if file is None:
        return parties([name], None, said)[0]
    for one in parties([], file, said):
        if name_key(one.name) == name_key(name):
            return one
    raise QuestionError(marked("The file has no firm of this name."), where=f"{file}: {name}")


def _is_in_force(decision: Decision, snapshots: Mapping[str, str], version: str) -> bool:
    return decision.snapshot == snapshots.get(decision.list) and decision.method == version


def _recorded(answer: PartyAnswer, decision: Decision, seal: str) -> Iterator[str]:
    yield line(
        marked("Recorded: {name}, list of the {list}: {verdict}."),
        name=answer.name,
        list=line(LISTS[decision.list]),
        verdict=line(VERDICTS[decision.verdict]),
    )
    yield line(marked("It holds until this list is loaded anew. Seal: {seal}"), seal=seal)


def _log_lines(rows: list[dict[str, object]], head: str) -> Iterator[str]:
    headings = [
        line(one)
        for one in (
            marked("decided on"),
            marked("party"),
            marked("list"),
            marked("reference"),
            marked("decision"),
            marked("officers"),
            marked("in force"),
        )
    ]
    yield from table(headings, [_log_row(one) for one in rows])
    yield line(
        marked("{count} decisions, the chain of seals is whole. Last seal: {head}"),
        count=len(rows),
        head=head,
    )


def _log_row(row: dict[str, object]) -> list[object]:
    officers = " + ".join(str(row[key]) for key in ("officer", "second_officer") if row[key])
    in_force = (
        line(marked("yes")) if row["in_force"] else line(marked("no: the list or the method is another now"))
    )
    verdict = line(VERDICTS[str(row["verdict"])])
    return [row["decided_on"], row["party_name"], row["list"], row["ref"] or "-", verdict, officers, in_force]
