"""Log-linear gravity with ridge country effects, and low-rank structure of what it leaves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from karvan.engines.potential.unseen.geography import Floats


@dataclass(frozen=True, slots=True)
class Gravity:
    """Fitted log trade (C x C) and its dyadic part, the friction in logs."""

    fitted: Floats
    friction: Floats


def gravity(logs: Floats, weights: Floats, dyads: Floats, ridge: float = 1.0) -> Gravity:
    """Weighted ridge of `logs` (C x C, NaN unseen) on exporter, importer effects and `dyads` (D x C x C)."""
    rows, cols = np.nonzero(~np.isnan(logs))
    size, kinds = len(logs), len(dyads)
    design = np.zeros((len(rows), 2 * size + kinds + 1))
    at = np.arange(len(rows))
    design[at, rows] = design[at, size + cols] = 1.0
    design[:, 2 * size : 2 * size + kinds] = dyads[:, rows, cols].T
    design[:, -1] = 1.0
    weighted = design * weights[rows, cols][:, None]
    penalty = np.full(design.shape[1], ridge)
    penalty[-1] = 1e-6
    solved = np.linalg.solve(weighted.T @ design + np.diag(penalty), weighted.T @ logs[rows, cols])
    friction = np.tensordot(solved[2 * size : 2 * size + kinds], dyads, axes=1)
    fitted = solved[:size, None] + solved[None, size : 2 * size] + friction + solved[-1]
    return Gravity(np.asarray(fitted), np.asarray(friction))


def low_rank(left: Floats, weights: Floats, rank: int, ridge: float, seed: int, rounds: int = 12) -> Floats:
    """Alternating ridge least squares U V' of `left` (C x C, NaN unseen); zero where nothing tells."""
    mask = np.where(np.isnan(left), 0.0, weights)
    target = np.nan_to_num(left)
    columns = np.random.default_rng(seed).normal(0.0, 0.3, (len(left), rank))
    rows = columns
    for _ in range(rounds):
        rows = _solve(target, mask, columns, ridge)
        columns = _solve(target.T, mask.T, rows, ridge)
    return np.asarray(rows @ columns.T)


def _solve(target: Floats, mask: Floats, other: Floats, ridge: float) -> Floats:
    rank = other.shape[1]
    outer = (other[:, :, None] * other[:, None, :]).reshape(len(other), -1)
    gram = (mask @ outer).reshape(-1, rank, rank) + ridge * np.eye(rank)
    return np.asarray(np.linalg.solve(gram, ((mask * target) @ other)[:, :, None])[:, :, 0])
