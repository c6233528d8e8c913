"""Which cells can be among a pair's best, without sorting the five thousand others.

exp(-|a - b|) = min(e^(a-b), e^(b-a)), so a cell needs no exponential: with near = demand e^D and
far = demand e^-D its score is supply x min(near, far e^2l), up to the pair's constant e^-l. The n-th
largest of the maxima of disjoint groups is at most the n-th largest cell: every cell below it can go.
Matrices stand product by market, so that a seller of few products reads few rows.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from karvan.engines.potential.world.codes import MOST_NAMES, Floats
from karvan.engines.potential.world.distances import TypicalDistances
from karvan.errors import QuestionError

_STEP = 256  # products
_LEAST = np.nextafter(0.0, 1.0)


@dataclass(frozen=True, slots=True, eq=False)
class Markets:
    """The market side of every cell, made once for all sellers.

    `buying` are the places of the importers that buy anything, m of them; near = demand e^(D - middle)
    and far = demand e^(middle - D), (K, m) current USD, 0 where the typical distance D is unknown; `top`
    products are kept per pair.
    """

    importers: tuple[str, ...]
    products: tuple[str, ...]
    buying: NDArray[np.intp]
    near: Floats
    far: Floats
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
    return Markets(importers, products, buying, near, far, middle, top)


def _middle(typical: TypicalDistances) -> float:
    return float(typical.log_km[typical.is_known].mean()) if typical.is_known.any() else 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Cells by market, then product: places (n,) and benchmark (n,), current USD."""

    market: NDArray[np.intp]
    product: NDArray[np.intp]
    benchmark_usd: Floats


def candidates(supply: Floats, log_km: Floats, is_open: NDArray[np.bool_], side: Markets) -> Candidates:
    """Cells that hold every open market's best `side.top`, and some more; never one that scores 0.

    `supply` (K,) fractions, `log_km` (M,), `is_open` (M,) the markets to look at.
    """
    products = np.flatnonzero(supply)
    away = log_km[side.buying] - side.middle_log_km
    scores = _scores(supply, away, products, side)
    bound = np.where(is_open[side.buying], _bound(scores, side.top), np.inf)
    places = np.flatnonzero(scores >= bound)
    row, market = np.divmod(places, len(side.buying))
    order = np.argsort(market.astype(np.uint16), kind="stable")
    places, market = places[order], market[order]
    return Candidates(
        side.buying[market], products[row[order]], scores.ravel()[places] * np.exp(-away)[market]
    )


def _scores(supply: Floats, away: Floats, products: NDArray[np.intp], side: Markets) -> Floats:
    """(products, m) scores up to each market's constant, in steps that stay in a core's cache."""
    scores = np.empty((len(products), len(side.buying)))
    twice = np.exp(2 * away)
    for start in range(0, len(products), _STEP):
        some = products[start : start + _STEP]
        part = scores[start : start + _STEP]
        np.take(side.far, some, axis=0, out=part, mode="clip")
        part *= twice
        np.minimum(part, side.near[some], out=part)
        part *= supply[some, None]
    return scores


def _bound(scores: Floats, top: int) -> Floats:
    """(m,) For each market a score that its best `top` cells reach."""
    width = max(64, top * 5 // 2)
    depth = len(scores) // width
    if depth < 2:
        return np.full(scores.shape[1], _LEAST)
    peaks = scores[: depth * width].reshape(depth, width, -1).max(axis=0)
    reached = np.partition(np.ascontiguousarray(peaks.T), width - top, axis=1)[:, width - top]
    return np.maximum(reached, _LEAST)
