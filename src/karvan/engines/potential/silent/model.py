"""From windows to the trade of silent pairs: one figure and three intervals a pair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from karvan.engines.potential.silent.features import Window
from karvan.engines.potential.silent.panel import Floats
from karvan.engines.potential.silent.robust import Line, fit_redescending, fit_spread

LEVELS = (0.5, 0.8, 0.95)
_PAST_WEIGHT = 0.3
_WIDEST = np.log(1e4)


@dataclass(frozen=True)
class Estimates:
    """`central_log` ln USD of the last year; `lows_log` and `highs_log` by level of LEVELS."""

    central_log: Floats
    lows_log: dict[float, Floats]
    highs_log: dict[float, Floats]


@dataclass(frozen=True)
class CarryModel:
    """The fitted carry-forward: `edges` are the quantiles of error / typical error at each level."""

    line: Line
    spread: Line
    edges: dict[float, tuple[float, float]]

    def estimate(self, window: Window) -> Estimates:
        """The last year of every pair of the window."""
        central = window.base_log + window.world_log + self.line.predict(window.columns)
        typical = np.exp(self.spread.predict(window.columns))
        low = {at: central + np.maximum(typical * edge[0], -_WIDEST) for at, edge in self.edges.items()}
        high = {at: central + np.minimum(typical * edge[1], _WIDEST) for at, edge in self.edges.items()}
        return Estimates(central, low, high)


def fit_carry(now: Window | None, past: Sequence[Window]) -> CarryModel:
    """Fit on the visible pairs of this window and, with less weight, on all pairs of earlier ones.

    `now` is None when the last year knows no comparable visible pairs. The intervals are the quantiles of
    the scaled errors of the training pairs (split by nothing but the scale; Lei et al. 2018, section 5.2,
    for locally weighted residuals).
    """
    parts = [(window, _PAST_WEIGHT) for window in past] + ([(now, 1.0)] if now else [])
    rows = [(window, window.last_usd > 0, weight) for window, weight in parts]
    rows = [(window, listed & ~window.is_hidden, weight) for window, listed, weight in rows]
    columns = np.concatenate([window.columns[use] for window, use, _ in rows])
    target = np.concatenate([window.target[use] for window, use, _ in rows])
    weights = np.concatenate([np.full(int(use.sum()), weight) for _, use, weight in rows])
    line = fit_redescending(columns, target, weights)
    residuals = target - line.predict(columns)
    spread = fit_spread(columns, residuals)
    scaled = residuals / np.exp(spread.predict(columns))
    recent = weights == weights.max()
    return CarryModel(line, spread, {level: _edges(scaled[recent], level) for level in LEVELS})


def _edges(scaled: Floats, level: float) -> tuple[float, float]:
    low, high = np.quantile(scaled, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)
