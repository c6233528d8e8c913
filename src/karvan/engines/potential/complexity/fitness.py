"""Fitness of countries and complexity of products by the non-linear map (Tacchella et al. 2012).

F_c = sum_p M_cp Q_p and Q_p = 1 / sum_c (M_cp / F_c), each scaled to mean 1. At a fixed point the matrix
M_cp Q_p / F_c has equal row sums and equal column sums, which is how exactness is checked. A fixed point with all
F above 0 exists only if every group of countries makes its share of products; where a group makes too few, its
fitness tends to 0 (Pugliese, Zaccaria and Pietronero 2016) and an unguarded iteration ends in division by zero.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from karvan.engines.potential.complexity.answer import Figures
from karvan.engines.potential.complexity.arrays import Flags, Floats, checked_presence
from karvan.errors import QuestionError

# A fitness this small that still falls by this much has a limit of 0; below the floor its inverse would overflow.
_SMALL, _FALLS = 1e-6, 1e-6
_FLOOR = 1e-150


@dataclass(frozen=True, slots=True)
class Fitness:
    """`country` C and `product` P, mean 1 over the known; unknown where diversity or ubiquity is 0.

    `is_vanishing` C: countries below a millionth of the mean and still falling, whose fitness tends to 0.
    `change` is the largest step of the last iteration, `residual` the largest relative miss of a column sum over
    the products that no vanishing country makes.
    """

    country: Figures
    product: Figures
    is_vanishing: Flags
    iterations: int
    change: float
    residual: float
    is_converged: bool


def fitness(presence: ArrayLike, *, tolerance: float = 1e-8, most: int = 5000) -> Fitness:
    """Iterate until no country's fitness (mean 1) moves by more than `tolerance`, at most `most` times.

    `presence` is C x P in [0, 1]. A result that did not get there says so in `is_converged`, and how near it is in
    `change` and `residual`. Raises QuestionError on a bad presence, tolerance or number of iterations.
    """
    if not tolerance > 0 or most < 1:
        raise QuestionError("Fitness needs a tolerance above 0 and at least one iteration.")
    found = checked_presence(presence)
    makes, made = found.sum(axis=1) > 0, found.sum(axis=0) > 0
    inner = np.ascontiguousarray(found[np.ix_(makes, made)])
    fit = before = np.ones(len(inner))
    rare, steps, change = np.ones(inner.shape[1]), 0, np.inf
    while change > tolerance and steps < most:
        rare = _mean_one(1 / (inner.T @ (1 / fit)))
        before, fit = fit, np.maximum(_mean_one(inner @ rare), _FLOOR)
        change, steps = float(np.abs(fit - before).max()), steps + 1
    falls = (fit < _SMALL) & ((fit < before * (1 - _FALLS)) | (fit == _FLOOR))
    lasting = inner[falls].sum(axis=0) == 0
    vanishing = np.zeros(len(makes), dtype=bool)
    vanishing[makes] = falls
    return Fitness(
        country=_spread(fit, makes),
        product=_spread(rare, made),
        is_vanishing=vanishing,
        iterations=steps,
        change=change,
        residual=_residual(inner[:, lasting], fit, rare[lasting]),
        is_converged=change <= tolerance,
    )


def _residual(presence: Floats, fit: Floats, rare: Floats) -> float:
    """How unequal the column sums of M_cp Q_p / F_c are; 0 without columns."""
    sums = rare * (presence.T @ (1 / fit))
    return float(np.abs(sums / sums.mean() - 1).max()) if len(sums) else 0.0


def _mean_one(values: Floats) -> Floats:
    return np.asarray(values / values.mean())


def _spread(values: Floats, places: Flags) -> Figures:
    full = np.zeros(len(places))
    full[places] = values
    return Figures(full, places)
