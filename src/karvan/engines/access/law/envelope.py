"""The two times of a fact of law, and what they say on the day of a question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation (`pack:id`) and the place inside it."""

    source: str
    at: str


@dataclass(frozen=True, slots=True)
class Envelope:
    """When a fact is the law, from when to when it was what we knew, how sure we are, and who says so."""

    valid_from: date | None
    valid_to: date | None
    date_precision: str
    lifting: str
    observed_on: date
    review_by: date
    known_until: date | None
    standing: str
    citations: tuple[Cited, ...]

    def was_known(self, known_on: date) -> bool:
        """Whether it was what we knew on that day."""
        return self.observed_on <= known_on and (self.known_until is None or known_on <= self.known_until)

    def holds(self, on: date, known_on: date) -> bool:
        """Whether it was known on `known_on`, and is the law of `on` or may be."""
        return self.was_known(known_on) and self.force(on) != "not_in_force"

    def force(self, on: date) -> str:
        """in_force, not_in_force, or why it is unknown: edge (the source dates it by month or year only),
        start_unknown, end_unknown (its term has passed and nobody says whether it was prolonged).
        """
        if self.valid_to is not None and on > self.valid_to:
            return "end_unknown" if self.lifting == "unknown" else "not_in_force"
        if self.valid_from is None:
            return "in_force" if on >= self.observed_on else "start_unknown"
        if on < self.valid_from:
            return "not_in_force"
        return "edge" if on <= self._last_day_of_start() and self.date_precision != "day" else "in_force"

    def is_stale(self, on: date, known_on: date) -> bool:
        """Whether its review was due before the question was asked, or before the day it asks about."""
        return self.standing == "stale" or self.review_by < max(on, known_on)

    def why_stale(self, on: date, known_on: date) -> str:
        """review_overdue, source_old (the source was old when it was read), or empty when it is not stale."""
        if self.review_by < max(on, known_on):
            return "review_overdue"
        return "source_old" if self.standing == "stale" else ""

    def _last_day_of_start(self) -> date:
        assert self.valid_from is not None
        start = self.valid_from
        if self.date_precision == "month":
            return (start.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        return start.replace(month=12, day=31) if self.date_precision == "year" else start
