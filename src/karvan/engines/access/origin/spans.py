"""Amounts between bounds, and what can be said of their share: exact in decimals.

Reading: an unknown amount is any amount within its bounds, so a comparison is yes or no only when it is the
same for all of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal

from karvan.model.truth import Truth

# Bills have 18 digits and shares 6: sums of thousands of products of them are exact in 60.
EXACT = Context(prec=60)
_SHOWN = Decimal("0.000001")
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Span:
    """Bounds in one currency, both included; `high` None is without bound."""

    low: Decimal
    high: Decimal | None

    def __add__(self, other: Span) -> Span:
        high = None if self.high is None or other.high is None else EXACT.add(self.high, other.high)
        return Span(EXACT.add(self.low, other.low), high)

    @property
    def is_exact(self) -> bool:
        """Whether there is only one amount."""
        return self.low == self.high


NOTHING = Span(ZERO, ZERO)
ANYTHING = Span(ZERO, None)


def total(spans: Iterable[Span]) -> Span:
    """The sum of amounts that are unknown each for itself."""
    found = NOTHING
    for span in spans:
        found = found + span
    return found


def at_most(part: Span, share: Decimal, whole: Span) -> Truth:
    """Whether part <= share x whole; `whole` is above its lower bound when that is 0."""
    if part.high is not None and part.high <= EXACT.multiply(share, whole.low):
        return Truth.YES
    if whole.high is not None and part.low > EXACT.multiply(share, whole.high):
        return Truth.NO
    return Truth.NO if share == 0 and part.low > 0 else Truth.UNKNOWN


def at_least(part: Span, share: Decimal, whole: Span) -> Truth:
    """Whether part >= share x whole."""
    if share == 0 or (whole.high is not None and part.low >= EXACT.multiply(share, whole.high)):
        return Truth.YES
    if part.high is not None and part.high < EXACT.multiply(share, whole.low):
        return Truth.NO
    return Truth.NO if part.high == 0 else Truth.UNKNOWN


def ratio(part: Span, whole: Span) -> Span:
    """part / whole as a fraction, rounded half even to six decimals for showing; decisions never use it."""
    low = ZERO if whole.high is None else _over(part.low, whole.high)
    if part.high == 0:
        return Span(low, ZERO)
    return Span(low, None if part.high is None or whole.low == 0 else _over(part.high, whole.low))


def _over(part: Decimal, whole: Decimal) -> Decimal:
    return EXACT.divide(part, whole).quantize(_SHOWN, context=EXACT)
