"""The law of two countries, read once and asked many times."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from karvan.engines.access.answer import StopFact
from karvan.engines.access.law.exchange import Exchange
from karvan.engines.access.law.facts import (
    Agreement,
    ControlQuestion,
    Document,
    Jurisdiction,
    Measure,
    PaymentFact,
    Step,
    Treatment,
)
from karvan.engines.access.law.schedule import Schedule
from karvan.engines.access.law.scope import Codes
from karvan.engines.access.law.trains import ListedMeasure, TariffBand
from karvan.engines.access.stops import Rule


@dataclass(frozen=True, slots=True)
class CountryLaw:
    """What the packs hold of one country, of all days and all days of knowledge."""

    country: str
    jurisdictions: tuple[Jurisdiction, ...]
    measures: tuple[Measure, ...]
    treatments: tuple[Treatment, ...]
    agreements: tuple[Agreement, ...]
    documents: tuple[Document, ...]
    steps: tuple[Step, ...]
    schedules: tuple[Schedule, ...]

    def jurisdiction(self, known_on: date) -> Jurisdiction | None:
        """Whose law it is, as we knew it; None when no pack is loaded."""
        found = [one for one in self.jurisdictions if one.envelope.was_known(known_on)]
        return found[0] if found else None


@dataclass(frozen=True, slots=True)
class LawBook:
    """The law of the home country and of one market, with the questions and payment facts of all packs.

    `codes_of(hs_rev, code)` gives the same goods in each revision, `is_code(hs_rev, code)`
    whether there is such a code; `own_stops_of(codes, on)` what the
    user's own schedules prohibit; `fx_on(day, allow_stale)` exchange on a day; `bands_of` and
    `measures_of` what the user's TRAINS downloads say of the goods.
    """

    home: CountryLaw
    market: CountryLaw
    questions: tuple[ControlQuestion, ...]
    payment: tuple[PaymentFact, ...]
    rules: tuple[Rule, ...]
    codes_of: Callable[[int, str], Codes]
    is_code: Callable[[int, str], bool | None]
    own_stops_of: Callable[[Codes, date], Iterable[StopFact]]
    fx_on: Callable[[date, bool], Exchange]
    bands_of: Callable[[Codes], tuple[TariffBand, ...]]
    measures_of: Callable[[Codes], tuple[ListedMeasure, ...]]
    versions: Mapping[str, str]
