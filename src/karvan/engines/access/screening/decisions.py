"""What officers decide about an answer that cannot stand alone, and how long it holds.

A decision binds one declaration of a party, one list, one reference on it, the list's bytes and the version
of the method. When the list is loaded anew, all of them fall away and must be looked at again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from karvan.errors import QuestionError
from karvan.model.text import name_key

# `accept`: go on although the list is unknown or stale, or the owners are not all known; it says nothing
# of the party. `true_match` and `false_match` are about one listed party.
VERDICTS = ("accept", "false_match", "true_match")
WHOLE_LIST, OWNERSHIP = "", "ownership"


@dataclass(frozen=True, slots=True)
class Decision:
    """One row of the ledger. `evidence` are numbers (kind=number) that tell the two parties apart."""

    party: str
    party_name: str
    list: str
    ref: str
    snapshot: str
    method: str
    verdict: str
    reason: str
    evidence: tuple[str, ...]
    officer: str
    second_officer: str
    decided_on: date


@dataclass(frozen=True, slots=True)
class DecisionBook:
    """All decisions, in the order recorded."""

    decisions: tuple[Decision, ...] = ()

    def about(
        self, party: str, jurisdiction: str, ref: str, *, snapshot: str, method: str, on: date
    ) -> Decision | None:
        """The decision in force on a day: a true match stands above all, else the latest.

        One taken later than `on` does not count, nor one on other bytes of the list.
        """
        wanted = (party, jurisdiction, ref, snapshot, method)
        held = [
            one
            for one in self.decisions
            if (one.party, one.list, one.ref, one.snapshot, one.method) == wanted and one.decided_on <= on
        ]
        confirmed = [one for one in held if one.verdict == "true_match"]
        latest = confirmed or held
        return latest[-1] if latest else None


def checked(decision: Decision) -> Decision:
    """The decision itself. Raises QuestionError for one that nobody may take, whatever it is about."""
    if decision.verdict not in VERDICTS:
        raise QuestionError(
            "{verdict} is no decision.",
            fix="Use one of: {known}.",
            verdict=decision.verdict,
            known=", ".join(VERDICTS),
        )
    if not decision.officer.strip() or not decision.reason.strip():
        raise QuestionError("A decision needs an officer's name and a reason.")
    is_about_list = decision.ref in (WHOLE_LIST, OWNERSHIP)
    if is_about_list != (decision.verdict == "accept"):
        raise QuestionError(
            "A match is decided as false_match or true_match, a whole list or the owners as accept."
        )
    if decision.verdict == "false_match":
        _check_false(decision)
    return decision


def _check_false(decision: Decision) -> None:
    first, second = name_key(decision.officer), name_key(decision.second_officer)
    if not second or first == second:
        raise QuestionError(
            "A second person must agree that the match is false.",
            fix="Name another officer who has looked at the evidence.",
        )
    pairs = [one.partition("=") for one in decision.evidence]
    if not pairs or not all(kind.strip() and number.strip() for kind, _, number in pairs):
        raise QuestionError(
            "A match is called false on an identifier only.",
            fix="Give the party's own number that tells it apart, such as national-id=10101234567.",
        )


def row_of(decision: Decision) -> dict[str, Any]:
    """The decision as a row of the ledger."""
    row = asdict(decision)
    row["evidence"] = list(decision.evidence)
    row["decided_on"] = decision.decided_on.isoformat()
    return row


def decision_of(row: Mapping[str, Any]) -> Decision:
    """A row of the ledger as a decision, checked again: a row that could not have been recorded is refused.

    Raises QuestionError.
    """
    try:
        day = date.fromisoformat(row["decided_on"])
        rest = {key: value for key, value in row.items() if key not in ("evidence", "decided_on")}
        decision = Decision(**rest, evidence=tuple(row["evidence"]), decided_on=day)
    except (KeyError, TypeError, ValueError) as cause:
        raise QuestionError("A row of the ledger is no decision.") from cause
    return checked(decision)


def book_of(rows: Iterable[Mapping[str, Any]]) -> DecisionBook:
    """All rows of the ledger. Raises QuestionError."""
    return DecisionBook(tuple(decision_of(row) for row in rows))
