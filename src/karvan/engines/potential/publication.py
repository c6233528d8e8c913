"""ITC's thresholds for publishing: flags with a reason, never deletions.

Kept are exporter-products with a potential of 200,000 USD in the world and, of them, cells of 10,000 USD;
for very small economies the products that make up 95 % of the potential instead (ITC, lecture 5-1-8).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import polars as pl

from karvan.engines.potential.answer import CellPotential
from karvan.model.known import Known, Maybe, Unknown

NOT_COMPUTED = Unknown("not_applied", ("potential over all markets",))
CELL_USD = 10_000.0
PRODUCT_USD = 200_000.0
TOP_SHARE = 0.95
SMALL_ECONOMY_USD = 100e6
"""Exports below which an economy counts as very small. ITC names no figure: this one is ours."""


@dataclass(frozen=True, slots=True)
class WorldPotential:
    """An exporter's potential by subheading over all markets that could be scored, current USD.

    A lower bound: `markets` of them were scored, `markets_left_out` could not be, their pair being unknown.
    """

    exporter: str
    potential_usd: Mapping[str, float]
    exports_usd: float
    markets: int
    markets_left_out: int

    def passing(self) -> Callable[[str], Maybe[bool]]:
        """Whether a subheading passes; unknown where the markets left out could still lift it."""
        kept = self._kept()
        below: Maybe[bool] = Known(False)
        if self.markets_left_out:
            below = Unknown("not_observed", (f"potential in {self.markets_left_out} markets",))
        return lambda hs6: Known(True) if hs6 in kept else below

    def _kept(self) -> frozenset[str]:
        if self.exports_usd < SMALL_ECONOMY_USD:
            return top_products(self.potential_usd)
        return frozenset(hs6 for hs6, value in self.potential_usd.items() if value >= PRODUCT_USD)

    @property
    def failing_reason(self) -> str:
        """Why the others do not."""
        return "outside_top_95" if self.exports_usd < SMALL_ECONOMY_USD else "product_below_200_000"


def world_potential(exporter: str, cells: pl.DataFrame, exports_usd: float) -> WorldPotential:
    """From all cells of an exporter: importer, hs6, potential_usd (null = unknown), current USD.

    Takes what `sweep.sweep_markets` gives, or the exporter's part of the world engine's frame when that was
    made with `top` at least the number of products; smaller cells are missing otherwise.
    """
    plain = cells.select(
        pl.col("importer").cast(pl.String), pl.col("hs6").cast(pl.String), pl.col("potential_usd")
    ).sort("hs6", "importer")
    is_known = pl.col("potential_usd").is_not_null().any()
    markets = plain.group_by("importer").agg(is_known.alias("is_known"))["is_known"]
    sums: dict[str, float] = {}
    for hs6, value in plain.drop_nulls().select("hs6", "potential_usd").iter_rows():
        sums[hs6] = sums.get(hs6, 0.0) + value
    return WorldPotential(exporter, sums, exports_usd, int(markets.sum()), int((~markets).sum()))


def top_products(potential_usd: Mapping[str, float], share: float = TOP_SHARE) -> frozenset[str]:
    """The largest products that together reach `share` of the potential; ties by code."""
    whole, reached, kept = math.fsum(potential_usd.values()), 0.0, set()
    for hs6, value in sorted(potential_usd.items(), key=lambda one: (-one[1], one[0])):
        if reached >= share * whole:
            break
        kept.add(hs6)
        reached += value
    return frozenset(kept)


def publication(potential: Maybe[float], passes: Maybe[bool], failing: str = "") -> tuple[Maybe[bool], str]:
    """Whether a cell is published, and why: published, cell_below_10_000, `failing`, or what is unknown.

    `passes`: whether its product passes over all markets.
    """
    if isinstance(potential, Unknown):
        return potential, potential.reason
    if potential.value < CELL_USD:
        return Known(False), "cell_below_10_000"
    if isinstance(passes, Unknown):
        return passes, passes.reason
    return (passes, "published") if passes.value else (passes, failing)


def flagged(cells: Mapping[str, CellPotential], world: WorldPotential) -> dict[str, CellPotential]:
    """The same cells with the thresholds applied."""
    verdicts = world.passing()
    return {hs6: _flagged(one, verdicts(hs6), world.failing_reason) for hs6, one in cells.items()}


def _flagged(one: CellPotential, passes: Maybe[bool], failing: str) -> CellPotential:
    is_published, why = publication(one.potential_usd, passes, failing)
    return replace(one, is_published=is_published, publication=why)
