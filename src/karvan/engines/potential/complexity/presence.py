"""Who makes what: presence C x P between 0 and 1, and its sums."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from karvan.engines.potential.complexity.arrays import Floats, checked, checked_presence, ratio, same_shape
from karvan.errors import QuestionError


def binary(advantage: ArrayLike, threshold: float = 1.0) -> Floats:
    """1 where the advantage reaches `threshold` (above 0), else 0. May be all zeros. Raises QuestionError."""
    if not (np.isfinite(threshold) and threshold > 0):
        raise QuestionError("threshold needs to be a number above 0, not {threshold}.", threshold=threshold)
    return np.asarray(checked(advantage, "advantage") >= threshold, dtype=np.float64)


def continuous(advantage: ArrayLike) -> Floats:
    """RCA / (1 + RCA), the standard of Harvard's Atlas from 2026: 1/2 at the world's average, never 1."""
    found = checked(advantage, "advantage")
    return np.asarray(found / (1 + found))


def hhi_corrected(presence: ArrayLike, values: ArrayLike) -> Floats:
    """presence x (1 - HHI_p), with HHI_p = sum_c (X_cp / X_.p)^2 the concentration of the product's exporters.

    A product that one country sells alone says little of what else goes with it: it counts nothing. The correction
    is named in the literature without an agreed formula; this is the one used here. Raises QuestionError.
    """
    found, exports = checked_presence(presence), checked(values)
    same_shape(exports, found.shape, "values")
    return np.asarray(found * (1 - (ratio(exports, exports.sum(axis=0)) ** 2).sum(axis=0)))


def diversity(presence: ArrayLike) -> Floats:
    """C: how many products a country makes; 0 leaves its complexity unknown. Raises QuestionError."""
    return np.asarray(checked_presence(presence).sum(axis=1))


def ubiquity(presence: ArrayLike) -> Floats:
    """P: how many countries make a product; 0 leaves its complexity unknown. Raises QuestionError."""
    return np.asarray(checked_presence(presence).sum(axis=0))
