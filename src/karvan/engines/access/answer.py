"""What keeps a product from being recommended, and what must stand beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class StopFact:
    """A prohibition or exposure, dated and cited.

    `effect` is stop or flag; `valid_to` None with lifting `unknown` counts as still in force.
    `is_overdue`: its review date has passed on the day of the question.
    """

    id: str
    kind: str
    effect: str
    title_en: str
    title_fa: str
    text_en: str
    text_fa: str
    valid_from: date | None
    valid_to: date | None
    lifting: str
    standing: str
    observed_on: date | None
    review_by: date | None
    is_overdue: bool
    citations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProducerFinding:
    """A publicly known producer: listed, not_found (on the loaded lists) or unknown; never "cleared"."""

    name_en: str
    name_fa: str
    screening: str
    lists_en: str
    lists_fa: str
    screened_against: str
    citations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LineStops:
    """The verdict on one product line: stops bar it from the ranking, flags stand beside it.

    `producer_group`: listed_only (a stop), some_listed, not_found or unknown (no producer is known).
    """

    stops: tuple[StopFact, ...]
    flags: tuple[StopFact, ...]
    producers: tuple[ProducerFinding, ...]
    producer_group: str
