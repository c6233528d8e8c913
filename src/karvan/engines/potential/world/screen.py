"""Which cells can be among a pair's best, without sorting the five thousand others.

exp(-|a - b|) = min(e^(a-b), e^(b-a)), so a cell needs no exponential: with near = demand e^D and
far = demand e^-D its score is supply x min(near, far e^2l), up to the pair's constant e^-l. The n-th
largest of the maxima of disjoint groups is at most the n-th largest cell: every cell below it can go.
That is looked for in single precision, with a margin; what stays is scored in double.
Matrices stand product by market, so that a seller of few products reads few rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from karvan.engines.potential.world.codes import MOST_NAMES, Floats
from karvan.engines.potential.world.distances import TypicalDistances
from karvan.errors import QuestionError

_STEP = 256  # products
_LEAST = np.finfo(np.float32).tiny
_MARGIN = np.float32(1 - 1e-5)  # single precision errs by less

Singles: TypeAlias = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Markets:
    """The market side of every cell, made once for all sellers.

    `buying` are the places of the importers that buy anything, m of them; near = demand e^(D - middle)
    and far = demand e^(middle - D), (K, m) current USD, 0 where the typical distance D is unknown; the rough
    ones are the same over the largest of them. `top` products are kept per pair.
    """

    importers: tuple[str, ...]
    products: tuple[str, ...]
    buying: NDArray[np.intp]
    near: Floats
    far: Floats
    rough_near: Singles
    rough_far: Singles
    middle_log_km: float
    top: int


def markets(
    importers: tuple[str, ...], products: tuple[str, ...], demand: Floats, typical: TypicalDistances, top: int
) -> Markets:
    """From demand (M, K) current USD. Raises QuestionError when `top` is not in 1..65535."""
    if not 1 <= top <= MOST_NAMES:
        raise QuestionError("The number of products to keep must be between 1 and 65,535.", where="top")
    buying, middle = np.flatnonzero(demand.any(axis=1)), _middle(typical)
    known = (demand * typical.is_known)[buying]
    away = np.exp(typical.log_km[buying] - middle)
    near, far = np.ascontiguousarray((known * away).T), np.ascontiguousarray((known / away).T)
    largest = max(near.max(initial=0), far.max(initial=0)) or 1.0
    rough_near, rough_far = ((matrix / largest).astype(np.float32) for matrix in (near, far))
    return Markets(importers, products, buying, near, far, rough_near, rough_far, middle, top)


def _middle(typical: TypicalDistances) -> float:
    return float(typical.log_km[typical.is_known].mean()) if typical.is_known.any() else 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Cells by market, then product: places (n,) and benchmark (n,), current USD."""

    market: NDArray[np.intp]
    product: NDArray[np.intp]
    benchmark_usd: Floats


def candidates(supply: Floats, log_km: Floats, is_open: NDArray[np.bool_], side: Markets) -> Candidates:
    """Cells that hold every open market's best `side.top`, and some more.

    `supply` (K,) fractions, `log_km` (M,), `is_open` (M,) the markets to look at. Never a cell that scores 0,
    nor one of 10^-38 of what the seller's largest supply would score where demand is largest.
    """
    products = np.flatnonzero(supply)
    away = log_km[side.buying] - side.middle_log_km
    rough = _rough(supply, away, products, side)
    bound = np.where(is_open[side.buying], _bound(rough, side.top), np.float32(np.inf))
    places = np.flatnonzero(rough >= bound)
    row, market = np.divmod(places, len(side.buying))
    product = products[row]
    score = _benchmark(supply, away, product, market, side)
    order = np.argsort(market.astype(np.uint16), kind="stable")
    return Candidates(side.buying[market[order]], product[order], score[order])


def _benchmark(
    supply: Floats, away: Floats, product: NDArray[np.intp], market: NDArray[np.intp], side: Markets
) -> Floats:
    cell = product * len(side.buying) + market
    found: Floats = side.far.ravel()[cell]
    found *= np.exp(2 * away)[market]
    np.minimum(found, side.near.ravel()[cell], out=found)
    found *= supply[product]
    found *= np.exp(-away)[market]
    return found


def _rough(supply: Floats, away: Floats, products: NDArray[np.intp], side: Markets) -> Singles:
    """(products, m) scores up to each market's constant, in steps that stay in a core's cache."""
    scores = np.empty((len(products), len(side.buying)), np.float32)
    twice = np.exp(2 * away).astype(np.float32)
    share = (supply / supply.max(initial=_LEAST)).astype(np.float32)
    for start in range(0, len(products), _STEP):
        some = products[start : start + _STEP]
        part = scores[start : start + _STEP]
        np.take(side.rough_far, some, axis=0, out=part, mode="clip")
        part *= twice
        np.minimum(part, side.rough_near[some], out=part)
        part *= share[some, None]
    return scores


def _bound(scores: Singles, top: int) -> Singles:
    """(m,) For each market a score that its best `top` cells reach."""
    width = max(64, top * 5 // 2)
    depth = len(scores) // width
    if depth < 2:
        return np.full(scores.shape[1], _LEAST)
    peaks = scores[: depth * width].reshape(depth, width, -1).max(axis=0)
    reached = np.partition(np.ascontiguousarray(peaks.T), width - top, axis=1)[:, width - top]
    return np.maximum(reached * _MARGIN, _LEAST)
