"""Sums over a product's neighbours without the P x P matrix of proximity.

With the products in the order of their ubiquity, sum_q W_q sum_c M_cq M_cp / max(u_q, u_p) falls into products
before p (divided by u_p) and after it (by u_q). Both go through R x C sums, which makes P / C times less work than
the matrix, and no array larger than R x P.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import numpy as np

from karvan.engines.potential.complexity.arrays import Floats, is_count

_COLUMNS = 128


def neighbours(weights: Floats, presence: Floats, diagonal: Literal[0, 1]) -> Floats:
    """R x P: weights (R x P) @ proximity(presence, diagonal), up to rounding. Presence is C x P in [0, 1]."""
    often = presence.sum(axis=0)
    order = np.argsort(often, kind="stable")
    order = order[often[order] > 0]
    made, weight, often = presence[:, order], weights[:, order], often[order]
    spread = np.zeros(weights.shape)
    # By levels a product's own share is in the sum; taken out again it would leave rounding errors where 0 is due.
    if diagonal == 1 and is_count(presence):
        spread[:, order] = _by_levels(weight, made, often)
    else:
        spread[:, order] = _by_blocks(weight, made, often, diagonal)
    return spread


def _by_levels(weight: Floats, made: Floats, often: Floats) -> Floats:
    """Binary presence has few levels of ubiquity: from the highest down, one product of matrices for each."""
    found = np.empty(weight.shape)
    levels, starts = np.unique(often, return_index=True)
    ends = np.append(starts[1:], len(often))
    upto, after = weight @ made.T, np.zeros((len(weight), len(made)))
    for level, start, end in zip(levels[::-1], starts[::-1], ends[::-1], strict=True):
        here = made[:, start:end]
        found[:, start:end] = (upto / level + after) @ here
        own = weight[:, start:end] @ here.T
        upto -= own
        after += own / level
    return found


def _by_blocks(weight: Floats, made: Floats, often: Floats, diagonal: Literal[0, 1]) -> Floats:
    """Any presence: what lies before a block, what lies after it, and the block itself directly."""
    blocks = [slice(start, start + _COLUMNS) for start in range(0, len(often), _COLUMNS)]
    found = _passed(weight, made, blocks) / often
    found += _passed(weight / often, made, blocks[::-1])
    for block in blocks:
        found[:, block] += weight[:, block] @ _own(made[:, block], often[block], diagonal)
    return found


def _passed(weights: Floats, made: Floats, blocks: Iterable[slice]) -> Floats:
    """For each block, the weights of all blocks passed before it times what they share with it."""
    found = np.zeros(weights.shape)
    shared = np.zeros((len(weights), len(made)))
    for block in blocks:
        found[:, block] = shared @ made[:, block]
        shared += weights[:, block] @ made[:, block].T
    return found


def _own(made: Floats, often: Floats, diagonal: Literal[0, 1]) -> Floats:
    """Proximity within one block."""
    near = (made.T @ made) / np.maximum(often[:, None], often)
    np.fill_diagonal(near, diagonal)
    return near
