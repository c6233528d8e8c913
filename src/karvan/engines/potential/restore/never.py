"""Silent pairs that no year of the history lists: gravity, corrected by what such pairs turn out to trade.

A pair outside both sides' five largest of every chapter, five years long, trades little or nothing: of the
visible ones two in three have no flow at all, and all of them together hold 0.4 % of world trade. Gravity
alone would take them for ordinary pairs. So it is corrected by the visible pairs of the same kind.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from karvan.engines.potential.restore.alike import corrected, figure_columns, half_coverage
from karvan.engines.potential.restore.listing import PAIR
from karvan.engines.potential.silent.panel import Flags, Floats
from karvan.engines.potential.unseen.layout import mask_of
from karvan.engines.potential.unseen.model import Settings, estimate_pairs
from karvan.engines.potential.unseen.world import World, hide


@dataclass(frozen=True, slots=True)
class NeverListed:
    """`pairs`: exporter, importer and the FIGURES; `coverage` of the intervals by level, tested on the half of the
    visible pairs that the correction was not taken from."""

    pairs: pl.DataFrame
    coverage: dict[str, float]


def never_listed(world: World, visible: pl.DataFrame, wanted: pl.DataFrame, seed: int) -> NeverListed:
    """Totals of `wanted` (exporter, importer; silent), by `visible` (exporter, importer, value_usd; 0 = no flow).

    Both are pairs that the history never lists; all of them are hidden before anything is learned.
    """
    together = pl.concat([visible.select(PAIR), wanted.select(PAIR)])
    logs = _predicted(world, mask_of(world.countries, together), together, seed)
    known, asked = logs[: visible.height], logs[visible.height :]
    actual = visible["value_usd"].cast(pl.Float64).to_numpy()
    figures = figure_columns(corrected(known, actual, asked))
    return NeverListed(
        pl.concat([wanted.select(PAIR), figures], how="horizontal"), half_coverage(known, actual, seed)
    )


def _predicted(world: World, mask: Flags, pairs: pl.DataFrame, seed: int) -> Floats:
    """ln USD by gravity of `pairs`, all hidden, in their order; the reverse flow is as unseen as the pair."""
    hidden = replace(hide(world, mask), detail=None)
    guess = estimate_pairs(hidden, mask, seed, Settings(with_reverse=False))
    grid = np.full(mask.shape, np.nan)
    grid[np.nonzero(mask)] = guess.log_usd
    at = {code: place for place, code in enumerate(world.countries)}
    rows, cols = ([at[code] for code in pairs[side]] for side in PAIR)
    return np.asarray(grid[rows, cols])
