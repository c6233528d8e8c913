"""Intervals from out-of-fold residuals by class of predicted size."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from karvan.engines.potential.unseen.geography import Floats

LEVELS = (50, 80, 95)
_PROBABILITIES = tuple(p for level in LEVELS for p in (0.5 - level / 200, 0.5 + level / 200))
_CLASS_LOG_EDGES = np.log([3e6, 1e7, 3e7, 1e8, 3e8, 1e9])
_ENOUGH = 200


@dataclass(frozen=True, slots=True)
class Calibration:
    """Residual quantiles in units of the spread (classes x 6, logs) and the upper log edges of all classes but the last."""

    edges: Floats
    quantiles: Floats


def calibrate(predicted: Floats, actual: Floats, spread: Floats) -> Calibration:
    """Quantiles of (actual - predicted) / spread per class of `predicted` (logs); a thin class joins the next.

    `spread` > 0 is the expected size of each residual.
    """
    edges = _thick_edges(predicted)
    classes = np.searchsorted(edges, predicted)
    left = (actual - predicted) / spread
    rows = [np.quantile(left[classes == at], _PROBABILITIES) for at in range(len(edges) + 1)]
    return Calibration(edges, np.array(rows))


def bounds(calibration: Calibration, predicted: Floats, spread: Floats) -> Floats:
    """N x 6 log bounds (low and high of 50, 80, 95 %) of N log predictions with their `spread`."""
    classes = np.searchsorted(calibration.edges, predicted)
    return np.asarray(predicted[:, None] + spread[:, None] * calibration.quantiles[classes])


def _thick_edges(predicted: Floats) -> Floats:
    kept: list[float] = []
    for edge in _CLASS_LOG_EDGES:
        low = kept[-1] if kept else -np.inf
        if ((predicted > low) & (predicted <= edge)).sum() >= _ENOUGH <= (predicted > edge).sum():
            kept.append(float(edge))
    return np.array(kept)
