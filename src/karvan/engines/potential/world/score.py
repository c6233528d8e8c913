"""Sellers against all markets: the best products of every pair, one block of sellers at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice

import numpy as np
import polars as pl
from numpy.typing import NDArray

from karvan.engines.potential.world.codes import Floats
from karvan.engines.potential.world.frame import Best, frame
from karvan.engines.potential.world.rank import ranked
from karvan.engines.potential.world.screen import Markets, candidates
from karvan.engines.potential.world.status import REPORTING_UNKNOWN, Statuses
from karvan.engines.potential.world.trade import Cells


@dataclass(frozen=True, slots=True, eq=False)
class Seller:
    """One exporter: supply (K,) a fraction, ln km (M,), ease (M,), status (M,), and its flows when they are known.

    `ease` is read only where the pair is observed or without flow; `flows` are cells and USD as in `Trade`.
    """

    name: str
    supply: Floats
    log_km: Floats
    ease: Floats
    status: Statuses
    flows: tuple[Cells, Floats] | None


def score_blocks(
    sellers: Iterable[Seller], side: Markets, names: Sequence[str], *, block: int = 64, threads: int = 1
) -> Iterator[pl.DataFrame]:
    """The best cells of each pair, as frames of `block` sellers each, in the order of `sellers`.

    `names` are all the sellers' names that will come (the column's enum), in any order.
    Memory is that of one block, however many sellers come; every seller is scored by itself, so blocks
    change nothing. Columns as in `karvan.engines.potential.world.frame`.
    """
    waiting, place = iter(sellers), {name: i for i, name in enumerate(names)}
    with ThreadPoolExecutor(threads) as pool:
        while some := list(islice(waiting, block)):
            best = list(pool.map(lambda seller: best_cells(seller, side), some))
            yield frame([place[seller.name] for seller in some], best, side, names)


def best_cells(seller: Seller, side: Markets) -> Best:
    """The best `side.top` products of one seller in each market, best first, ties by code.

    The order is that of the benchmark (potential at ease 1): ease is one number per pair, so it is also
    the order of the potential, and it exists where ease is unknown or 0.
    """
    found = candidates(seller.supply, seller.log_km, seller.status <= REPORTING_UNKNOWN, side)
    kept, rank = ranked(found.market, found.benchmark_usd, len(side.importers), side.top)
    market, product = found.market[kept], found.product[kept]
    return Best(
        market=market.astype(np.uint16),
        product=product.astype(np.uint16),
        rank=rank,
        benchmark_usd=found.benchmark_usd[kept],
        ease=seller.ease[market],
        status=seller.status[market],
        observed_usd=_observed(seller, market, product, side),
    )


def _observed(
    seller: Seller, market: NDArray[np.intp], product: NDArray[np.intp], side: Markets
) -> Floats | None:
    if seller.flows is None:
        return None
    cell, value = seller.flows
    wanted = (market * len(side.products) + product).astype(cell.dtype)
    place = np.minimum(np.searchsorted(cell, wanted), max(len(cell) - 1, 0))
    return np.where(cell[place] == wanted, value[place], 0.0) if len(cell) else np.zeros(len(wanted))
