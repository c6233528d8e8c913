"""The parties of a deal beside its law: each screened, and whether anything may be recommended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from karvan.cli.output import line
from karvan.cli.screen_job import as_json, books, opened
from karvan.cli.screen_lines import gate_lines, party_lines
from karvan.cli.screen_words import LISTS, REASONS
from karvan.cli.words import marked

if TYPE_CHECKING:
    from karvan.engines.access.law import AccessAnswer
    from karvan.engines.access.screening import Gate, PartyAnswer


@dataclass(frozen=True, slots=True)
class Deal:
    """The screened parties and the gate; empty when nobody was named."""

    parties: tuple[PartyAnswer, ...]
    gate: Gate | None


def deal(answer: AccessAnswer, named: dict[str, tuple[str, ...]]) -> Deal:
    """Screen the parties, by role, on the day of the question.

    Control questions count as unanswered here: `karvan screen --product --to --answer` takes the answers.
    """
    from karvan.engines.access.screening import may_recommend, screen
    from karvan.engines.access.screening.exposure import asked, control_of
    from karvan.model.party import Party, Role

    wanted = [Party((name,), role=Role(role)) for role, names in named.items() for name in names]
    if not wanted:
        return Deal((), None)
    on = answer.question.known_on
    held = books(opened(), on)
    found = tuple(screen(one, held, on) for one in wanted)
    return Deal(found, may_recommend(found, control_of("", asked(answer.questions, {}))))


def deal_json(found: Deal) -> dict[str, Any]:
    """The parties and the gate as JSON."""
    gate = None if found.gate is None else {"allowed": found.gate.allowed, **as_json(found.gate)}
    return {"parties": as_json(found.parties), "gate": gate}


_LISTED = frozenset(["hit", "possible_hit", "ownership_yes", "pack_listed"])


def listed_lines(found: Deal) -> Iterator[str]:
    """What must be read before any price: parties that a list or a pack names."""
    for one in found.gate.reasons if found.gate else ():
        if one.code in _LISTED:
            where = line(LISTS[one.jurisdiction]) if one.jurisdiction else ""
            said = line(REASONS[one.code], subject=one.subject, list=where, ref=one.ref)
            yield line(marked("STOP: {said}. The screening stands at the end; ask a lawyer."), said=said)


def deal_lines(found: Deal) -> Iterator[str]:
    """The parties and the gate as lines."""
    if found.gate is None:
        return
    yield ""
    yield line(marked("The parties named, each on each list:"))
    for one in found.parties:
        yield from party_lines(one)
    yield from gate_lines(found.gate)
