"""What must be known before a rate can be applied."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from karvan.model.rate.tree import AtLeast, AtMost, Bands, Fixed, Percent, Plus, Rate, Specific
from karvan.model.rate.units import asked_for


def needs(rate: Rate) -> frozenset[str]:
    """The units of quantity it counts, as people are asked for them: kg also where the law says tonnes."""
    units = {part.unit for part in _leaves(rate) if isinstance(part, Specific)}
    over = {part.over.removeprefix("quantity:") for part in _bands(rate) if part.over.startswith("quantity:")}
    return frozenset(asked_for(unit) for unit in units | over)


def currencies(rate: Rate) -> frozenset[str]:
    """The currencies and units of account that it names."""
    amounts = {part.currency for part in _leaves(rate) if isinstance(part, Specific | Fixed)}
    over = {part.over.removeprefix("value:") for part in _bands(rate) if part.over.startswith("value:")}
    return frozenset(amounts | over)


def _leaves(rate: Rate) -> Iterator[Percent | Specific | Fixed]:
    for part in _nodes(rate):
        if isinstance(part, Percent | Specific | Fixed):
            yield part


def _bands(rate: Rate) -> Iterator[Bands]:
    for part in _nodes(rate):
        if isinstance(part, Bands):
            yield part


def _nodes(rate: Rate) -> Iterator[Rate]:
    """The rate and every rate inside it."""
    yield rate
    for part in _parts(rate):
        yield from _nodes(part)


def _parts(rate: Rate) -> tuple[Rate, ...]:
    match rate:
        case Percent() | Specific() | Fixed():
            return ()
        case AtLeast(first, second) | AtMost(first, second) | Plus(first, second):
            return (first, second)
        case Bands(_, steps):
            return tuple(step.rate for step in steps)
        case _:
            assert_never(rate)
