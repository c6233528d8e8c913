"""Exchange in a customs declaration: dated official rates, never an old one in silence, and the used ones named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from karvan.model.known import Known, Maybe, Unknown

# Customs take the rate of the day or of the week or month before; an older one is no rate of that day.
OLDEST = timedelta(days=31)
# A unit of account is set by law and holds until it is set anew.
_OF_ACCOUNT = frozenset(["BCU"])


@dataclass(frozen=True, slots=True)
class ExchangeRate:
    """`rate` units of `quote` are one `base`, by an official rate of the day `on`; `source` published it."""

    base: str
    quote: str
    rate: Decimal
    on: date
    source: str


class Exchange:
    """The last official rates on or before a day, in either direction; remembers which were used."""

    def __init__(self, rates: Iterable[ExchangeRate], on: date, *, allow_stale: bool = False) -> None:
        self._on, self._allow_stale = on, allow_stale
        self._latest = {(one.base, one.quote): one for one in sorted(rates, key=_day) if one.on <= on}
        self._used: dict[ExchangeRate, None] = {}

    @property
    def used(self) -> tuple[ExchangeRate, ...]:
        """Each rate that an amount was reckoned with, by currencies."""
        return tuple(sorted(self._used, key=lambda one: (one.base, one.quote)))

    def __call__(self, one: str, other: str) -> Maybe[Decimal]:
        """How many `other` one `one` is; unknown `fx_missing`, or `fx_stale` when the last is too old."""
        both = [self._latest[pair] for pair in ((one, other), (other, one)) if pair in self._latest]
        if not both:
            return Unknown("fx_missing", (f"{one}/{other}",))
        found = max(both, key=_day)
        if self._is_stale(found):
            return Unknown("fx_stale", (f"{one}/{other}",))
        self._used[found] = None
        return Known(found.rate if found.base == one else 1 / found.rate)

    def _is_stale(self, found: ExchangeRate) -> bool:
        is_of_account = not _OF_ACCOUNT.isdisjoint((found.base, found.quote))
        return not (self._allow_stale or is_of_account) and found.on < self._on - OLDEST


def _day(one: ExchangeRate) -> date:
    return one.on
