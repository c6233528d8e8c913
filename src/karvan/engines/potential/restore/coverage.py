"""What a pair trades in all, when only its listed chapters are known.

The history lists a cell only where it is among the five largest of its chapter, so a pair's listed
chapters are a lower bound: half as much again is typical at ten million USD, an eighth at a billion.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from karvan.engines.potential.restore.alike import class_edges
from karvan.engines.potential.restore.listing import PAIR
from karvan.engines.potential.silent.panel import Floats

_LEAST_USD = 1e5


@dataclass(frozen=True, slots=True)
class WholePair:
    """ln(whole / listed) of visible pairs by class of ln listed: `median` and `spread` (half the central 68 %)."""

    edges: Floats
    median: Floats
    spread: Floats

    def log_ratio(self, log_listed: Floats) -> tuple[Floats, Floats]:
        """Typical ln(whole / listed) and its spread for N pairs."""
        classes = np.searchsorted(self.edges, log_listed)
        return self.median[classes], self.spread[classes]


def fit_whole(cells: pl.DataFrame, listed: pl.DataFrame) -> WholePair:
    """Learn from the visible `cells` of a year and those of them that would be `listed`."""
    whole = cells.group_by(PAIR).agg(pl.col("value_usd").sum().alias("whole"))
    part = listed.group_by(PAIR).agg(pl.col("value_usd").sum().alias("part"))
    both = part.join(whole, on=PAIR).filter(pl.col("part") > _LEAST_USD).sort(PAIR)
    log_part = np.log(both["part"].to_numpy())
    ratio = np.log(both["whole"].to_numpy()) - log_part
    edges = class_edges(log_part)
    classes = np.searchsorted(edges, log_part)
    table = [np.quantile(ratio[classes == at], (0.16, 0.5, 0.84)) for at in range(len(edges) + 1)]
    low, middle, high = np.array(table).T
    return WholePair(edges, middle, np.asarray((high - low) / 2))
