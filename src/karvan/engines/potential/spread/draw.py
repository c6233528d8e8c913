"""Which pairs are held out and which teach: seeded draws, stratified by the size of the pair."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from karvan.errors import UnreadableInput

Pair = tuple[str, str]
CLASSES = ("1-10 M", "10-100 M", "100 M-1 bn", "above 1 bn")
LEAST_USD = 1e6
_EDGES = (1e7, 1e8, 1e9)


def size_class(value_usd: float) -> str:
    """Size class of a pair's total, current USD."""
    return CLASSES[int(np.digitize(value_usd, _EDGES))]


def draw_pairs(totals: pl.DataFrame, count: int, left_out: Sequence[Pair], seed: int) -> list[Pair]:
    """`count` pairs above 1 M USD of `totals` (exporter, importer, value_usd), equally from each size class.

    The first classes take the odd ones. Raises UnreadableInput when a class holds too few pairs.
    """
    forbidden = set(left_out)
    rows = totals.filter(pl.col("value_usd") > LEAST_USD).sort("exporter", "importer")
    random = np.random.default_rng(seed)
    drawn: list[Pair] = []
    for at, name in enumerate(CLASSES):
        wanted = count // len(CLASSES) + (at < count % len(CLASSES))
        pool = [(i, j) for i, j, v in rows.rows() if size_class(v) == name and (i, j) not in forbidden]
        if len(pool) < wanted:
            raise UnreadableInput(
                "Only {found} pairs of the class {name} USD are observed; {wanted} are to be drawn.",
                found=len(pool),
                name=name,
                wanted=wanted,
                fix="Load more flows or draw fewer pairs.",
            )
        drawn += [pool[one] for one in sorted(random.choice(len(pool), wanted, replace=False))]
    return drawn
