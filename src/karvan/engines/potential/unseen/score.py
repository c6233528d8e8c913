"""Held-out pairs against their estimates, overall and by stratum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from karvan.engines.potential.unseen.calibration import LEVELS
from karvan.engines.potential.unseen.geography import Floats
from karvan.engines.potential.unseen.world import Flags, World

_EDGES = (1e7, 1e8, 1e9)
_CLASSES = ("up to 10 M", "10-100 M", "100 M-1 bn", "above 1 bn")


@dataclass(frozen=True, slots=True)
class Score:
    """`median_factor` exp(median |ln(predicted/actual)|), `bias_factor` exp(median ln(predicted/actual)), shares."""

    pairs: int
    median_factor: float | None
    bias_factor: float | None
    within_2x: float | None
    coverage_50: float | None
    coverage_80: float | None
    coverage_95: float | None


@dataclass(frozen=True, slots=True)
class Tried:
    """N held-out pairs: places, actual and predicted logs, log bounds N x 6."""

    rows: Any
    cols: Any
    actual: Floats
    predicted: Floats
    log_bounds: Floats


def joined(tried: Sequence[Tried]) -> Tried:
    """All folds in one."""
    names = ("rows", "cols", "actual", "predicted", "log_bounds")
    return Tried(*(np.concatenate([getattr(one, name) for one in tried]) for name in names))


def strata(world: World, tried: Tried, scored: Flags, silent: frozenset[str]) -> dict[str, Score]:
    """Scores by actual and predicted size, and of the `scored` pairs by the standing of the two sides."""
    quiet = np.array([code in silent for code in world.countries])
    one_silent = quiet[tried.rows] | quiet[tried.cols]
    trade = np.nansum(world.totals, axis=1) + np.nansum(world.totals, axis=0)
    large = trade >= np.quantile(trade, 0.75)
    both = large[tried.rows] & large[tried.cols]
    parts = {"above floor": np.ones(len(scored), bool)}
    for name, logs in (("actual", tried.actual), ("predicted", tried.predicted)):
        classes = np.digitize(logs, np.log(_EDGES))
        parts |= {f"{name} {label}": classes == at for at, label in enumerate(_CLASSES)}
    parts |= {
        "both large": scored & both,
        "one large": scored & (large[tried.rows] ^ large[tried.cols]),
        "none large": scored & ~(large[tried.rows] | large[tried.cols]),
        "both report": scored & ~one_silent,
        "one silent": scored & one_silent,
    }
    return {name: score(tried, part) for name, part in parts.items()}


def score(tried: Tried, part: Flags) -> Score:
    """Score of the pairs in `part`; no figures when there is none."""
    if not part.any():
        return Score(0, None, None, None, None, None, None)
    error = (tried.predicted - tried.actual)[part]
    low, high = tried.log_bounds[part][:, 0::2], tried.log_bounds[part][:, 1::2]
    actual = tried.actual[part][:, None]
    covered = ((low <= actual) & (actual <= high)).mean(axis=0)
    return Score(
        int(part.sum()),
        float(np.exp(np.median(np.abs(error)))),
        float(np.exp(np.median(error))),
        float((np.abs(error) <= np.log(2.0)).mean()),
        *(float(covered[at]) for at in range(len(LEVELS))),
    )
