"""The best few of every market, in order."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from karvan.engines.potential.world.codes import Codes, Floats


def ranked(market: NDArray[np.intp], score: Floats, markets: int, top: int) -> tuple[NDArray[np.intp], Codes]:
    """Places of the best `top` per market, and their ranks from 1; equal scores keep the order they came in.

    `market` (n,) ascending, `score` (n,) positive.
    """
    count = np.bincount(market, minlength=markets)
    first = np.cumsum(count) - count
    table = np.full((markets, int(count.max(initial=0))), np.inf)
    table[market, np.arange(len(market)) - first[market]] = -score
    order = _sorted(table)[:, :top]
    kept = np.arange(order.shape[1]) < count[:, None]
    rank = np.broadcast_to(np.arange(1, order.shape[1] + 1, dtype=np.uint16), order.shape)
    return (order + first[:, None])[kept], rank[kept]


def _sorted(table: Floats) -> NDArray[np.intp]:
    """Order of each row; the quick sort does unless scores are equal, as it forgets which came first."""
    order = np.argsort(table, axis=1)
    found = np.take_along_axis(table, order, axis=1)
    is_tied = ((found[:, 1:] == found[:, :-1]) & (found[:, 1:] < np.inf)).any(axis=1)
    if is_tied.any():
        order[is_tied] = np.argsort(table[is_tied], axis=1, kind="stable")
    return order
