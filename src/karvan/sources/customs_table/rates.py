"""Dollars only by a dated rate of the kind that the mapping names; otherwise unknown."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import polars as pl

_OLDEST_DAYS = 31  # a rate a month older than the period's end says nothing of it


@dataclass(frozen=True, slots=True)
class Rates:
    """Currency -> (days ascending, units of that currency per dollar)."""

    per_usd: dict[str, tuple[list[date], list[Decimal]]]

    @classmethod
    def of(cls, fx: pl.DataFrame | None, kind: str) -> Rates:
        """The dollar rates of one kind from the store's table `fx`; none without a table or a kind."""
        if fx is None or not kind:
            return cls({})
        found: dict[str, dict[date, Decimal]] = {}
        for on, base, quote, rate in (
            fx.filter(pl.col("kind") == kind).select("on", "base", "quote", "rate").rows()
        ):
            if base == "USD":
                found.setdefault(quote, {})[on] = Decimal(rate)
            elif quote == "USD":
                found.setdefault(base, {})[on] = 1 / Decimal(rate)
        return cls(
            {code: (sorted(by_day), [by_day[on] for on in sorted(by_day)]) for code, by_day in found.items()}
        )

    def usd(self, value: Decimal, currency: str, on: date) -> float | None:
        """Dollars at the latest rate up to `on`; None when there is none within a month."""
        if currency == "USD":
            return float(value)
        days, rates = self.per_usd.get(currency, ([], []))
        at = bisect_right(days, on) - 1
        if at < 0 or (on - days[at]).days > _OLDEST_DAYS:
            return None
        return float(value / rates[at])
