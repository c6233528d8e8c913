"""Screenings as lines for people: each party on each list, then the owners, then the two other answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from karvan.cli.output import line, table
from karvan.cli.screen_words import (
    CONTROLLED,
    EVIDENCE,
    EXPOSURES,
    LACKS,
    LISTS,
    OWNED,
    READINGS,
    REASONS,
    ROLES,
    STATES,
    TRUTHS,
    VERDICTS,
    WHY_UNKNOWN,
)
from karvan.cli.session import current
from karvan.cli.words import marked

if TYPE_CHECKING:
    from karvan.engines.access.screening import ControlAnswer, ExposureAnswer, Gate, ListAnswer, PartyAnswer
    from karvan.engines.access.screening.answer import Match, OwnershipAnswer
    from karvan.engines.access.screening.decisions import Decision


def screening_lines(
    parties: Sequence[PartyAnswer],
    gates: Sequence[Gate],
    exposure: ExposureAnswer,
    control: ControlAnswer | None,
) -> Iterator[str]:
    """Party by party; what is about the good, once at the end."""
    for party, gate in zip(parties, gates, strict=True):
        yield from party_lines(party)
        yield from gate_lines(gate)
        yield ""
    yield from _exposure(exposure)
    if control is not None:
        yield from _control(control)
    yield line(marked("Screening informs and is no legal advice. What is on no list is not cleared by that."))


def party_lines(party: PartyAnswer) -> Iterator[str]:
    """One party: a table of lists, then why, then the owners and what the pack says."""
    yield line(
        marked("{name} ({role}), on {on}, id {key}"),
        name=party.name,
        role=line(ROLES[party.role]),
        on=party.on.isoformat(),
        key=party.key[:12],
    )
    headings = [marked("list"), marked("result"), marked("listed as"), marked("score"), marked("list of")]
    rows = [row for answer in party.lists for row in _rows(answer)]
    yield from (f"  {one}" for one in table([line(one) for one in headings], rows))
    for answer in party.lists:
        yield from _why(answer)
    yield from _all_owners(party)
    if party.pack is not None:
        yield from _pack(party)
    yield line(marked("Method: {method}"), method=party.lists[0].method)


def gate_lines(gate: Gate) -> Iterator[str]:
    """Why nothing may be recommended yet, or that nothing known stops it."""
    if gate.allowed:
        yield line(marked("Nothing known or unanswered stops a recommendation. This is no clearance."))
        return
    yield line(marked("Not recommended, not matched, not scheduled:"))
    for one in gate.reasons:
        where = line(LISTS[one.jurisdiction]) if one.jurisdiction else ""
        yield "  - " + line(REASONS[one.code], subject=one.subject, list=where, ref=one.ref)
    if any(one.code in ("hit", "possible_hit", "ownership_yes", "pack_listed") for one in gate.reasons):
        yield line(
            marked(
                "A listed party, or one owned by such, is nothing that karvan helps with: ask a lawyer who "
                "knows the law of each list above."
            )
        )


def _rows(answer: ListAnswer) -> Iterator[list[object]]:
    name = line(LISTS[answer.jurisdiction])
    day = answer.published_on.isoformat() if answer.published_on else "-"
    if answer.is_stale:
        age = "?" if answer.age_days is None else answer.age_days
        day += " " + line(marked("(stale, {days} days old)"), days=age)
    if not answer.matches:
        why = line(WHY_UNKNOWN[answer.reason]) if answer.reason else ""
        yield [name, line(STATES[answer.state], day=day, why=why), "-", "-", day]
    for one in answer.matches:
        result = line(marked("decided: another party")) if one.is_released else line(STATES[one.state])
        yield [name, result, f"{one.listed_name} [{one.ref}]", f"{one.weighed:.2f}", day]


def _why(answer: ListAnswer) -> Iterator[str]:
    for one in answer.matches:
        name = line(LISTS[answer.jurisdiction])
        yield f"{name} [{one.ref}] {one.regime}: " + "; ".join(_reasons(one))
        if one.decision is not None:
            yield "  " + _decision(one.decision)
    if answer.contested is not None:
        fact, is_persian = answer.contested, current().lang == "fa"
        yield fact.title_fa if is_persian else fact.title_en
        yield f"  {fact.text_fa if is_persian else fact.text_en} [{', '.join(fact.citations)}]"
    if answer.decision is not None:
        yield f"{line(LISTS[answer.jurisdiction])}: " + _decision(answer.decision)


def _reasons(match: Match) -> Iterator[str]:
    if match.asked_name:
        yield line(
            marked("name {asked} against {listed}, {score}"),
            asked=match.asked_name,
            listed=match.listed_name,
            score=f"{match.score:.2f}",
        )
    met = [f"{one.query} ~ {one.name}" for one in match.explanation if one.query and one.name]
    left = [one.query or one.name for one in match.explanation if not (one.query and one.name)]
    if met:
        yield line(marked("words that meet: {words}"), words=", ".join(met))
    if left:
        yield line(marked("words left over: {words}"), words=", ".join(left))
    for said in match.evidence:
        yield line(EVIDENCE[said.code], ours=said.ours, theirs=said.theirs)
    if match.listed_on:
        yield line(marked("listed on {day}"), day=match.listed_on.isoformat())


def _all_owners(party: PartyAnswer) -> Iterator[str]:
    owned = [answer.ownership for answer in party.lists]
    if all(one.lacks == ("undeclared",) and one.high - one.low == 1 and not one.decision for one in owned):
        yield line(
            marked("Owners: not declared. Each of these lists may reach a party by its owners: unknown.")
        )
        return
    if all(one.state == "not_applicable" for one in owned):
        return
    yield from (_owners(answer) for answer in party.lists)


def _owners(answer: ListAnswer) -> str:
    owned = answer.ownership
    told = line(
        marked("{list}, owners: {state}, {low} to {high} by listed persons ({reading}; {standing}: {cited})"),
        list=line(LISTS[answer.jurisdiction]),
        state=_owned(owned),
        low=_percent(owned.low),
        high=_percent(owned.high),
        reading=line(READINGS[owned.reading]),
        standing=owned.standing,
        cited="; ".join(owned.citations),
    )
    return told if owned.decision is None else f"{told}; {_decision(owned.decision)}"


def _owned(owned: OwnershipAnswer) -> str:
    state = line(OWNED[owned.state])
    lacking = ", ".join(line(LACKS[code]) for code in owned.lacks)
    return f"{state} ({lacking})" if lacking else state


def _pack(party: PartyAnswer) -> Iterator[str]:
    pack = party.pack
    if pack is None:
        return
    is_persian = current().lang == "fa"
    said = pack.lists_fa if is_persian else pack.lists_en
    yield line(marked("The region's pack says: {said} [{lists}]"), said=said, lists=pack.screened_against)
    if party.differs_from_pack:
        yield line(
            marked("The pack and the lists that are loaded differ; both stand until an officer looks.")
        )


def _decision(decision: Decision) -> str:
    names = " + ".join(name for name in (decision.officer, decision.second_officer) if name)
    return line(
        marked("decided on {day} by {names}: {verdict}. {reason}"),
        day=decision.decided_on.isoformat(),
        names=names,
        verdict=line(VERDICTS[decision.verdict]),
        reason=decision.reason,
    )


def _exposure(exposure: ExposureAnswer) -> Iterable[str]:
    yield line(EXPOSURES[exposure.state])
    is_persian = current().lang == "fa"
    for fact in exposure.facts:
        yield f"  - {fact.title_fa if is_persian else fact.title_en} [{', '.join(fact.citations)}]"


def _control(control: ControlAnswer) -> Iterable[str]:
    yield line(CONTROLLED[control.is_controlled], code=control.control_code or "-")
    is_persian = current().lang == "fa"
    for one in control.questions or ():
        title = one.title_fa if is_persian else one.title_en
        yield f"  - {one.id}: {title} {line(TRUTHS[one.answer])}"


def _percent(share: Decimal) -> str:
    return f"{(share * 100).normalize():f} %"
