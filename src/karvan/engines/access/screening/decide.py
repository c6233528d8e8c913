"""May this be decided? A decision is taken on an answer as it stands, and never on a wish."""

from __future__ import annotations

from karvan.engines.access.screening.answer import ListAnswer, Match, PartyAnswer, State
from karvan.engines.access.screening.decisions import OWNERSHIP, WHOLE_LIST, Decision, checked
from karvan.engines.access.screening.parties import number_key
from karvan.errors import QuestionError


def decided(answer: PartyAnswer, decision: Decision) -> Decision:
    """The decision, ready to be recorded. Raises QuestionError when it may not be taken on this answer."""
    found = _list(answer, decision.list)
    bound = (answer.key, found.snapshot, found.method)
    if bound != (decision.party, decision.snapshot, decision.method):
        raise QuestionError("The decision is about another party, list or method than the answer.")
    checked(decision)
    if decision.ref == WHOLE_LIST:
        _check_list(found)
    elif decision.ref == OWNERSHIP:
        _check_owners(found)
    else:
        _check_match(_match(found, decision.ref), decision)
    return decision


def _list(answer: PartyAnswer, jurisdiction: str) -> ListAnswer:
    for one in answer.lists:
        if one.jurisdiction == jurisdiction:
            return one
    raise QuestionError(
        "There is no list {list} here.",
        fix="Lists: {known}.",
        list=jurisdiction or "-",
        known=", ".join(one.jurisdiction for one in answer.lists),
    )


def _check_list(found: ListAnswer) -> None:
    if found.state is not State.UNKNOWN and not found.is_stale:
        raise QuestionError(
            "The list {list} is loaded and not stale: there is nothing to accept.", list=found.jurisdiction
        )


def _check_owners(found: ListAnswer) -> None:
    if found.ownership.state == "yes":
        raise QuestionError(
            "Listed persons own or control the party: nobody can decide that away.",
            fix="Ask a lawyer; the party is not matched and not scheduled.",
        )
    if found.ownership.state != "unknown":
        raise QuestionError("The owners are known: there is nothing to accept.")


def _match(found: ListAnswer, ref: str) -> Match:
    for one in found.matches:
        if one.ref == ref:
            return one
    raise QuestionError(
        "The party does not meet {ref} on the list {list}.",
        fix="Its matches there: {known}.",
        ref=ref,
        list=found.jurisdiction,
        known=", ".join(one.ref for one in found.matches) or "-",
    )


def _check_match(match: Match, decision: Decision) -> None:
    if decision.verdict != "false_match":
        return
    is_confirmed = match.decision is not None and match.decision.verdict == "true_match"
    if match.is_same_number or is_confirmed:
        raise QuestionError(
            "This is a true hit: the same identifier, or confirmed before. Nobody can release it.",
            where=match.ref,
            fix="Ask a lawyer; the party is not matched and not scheduled.",
        )
    listed = {number_key(one) for one in match.numbers}
    if any(number_key(one.partition("=")[2]) in listed for one in decision.evidence):
        raise QuestionError(
            "The number given as evidence is the listed party's own.",
            where=match.ref,
            fix="That makes it a hit: screen the party again with this identifier.",
        )
