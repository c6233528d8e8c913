"""How well a score ranks cells that came alive: AUC, average precision, precision at 50, deciles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from karvan.engines.potential.complexity.lift import auc
from karvan.engines.potential.new_flows.panel import Flags, Floats

TOP = 50
_DECILES = 10
_DRAWS = 4000


@dataclass(frozen=True, slots=True)
class Decile:
    """A tenth of the cells by chance, lowest first: observed and predicted rate."""

    cells: int
    observed: float
    predicted: float


@dataclass(frozen=True, slots=True)
class Quality:
    """One score in one market; `deciles` of a chance only, of other scores none.

    Precision at 50: over all cells, and the mean over exporters with 50 cells or more.
    """

    auc: float | None
    average_precision: float | None
    precision_50: float | None
    precision_50_by_exporter: float | None
    deciles: tuple[Decile, ...]


def quality(score: Floats, came: Flags, seller: NDArray[Any], *, is_chance: bool) -> Quality:
    """Measures of `score` (N) against `came` (N), sorted by `seller`; ties in the top go by the cells' order."""
    return Quality(
        auc=auc(score, came),
        average_precision=average_precision(score, came),
        precision_50=precision_at(score, came),
        precision_50_by_exporter=_by_exporter(score, came, seller),
        deciles=deciles(score, came) if is_chance else (),
    )


def average_precision(score: Floats, came: Flags) -> float | None:
    """Sum of precision times gain in recall over distinct scores; None when nothing came alive."""
    if not came.any():
        return None
    order = np.argsort(-score, kind="stable")
    last = np.flatnonzero(np.append(np.diff(score[order]) != 0, True))
    found = np.cumsum(came[order])[last]
    gains = np.diff(found, prepend=0)
    return float((gains * found / (last + 1)).sum() / came.sum())


def precision_at(score: Floats, came: Flags, top: int = TOP) -> float | None:
    """Share of the `top` highest cells that came alive; None with fewer cells."""
    if len(score) < top:
        return None
    return float(came[np.argsort(-score, kind="stable")[:top]].mean())


def _by_exporter(score: Floats, came: Flags, seller: NDArray[Any]) -> float | None:
    cuts = np.flatnonzero(np.diff(seller)) + 1
    parts = zip(np.split(score, cuts), np.split(came, cuts), strict=True)
    found = [precision_at(one, truth) for one, truth in parts]
    told = [one for one in found if one is not None]
    return float(np.mean(told)) if told else None


def deciles(chance: Floats, came: Flags) -> tuple[Decile, ...]:
    """Ten equal parts by rank; fewer when there are fewer cells."""
    parts = [one for one in np.array_split(np.argsort(chance, kind="stable"), _DECILES) if len(one)]
    return tuple(Decile(len(one), float(came[one].mean()), float(chance[one].mean())) for one in parts)


def pooled(parts: Sequence[Sequence[Decile]]) -> tuple[Decile, ...]:
    """The deciles of several markets put together by rank, weighted by cells; markets with fewer than ten left out."""
    whole = [one for one in parts if len(one) == _DECILES]
    return tuple(_together(same) for same in zip(*whole, strict=True))


def _together(same: Sequence[Decile]) -> Decile:
    cells = sum(one.cells for one in same)
    observed = sum(one.cells * one.observed for one in same) / cells
    return Decile(cells, observed, sum(one.cells * one.predicted for one in same) / cells)


def lead(both: Sequence[tuple[float, float]], seed: int) -> tuple[float, float, float] | None:
    """Mean difference of (learned, other) over markets and its 95 % interval by resampling markets; None without a market."""
    if not both:
        return None
    difference = np.array(both) @ np.array([1.0, -1.0])
    picks = np.random.default_rng(seed).integers(len(difference), size=(_DRAWS, len(difference)))
    low, high = np.quantile(difference[picks].mean(axis=1), (0.025, 0.975))
    return float(difference.mean()), float(low), float(high)


def mean_of(values: Sequence[float | None]) -> float | None:
    """Mean of the known ones."""
    known = [one for one in values if one is not None]
    return float(np.mean(known)) if known else None
