"""Sums over subheadings, taken at the finest level; energy apart, because it would drown the rest."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from karvan.engines.potential.answer import CellPotential, MarketPotential
from karvan.engines.potential.margins import is_energy
from karvan.model.known import Known, Maybe, Unknown, partial_sum


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over the subheadings whose figure is known, current USD; unknown when none is.

    `cells` subheadings were asked for; `lacks` names those whose potential is unknown.
    """

    potential_usd: Maybe[float]
    realised_usd: Maybe[float]
    unrealised_usd: Maybe[float]
    cells: int
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MarketTotals:
    """The whole market, and chapter 27 within it."""

    whole: Totals
    energy: Totals


def totals(answer: MarketPotential) -> MarketTotals:
    """Sums over the cells of the answer: ask for all subheadings (`codes=None`) to have the market's own."""
    cells, pair = tuple(answer.cells.values()), answer.pair.ease
    return MarketTotals(_totals(cells, pair), _totals([one for one in cells if is_energy(one.hs6)], pair))


def _totals(cells: Collection[CellPotential], pair: Maybe[float]) -> Totals:
    potentials = [(one.hs6, one.potential_usd) for one in cells]
    return Totals(
        potential_usd=_sum(potentials, pair),
        realised_usd=_sum([(one.hs6, one.realised_usd) for one in cells], pair),
        unrealised_usd=_sum([(one.hs6, one.unrealised_usd) for one in cells], pair),
        cells=len(cells),
        lacks=partial_sum(potentials).lacks,
    )


def _sum(terms: Collection[tuple[str, Maybe[float]]], pair: Maybe[float]) -> Maybe[float]:
    if isinstance(pair, Unknown):
        return pair
    if not terms:
        return Unknown("not_applied", ("subheadings",))
    unknown = [term for _, term in terms if isinstance(term, Unknown)]
    if unknown and len(unknown) == len(terms):
        return unknown[0]
    return Known(partial_sum(terms).known)
