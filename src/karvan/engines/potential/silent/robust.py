"""Regression that follows the bulk of the pairs and lets the runaways go."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from karvan.engines.potential.silent.panel import Floats

_ROUNDS = 12
_CLIP = 4.0


@dataclass(frozen=True)
class Scaler:
    """Centre and spread of every column; what is not known stands at the centre, runaways at four spreads."""

    centre: Floats
    spread: Floats

    @classmethod
    def of(cls, columns: Floats) -> Scaler:
        """From rows x columns, NaN = not known."""
        filled = np.where(np.isfinite(columns), columns, 0.0)
        return cls(filled.mean(axis=0), filled.std(axis=0) + 1e-9)

    def apply(self, columns: Floats) -> Floats:
        """Rows x columns + a last column of ones."""
        filled = np.where(np.isfinite(columns), columns, 0.0)
        scaled = np.clip((filled - self.centre) / self.spread, -_CLIP, _CLIP)
        return np.column_stack([scaled, np.ones(len(columns))])


@dataclass(frozen=True)
class Line:
    """A fitted line: `coefficients` go with the scaled columns, the last is the constant."""

    scaler: Scaler
    coefficients: Floats

    def predict(self, columns: Floats) -> Floats:
        """One figure a row."""
        return np.asarray(self.scaler.apply(columns) @ self.coefficients, dtype=np.float64)


def fit_redescending(
    columns: Floats, target: Floats, weights: Floats, *, scale: float = 0.5, ridge: float = 30.0
) -> Line:
    """Ridge regression under the Geman-McClure loss r^2 / (scale^2 + r^2), by reweighted least squares.

    The error of trade estimates is skewed: most pairs move with the world, some collapse. Least squares
    and the median follow the collapses; this loss centres on the bulk, which is what makes the median
    error factor small (Geman & McClure 1987; Black & Rangarajan 1996 for the reweighting).
    """
    scaler = Scaler.of(columns)
    design = scaler.apply(columns)
    penalty = np.eye(design.shape[1]) * ridge
    penalty[-1, -1] = 0.0
    fitted: Floats = np.full(len(target), np.median(target))
    coefficients: Floats = np.zeros(design.shape[1])
    for _ in range(_ROUNDS):
        pull = weights / (1.0 + ((target - fitted) / scale) ** 2) ** 2
        weighted = design * pull[:, None]
        coefficients = np.asarray(np.linalg.solve(weighted.T @ design + penalty, weighted.T @ target))
        fitted = design @ coefficients
    return Line(scaler, coefficients)


def fit_spread(columns: Floats, residuals: Floats, *, ridge: float = 30.0) -> Line:
    """Log of the typical error by pair: ridge regression of ln(|residual| + 0.03)."""
    scaler = Scaler.of(columns)
    design = scaler.apply(columns)
    penalty = np.eye(design.shape[1]) * ridge
    penalty[-1, -1] = 0.0
    wanted = np.log(np.abs(residuals) + 0.03)
    return Line(scaler, np.asarray(np.linalg.solve(design.T @ design + penalty, design.T @ wanted)))
