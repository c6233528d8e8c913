"""Amounts of law and prices. Trade statistics use float64 columns named *_usd instead."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from karvan.errors import QuestionError


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount in one ISO 4217 currency; never converted silently."""

    amount: Decimal
    currency: str

    def __add__(self, other: Money) -> Money:
        return Money(self.amount + self._same(other).amount, self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.amount - self._same(other).amount, self.currency)

    def times(self, factor: Decimal | int) -> Money:
        """The amount multiplied, unrounded."""
        return Money(self.amount * factor, self.currency)

    def converted(self, rate: Decimal, currency: str) -> Money:
        """The amount at `rate` units of `currency` per unit of this one: the caller cites the rate."""
        return Money(self.amount * rate, currency)

    def _same(self, other: Money) -> Money:
        if other.currency != self.currency:
            raise QuestionError(
                "{left} and {right} cannot be added without a dated rate.",
                fix="Convert one of them with a rate of the fx table first.",
                left=self.currency,
                right=other.currency,
            )
        return other
