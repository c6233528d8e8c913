"""Whether an agreement is applied on a day: signed, in force and applied are three different things."""

from __future__ import annotations

from datetime import date

from karvan.engines.access.law.facts import Agreement
from karvan.model.truth import Truth

_SAID = {"applied": Truth.YES, "not_applied": Truth.NO, "ended": Truth.NO}


def applied_on(agreement: Agreement, on: date, known_on: date) -> tuple[Truth, str]:
    """Yes, no or unknown on the law's day, and why it is unknown.

    Reasons: review_overdue, conflict, unknown, and those of `Envelope.force`.
    """
    force = agreement.envelope.force(on)
    if force == "not_in_force" or _is_before(agreement, on):
        return Truth.NO, ""
    if agreement.envelope.is_stale(on, known_on):
        return Truth.UNKNOWN, "review_overdue"
    if force != "in_force":
        return Truth.UNKNOWN, force
    if agreement.envelope.standing == "conflict":
        return Truth.UNKNOWN, "conflict"
    found = _SAID.get(agreement.applied, Truth.UNKNOWN)
    return found, agreement.applied if found is Truth.UNKNOWN else ""


def _is_before(agreement: Agreement, on: date) -> bool:
    first = agreement.applied_from or agreement.in_force
    return first is not None and on < first
