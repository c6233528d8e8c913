"""Exponents that make the estimated shares overlap the true ones most, learned on pairs that are given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from karvan.engines.potential.spread.profiles import Floats
from karvan.engines.potential.spread.shares import Exponents, Group, design

_RIDGE = 1e-4
_STEPS = 80


@dataclass(frozen=True, slots=True)
class _Lesson:
    """N subheadings: `features` N x 2F, `truth` N, group number `of` N, `weight` N (each pair adds up to 1)."""

    features: Floats
    truth: Floats
    of: NDArray[Any]
    weight: Floats


def fit(groups: Sequence[Group], truths: Sequence[Floats], weights: Sequence[float]) -> Exponents:
    """Maximise the weighted mean of sum_k min(s_k, share_k), starting from the entropy solution.

    `truths`: shares of each group; `weights`: one per group. A small ridge keeps idle exponents at zero.
    """
    lesson = _lesson(groups, truths, weights)
    theta = np.zeros(lesson.features.shape[1])
    for gain in (_entropy, _overlap):
        found: Any = minimize(
            _loss, theta, (lesson, gain), jac=True, method="L-BFGS-B", options={"maxiter": _STEPS}
        )
        theta = found.x
    half = len(theta) // 2
    return Exponents(tuple(map(float, theta[:half])), tuple(map(float, theta[half:])))


def _lesson(groups: Sequence[Group], truths: Sequence[Floats], weights: Sequence[float]) -> _Lesson:
    sizes = [len(one.places) for one in groups]
    weight = np.repeat(np.array(weights) / np.sum(weights), sizes)
    return _Lesson(design(groups), np.concatenate(truths), np.repeat(np.arange(len(sizes)), sizes), weight)


def _loss(theta: Floats, lesson: _Lesson, gain: Any) -> tuple[float, Floats]:
    share = _normalised(lesson.features @ theta, lesson.of)
    value, by_share = gain(share, lesson)
    slope = share * (by_share - np.bincount(lesson.of, by_share * share)[lesson.of])
    return -value + _RIDGE * float(theta @ theta), 2 * _RIDGE * theta - lesson.features.T @ slope


def _normalised(score: Floats, of: NDArray[Any]) -> Floats:
    top = np.full(of[-1] + 1, -np.inf)
    np.maximum.at(top, of, score)
    lifted = np.exp(score - top[of])
    return np.asarray(lifted / np.bincount(of, lifted)[of])


def _entropy(share: Floats, lesson: _Lesson) -> tuple[float, Floats]:
    safe = np.maximum(share, 1e-12)
    pull = lesson.weight * lesson.truth
    return float(pull @ np.log(safe)), pull / safe


def _overlap(share: Floats, lesson: _Lesson) -> tuple[float, Floats]:
    value = float(lesson.weight @ np.minimum(share, lesson.truth))
    return value, lesson.weight * (share < lesson.truth)
