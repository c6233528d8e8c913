"""The region's product space: headings that home exports with advantage or the region makes, and how near they are."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.sparse.csgraph import minimum_spanning_tree

from karvan.dossier.name import Name
from karvan.dossier.names import open_labels
from karvan.dossier.plan import Plan
from karvan.engines.potential.complexity import binary, proximity, rca
from karvan.engines.potential.restore.read import estimates_belong
from karvan.model.known import Known, Maybe, Unknown
from karvan.store.snapshot import Snapshot

Floats = NDArray[np.float64]
STRONG = 0.55
"""Proximity from which a link is drawn beside those of the tree (0.55 is what Hidalgo et al. 2007 draw)."""


@dataclass(frozen=True, slots=True)
class SpaceProduct:
    """A heading: home's exports, its advantage (Balassa; made when >= 1), the region's lines in it.

    Exports and advantage are unknown where the data hold no row of home's.
    """

    hs4: str
    label: Name
    exports_usd: Maybe[float]
    rca: Maybe[float]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SpaceLink:
    """Two headings (places in `products`) and their proximity, the lesser conditional probability, in [0, 1]."""

    first: int
    second: int
    proximity: float


@dataclass(frozen=True, slots=True)
class ProductSpace:
    """Headings in the order of their codes; links of the maximum spanning tree and all others from STRONG upwards."""

    period: int
    products: tuple[SpaceProduct, ...]
    links: tuple[SpaceLink, ...]


def product_space(snapshot: Snapshot, plan: Plan) -> ProductSpace | None:
    """Proximity is the world's, of the plan's year, with estimated trade where it belongs; None if home sells nothing."""
    home, period = plan.region.home, plan.question.period
    exports = _exports(snapshot, period)
    headings = exports["hs4"].unique().sort().to_list()
    countries = exports["exporter"].unique().sort().to_list()
    if home not in countries:
        return None
    grid = _grid(exports, countries, headings)
    advantage = rca(grid)
    mine, lines = countries.index(home), _lines(plan)
    made = binary(advantage)
    kept = [at for at, hs4 in enumerate(headings) if made[mine, at] or hs4 in lines]
    near = proximity(made, diagonal=0)[np.ix_(kept, kept)]
    labels = open_labels(snapshot)
    return ProductSpace(
        period=period,
        products=tuple(
            SpaceProduct(
                hs4=headings[at],
                label=labels.of(headings[at]),
                exports_usd=_seen(grid, mine, at),
                rca=_advantage(grid, advantage, mine, at),
                lines=lines.get(headings[at], ()),
            )
            for at in kept
        ),
        links=links_of(near),
    )


def _seen(grid: Floats, country: int, at: int) -> Maybe[float]:
    """Exports of a heading; a place without a row holds 0 as a filler, and no flow in the data is 0."""
    value = float(grid[country, at])
    return Known(value) if value > 0 else Unknown("not_observed", ("exporter_product_totals",))


def _advantage(grid: Floats, advantage: Floats, country: int, at: int) -> Maybe[float]:
    return _seen(grid, country, at).map(lambda _: float(advantage[country, at]))


def _exports(snapshot: Snapshot, period: int) -> pl.DataFrame:
    columns = ["exporter", "hs6", "value_usd"]
    parts = [snapshot.read("exporter_product_totals", {"year": period}, columns)]
    if estimates_belong(snapshot):
        parts.append(snapshot.read("exporter_product_estimates", {"year": period}, columns))
    heading = pl.col("hs6").str.slice(0, 4).alias("hs4")
    return pl.concat(parts).group_by("exporter", heading).agg(pl.col("value_usd").sum())


def _grid(exports: pl.DataFrame, countries: Collection[str], headings: Collection[str]) -> Floats:
    grid = np.zeros((len(countries), len(headings)))
    row = {code: at for at, code in enumerate(countries)}
    column = {code: at for at, code in enumerate(headings)}
    for exporter, hs4, value in exports.select("exporter", "hs4", "value_usd").rows():
        grid[row[exporter], column[hs4]] = value
    return grid


def _lines(plan: Plan) -> Mapping[str, tuple[str, ...]]:
    """Heading -> the region's lines that have a subheading in it; the same for every market."""
    found: dict[str, dict[str, None]] = {}
    for group in plan.markets[0].sections if plan.markets else ():
        for line in (*group.recommended, *group.stopped):
            for cell in line.cells:
                found.setdefault(cell.hs6[:4], {})[line.product] = None
    return {hs4: tuple(names) for hs4, names in found.items()}


def links_of(near: Floats) -> tuple[SpaceLink, ...]:
    """The maximum spanning tree holds the picture together; a heading near to nothing stands alone."""
    tree = minimum_spanning_tree(np.where(near > 0, 2.0 - near, 0.0)).toarray() > 0
    drawn = np.triu(tree | tree.T | (near >= STRONG), 1)
    return tuple(
        SpaceLink(int(one), int(other), float(near[one, other]))
        for one, other in zip(*np.nonzero(drawn), strict=True)
    )
