"""Whether anything may be recommended to, matched with or scheduled for the parties of a deal.

The gate only ever closes: it says why, and which record would be needed. An open gate is no clearance.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from karvan.engines.access.screening.answer import ControlAnswer, ListAnswer, PartyAnswer, State
from karvan.model.truth import Truth


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the gate is closed.

    `code`: hit, possible_hit, pack_listed, unknown, stale, ownership_yes, ownership_unknown, questions_unknown,
    question_unanswered, question_stops, control_list_unknown, controlled_good. `subject` is a party or a
    question, `ref` the references on the list, comma separated.
    """

    code: str
    subject: str
    jurisdiction: str = ""
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Gate:
    """`is_open` when nothing speaks against it in what is known; never more than that."""

    is_open: bool
    reasons: tuple[Reason, ...]

    @property
    def allowed(self) -> bool:
        """The same as `is_open`."""
        return self.is_open


def may_recommend(parties: Iterable[PartyAnswer], control: ControlAnswer | None) -> Gate:
    """The gate for a deal among `parties`; `control` None = no good is in question (a sponsor, an organiser)."""
    reasons = [reason for party in parties for reason in _of_party(party)]
    if control is not None:
        reasons += _of_good(control)
    return Gate(not reasons, tuple(reasons))


def _of_party(party: PartyAnswer) -> Iterator[Reason]:
    if party.pack is not None and party.pack.screening == "listed":
        # Whatever the loaded lists say: the pack's list may be one that is not loaded.
        yield Reason("pack_listed", party.name)
    for answer in party.lists:
        yield from _of_list(party.name, answer)
        yield from _of_owners(party.name, answer)


def _of_list(name: str, answer: ListAnswer) -> Iterator[Reason]:
    for state in (State.HIT, State.POSSIBLE_HIT):
        refs = [one.ref for one in answer.matches if one.state is state and not one.is_released]
        if refs:
            yield Reason(str(state), name, answer.jurisdiction, ", ".join(refs))
    # A hit on an old list does not answer for the list of today, nor does a released match.
    if answer.decision is None and (answer.is_stale or answer.state is State.UNKNOWN):
        yield Reason("stale" if answer.is_stale else "unknown", name, answer.jurisdiction)


def _of_owners(name: str, answer: ListAnswer) -> Iterator[Reason]:
    owned = answer.ownership
    if owned.state == "yes":
        yield Reason("ownership_yes", name, answer.jurisdiction)
    # Against a list that is not loaded no owner can be looked up: that is said once, for the list.
    elif owned.state == "unknown" and owned.decision is None and answer.reason != "list_not_loaded":
        yield Reason("ownership_unknown", name, answer.jurisdiction)


def _of_good(control: ControlAnswer) -> Iterator[Reason]:
    if control.is_controlled is Truth.UNKNOWN:
        yield Reason("control_list_unknown", "")
    elif control.is_controlled is Truth.YES and control.control_code:
        yield Reason("controlled_good", control.control_code)
    if not control.questions:
        # Nobody asked, or no pack holds a question for this market: that is not an answer.
        yield Reason("questions_unknown", "")
    for one in control.questions or ():
        if one.answer is Truth.UNKNOWN:
            yield Reason("question_unanswered", one.id)
        elif str(one.answer) == one.stops_on:
            yield Reason("question_stops", one.id)
