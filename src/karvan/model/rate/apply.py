"""A rate applied to a base: money, or what is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias, assert_never

from karvan.model.known import Known, Maybe, Unknown, lift
from karvan.model.money import Money
from karvan.model.rate.tree import AtLeast, AtMost, Bands, Fixed, Percent, Plus, Rate, Specific
from karvan.model.rate.units import asked_for, counted_in

# fx("EUR", "USD"): how many USD one EUR is, or why nobody knows.
Fx: TypeAlias = Callable[[str, str], Maybe[Decimal]]


def amount(
    rate: Rate,
    base: Money,
    quantities: Mapping[str, Decimal],
    fx: Fx,
    rates: Mapping[str, Decimal] | None = None,
) -> Maybe[Money]:
    """What is due, unrounded and in the base's currency.

    `base` is the value the percentages are of; `quantities` go by unit (kg, pc, ...). A quantity not
    given is Unknown `quantity_missing` with the units to ask for; a rate not at hand is Unknown
    `fx_missing` with the pair (EUR/USD), or the reason of `fx` where it begins with `fx_` (`fx_stale`).
    `rates` are the percentages, as fractions, that brackets go over; one not given is Unknown `rate_missing`.
    """
    case = _Case(base, quantities, fx, rates or {})
    return case.due(rate).map(lambda number: Money(number, base.currency))


@dataclass(frozen=True, slots=True)
class _Case:
    """One consignment: what a rate may ask about."""

    base: Money
    quantities: Mapping[str, Decimal]
    fx: Fx
    rates: Mapping[str, Decimal]

    def due(self, rate: Rate) -> Maybe[Decimal]:
        match rate:
            case Percent(fraction):
                return Known(self.base.amount * fraction)
            case Fixed(number, currency):
                return self.exchange(currency, self.base.currency).map(lambda price: number * price)
            case Specific():
                return lift(
                    lambda count, price: count / rate.per * rate.amount * price,
                    self.quantity(rate.unit),
                    self.exchange(rate.currency, self.base.currency),
                )
            case AtLeast(first, second):
                return lift(max, self.due(first), self.due(second))
            case AtMost(first, second):
                return lift(min, self.due(first), self.due(second))
            case Plus(first, second):
                return lift(lambda one, other: one + other, self.due(first), self.due(second))
            case Bands():
                return self.banded(rate)
            case _:
                assert_never(rate)

    def banded(self, bands: Bands) -> Maybe[Decimal]:
        size = self.size(bands.over)
        if isinstance(size, Unknown):
            return size
        return self.due(next(step.rate for step in bands.steps if step.holds(size.value)))

    def size(self, over: str) -> Maybe[Decimal]:
        kind, _, name = over.partition(":")
        if kind == "quantity":
            return self.quantity(name)
        if kind == "rate":
            found = self.rates.get(name)
            return Unknown("rate_missing", (name,)) if found is None else Known(found.scaleb(2))
        return self.exchange(self.base.currency, name).map(lambda price: self.base.amount * price)

    def quantity(self, unit: str) -> Maybe[Decimal]:
        found = counted_in(unit, self.quantities)
        return Unknown("quantity_missing", (asked_for(unit),)) if found is None else Known(found)

    def exchange(self, currency: str, into: str) -> Maybe[Decimal]:
        if currency == into:
            return Known(Decimal(1))
        price = self.fx(currency, into)
        if isinstance(price, Known):
            return price
        reason = price.reason if price.reason.startswith("fx_") else "fx_missing"
        return Unknown(reason, (f"{currency}/{into}",))
