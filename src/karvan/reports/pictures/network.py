"""Places for the points of a network: near when few links lie between them (stress majorisation).

Gansner, Koren & North 2004: least sum of d_ij^-2 (|x_i - x_j| - d_ij)^2, d the number of links between i and j. It
starts from classical scaling and takes a fixed number of steps, so it needs no chance and gives one picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import shortest_path

Floats = NDArray[np.float64]
STEPS = 80


@lru_cache(maxsize=8)
def places(count: int, links: tuple[tuple[int, int], ...]) -> Floats:
    """count x 2 places in [0, 1], the longer side across; points that nothing links stand at the far side."""
    if count < 2:
        return np.full((count, 2), 0.5)
    steps = _steps(count, links)
    weights = np.where(steps > 0, np.maximum(steps, 1e-9) ** -2.0, 0.0)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    # One point is held, or the system has no single solution.
    inverse = np.linalg.inv(laplacian[1:, 1:])
    found = _scaled(steps)
    for _ in range(STEPS):
        found = _stepped(found, steps, weights, inverse)
    low, high = found.min(axis=0), found.max(axis=0)
    return np.asarray((found - low) / np.where(high > low, high - low, 1.0))


def _steps(count: int, links: Sequence[tuple[int, int]]) -> Floats:
    """Links on the shortest way between each two; between parts, one more than the longest way."""
    one, other = (np.array([link[side] for link in links], dtype=np.intp) for side in (0, 1))
    graph = coo_array((np.ones(len(links)), (one, other)), shape=(count, count)).tocsr()
    found = shortest_path(graph, directed=False, unweighted=True)
    reach = np.isfinite(found)
    return np.asarray(np.where(reach, found, found[reach].max() + 1))


def _scaled(steps: Floats) -> Floats:
    """Classical scaling to two dimensions, each turned so that its largest part is positive."""
    centred = steps**2 - (steps**2).mean(axis=0)
    centred -= centred.mean(axis=1, keepdims=True)
    values, vectors = np.linalg.eigh(-centred / 2)
    first = vectors[:, [-1, -2]] * np.sqrt(np.maximum(values[[-1, -2]], 0.0))
    signs = np.sign(first[np.abs(first).argmax(axis=0), [0, 1]])
    # Leaves of one branch coincide after scaling: a spiral far smaller than a link tells them apart.
    turn = np.arange(len(first)) * 2.4
    spiral = 0.02 * np.column_stack([np.cos(turn), np.sin(turn)])
    return np.asarray(first * np.where(signs == 0, 1.0, signs) + spiral)


def _stepped(found: Floats, steps: Floats, weights: Floats, inverse: Floats) -> Floats:
    points = found[:, 0] + 1j * found[:, 1]
    apart = np.abs(points[:, None] - points[None, :])
    pull = weights * steps / np.where(apart > 1e-12, apart, np.inf)
    moved = np.diag(pull.sum(axis=1)) - pull
    target = moved @ found
    new = np.zeros_like(found)
    new[1:] = inverse @ target[1:]
    return new
