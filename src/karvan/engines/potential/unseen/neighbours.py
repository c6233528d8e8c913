"""What neighbours and look-alikes trade: kernels between countries and averages over them.

No country is its own neighbour, so a pair's own flow is never in its average, hidden or not.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from karvan.engines.potential.unseen.geography import Floats

Singles = NDArray[np.float32]


def near(log_km: Floats, power: float = 2.0, at_least_km: float = 300.0) -> Floats:
    """C x C weights (km + at_least)^-power with an empty diagonal, scaled to a largest weight of 1."""
    return _kernel((np.exp(log_km) + at_least_km) ** -power)


def alike(profiles: Floats, power: float = 6.0) -> Floats:
    """C x C weights cos^power of the countries' log-damped product profiles (C x K, USD)."""
    shares = profiles / np.maximum(profiles.sum(axis=1, keepdims=True), 1.0)
    damped = np.sqrt(shares)
    return _kernel(np.clip(damped @ damped.T, 0.0, 1.0) ** power)


def _kernel(weights: Floats) -> Floats:
    weights = weights.copy()
    np.fill_diagonal(weights, 0.0)
    return weights / max(float(weights.max()), 1e-300)


def averages(left: Floats, weight: Floats, kernel: Floats, shrink: float = 0.05) -> Floats:
    """Kernel mean over rows (exporters) of `left` (C x C, NaN unseen), drawn to 0 where little is near."""
    mask = np.where(np.isnan(left), 0.0, weight)
    return np.asarray((kernel @ (mask * np.nan_to_num(left))) / (kernel @ mask + shrink))


def corrected(
    seen: Singles, sells: Singles, buys: Singles, friction: Singles, visible: Singles, kernel: Singles
) -> Any:
    """C x C: sum_k e_ijk r_ijk with e = friction a b (HS2) and r the neighbours' seen over expected trade.

    The kernel joins importers; for exporters give everything transposed. r is drawn to 1 by a tenth of what
    the neighbours would buy in all.
    """
    result = np.zeros(friction.shape)
    for at in range(len(seen)):
        have = kernel @ seen[at]
        want = ((kernel * (friction[at] * visible[at])) @ buys) * sells[at]
        calm = 0.1 * want.mean(axis=1, keepdims=True) + 1.0
        result[at] = friction[at] * ((buys * (have + calm) / (want + calm)) @ sells[at])
    return result
