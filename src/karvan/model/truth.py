"""Yes, no, or not known: what a firm answers and what a condition of law comes to."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Truth(StrEnum):
    """Kleene's three values; `unknown` means that both of the others remain possible."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    @property
    def opposite(self) -> Truth:
        """Yes for no and no for yes."""
        return {Truth.YES: Truth.NO, Truth.NO: Truth.YES}.get(self, self)


def truth_of(fact: bool) -> Truth:
    """A fact that is known."""
    return Truth.YES if fact else Truth.NO


def every(parts: Iterable[Truth]) -> Truth:
    """Whether all hold: one no is enough for no."""
    found = set(parts)
    if Truth.NO in found:
        return Truth.NO
    return Truth.UNKNOWN if Truth.UNKNOWN in found else Truth.YES


def some(parts: Iterable[Truth]) -> Truth:
    """Whether one at least holds: one yes is enough for yes."""
    return every(part.opposite for part in parts).opposite
