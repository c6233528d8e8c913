"""What relatedness tells beyond size: diversity and ubiquity alone explain most of density.

Because density is largely a product of how much a country makes and how widely a product is made, a figure of
relatedness is only news by what it adds to the two; these are the numbers to print beside it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from karvan.engines.potential.complexity.arrays import Flags, Floats, checked_presence, ratio, same_shape


@dataclass(frozen=True, slots=True)
class Lift:
    """`explained`: share of relatedness's variance that diversity, ubiquity and their product explain (R2).

    `beyond` C x P: relatedness less what the three lead to expect. `auc` and `auc_of_size`: how well relatedness,
    and diversity x ubiquity, rank the absent cells that are present later; None when that was not told or all
    cells fared alike.
    """

    explained: float
    beyond: Floats
    auc: float | None = None
    auc_of_size: float | None = None

    @property
    def gain(self) -> float | None:
        """AUC of relatedness less that of diversity x ubiquity, or None."""
        return None if self.auc is None or self.auc_of_size is None else self.auc - self.auc_of_size


def lift(related: Floats, presence: ArrayLike, later: Flags | None = None) -> Lift:
    """Set relatedness C x P against diversity x ubiquity of `presence` C x P.

    `later` C x P tells which cells are present at a later time; only cells that are fully absent now are ranked.
    Raises QuestionError on bad arrays.
    """
    found = checked_presence(presence)
    same_shape(related, found.shape, "relatedness")
    size = found.sum(axis=1)[:, None] * found.sum(axis=0)
    beyond = related - _expected(related, found, size)
    spread = ((related - related.mean()) ** 2).sum()
    explained = 1 - float(ratio(np.asarray((beyond**2).sum()), np.asarray(spread)))
    if later is None:
        return Lift(explained, beyond)
    same_shape(later, found.shape, "later")
    absent = found == 0
    came = later[absent].astype(bool)
    return Lift(explained, beyond, auc(related[absent], came), auc(size[absent], came))


def auc(score: Floats, came: Flags) -> float | None:
    """Chance that a cell that came alive scores above one that did not, ties a half; None without both kinds."""
    misses = np.sort(score[~came])
    if not len(misses) or len(misses) == len(score):
        return None
    below = np.searchsorted(misses, score[came], "left")
    not_above = np.searchsorted(misses, score[came], "right")
    return float((below + not_above).mean() / (2 * len(misses)))


def _expected(related: Floats, presence: Floats, size: Floats) -> Floats:
    """Least squares of relatedness on diversity, ubiquity and their product, over all cells."""
    many, often = presence.sum(axis=1), presence.sum(axis=0)
    terms = [
        np.ones_like(size),
        np.broadcast_to(many[:, None], size.shape),
        np.broadcast_to(often, size.shape),
        size,
    ]
    design = np.stack([(one / max(one.max(), 1.0)).ravel() for one in terms], axis=1)
    weights, *_ = np.linalg.lstsq(design.T @ design, design.T @ related.ravel(), rcond=None)
    return np.asarray((design @ weights).reshape(size.shape))
