"""From windows to the trade of silent pairs: one figure and three intervals a pair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingRegressor
from threadpoolctl import threadpool_limits

from karvan.engines.potential.silent.features import Window
from karvan.engines.potential.silent.panel import Flags, Floats
from karvan.engines.potential.silent.robust import Line, fit_redescending, fit_spread

LEVELS = (50, 80, 95)
_PAST_WEIGHT = 0.3
_WIDEST = np.log(1e4)
_STEPS = 120


@dataclass(frozen=True)
class Estimates:
    """`central_log` ln USD of the last year; `lows_log` and `highs_log` by level of LEVELS (%)."""

    central_log: Floats
    lows_log: dict[int, Floats]
    highs_log: dict[int, Floats]


@dataclass(frozen=True)
class Blend:
    """The mean of a robust line and of boosted trees: the one for the bulk, the others for what bends."""

    line: Line
    trees: Any
    seen: Flags
    """Columns that training knew anything of: the trees cannot bin one of nothing but blanks."""

    def predict(self, columns: Floats) -> Floats:
        """One figure a row: ln of the pair's growth over the world's."""
        with threadpool_limits(1, user_api="openmp"):
            by_trees = self.trees.predict(columns[:, self.seen])
        return np.asarray((self.line.predict(columns) + by_trees) / 2)


@dataclass(frozen=True)
class CarryModel:
    """The fitted carry-forward: `edges` are the quantiles of error / typical error at each level."""

    halves: tuple[Blend, Blend]
    spread: Line
    edges: dict[int, tuple[float, float]]

    def estimate(self, window: Window) -> Estimates:
        """The last year of every pair of the window."""
        growth = np.mean([half.predict(window.columns) for half in self.halves], axis=0)
        central = window.base_log + window.world_log + growth
        typical = np.exp(self.spread.predict(window.columns))
        low = {at: central + np.maximum(typical * edge[0], -_WIDEST) for at, edge in self.edges.items()}
        high = {at: central + np.minimum(typical * edge[1], _WIDEST) for at, edge in self.edges.items()}
        return Estimates(central, low, high)


@dataclass(frozen=True)
class _Lessons:
    """N training pairs: `columns` N x F, `target` N, `weights` N."""

    columns: Floats
    target: Floats
    weights: Floats

    def part(self, inside: Flags) -> _Lessons:
        return _Lessons(self.columns[inside], self.target[inside], self.weights[inside])


def fit_carry(now: Window, past: Sequence[Window], seed: int = 0) -> CarryModel:
    """Fit on the visible pairs of this window and, with less weight, on those of earlier ones.

    The pairs are dealt to two halves; each is predicted by the blend fitted on the other, and the intervals
    are the quantiles of these errors over their typical size (Lei et al. 2018, section 5.2, for locally
    weighted residuals). Only this window's errors count in them: a shock shows there first.
    """
    lessons = _lessons(now, past)
    half = np.random.default_rng(seed).permutation(len(lessons.target)) % 2 == 0
    blends = (_blend(lessons.part(half), seed), _blend(lessons.part(~half), seed))
    fitted = np.where(half, blends[1].predict(lessons.columns), blends[0].predict(lessons.columns))
    residuals = lessons.target - fitted
    spread = fit_spread(lessons.columns, residuals)
    scaled = (residuals / np.exp(spread.predict(lessons.columns)))[lessons.weights == 1.0]
    return CarryModel(blends, spread, {level: _edges(scaled, level / 100) for level in LEVELS})


def _lessons(now: Window, past: Sequence[Window]) -> _Lessons:
    parts = [(window, _PAST_WEIGHT) for window in past] + [(now, 1.0)]
    rows = [(window, (window.last_usd > 0) & ~window.is_hidden, weight) for window, weight in parts]
    return _Lessons(
        np.concatenate([window.columns[use] for window, use, _ in rows]),
        np.concatenate([window.target[use] for window, use, _ in rows]),
        np.concatenate([np.full(int(use.sum()), weight) for _, use, weight in rows]),
    )


def _blend(lessons: _Lessons, seed: int) -> Blend:
    trees = HistGradientBoostingRegressor(
        loss="absolute_error",
        max_iter=_STEPS,
        learning_rate=0.05,
        max_leaf_nodes=15,
        min_samples_leaf=60,
        l2_regularization=10.0,
        max_features=0.5,
        early_stopping=False,
        random_state=seed,
    )
    line = fit_redescending(lessons.columns, lessons.target, lessons.weights)
    seen = np.asarray(np.isfinite(lessons.columns).any(axis=0))
    # Threads that wait for each other in a spin make a busy machine ten times slower; one is nearly as fast.
    with threadpool_limits(1, user_api="openmp"):
        trees.fit(lessons.columns[:, seen], lessons.target, sample_weight=lessons.weights)
    return Blend(line, trees, seen)


def _edges(scaled: Floats, level: float) -> tuple[float, float]:
    low, high = np.quantile(scaled, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)
