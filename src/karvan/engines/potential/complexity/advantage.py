"""How much more a country exports of a product than its size leads to expect: RCA and its variants.

All take values C x P (any one unit, none negative) and give C x P. A country or a product without any trade has
no advantage that could be known; its cells are 0 and `diversity` and `ubiquity` tell that it is absent.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from karvan.engines.potential.complexity.arrays import Floats, checked, ratio, same_shape
from karvan.errors import QuestionError


def rca(values: ArrayLike, world: ArrayLike | None = None) -> Floats:
    """Balassa's index (X_cp / X_c.) / (X_.p / X_..).

    `world` (P, the world's totals per product in the same unit) takes the place of the column sums; give it for
    regions, which are compared with the world and not with one another. Raises QuestionError on bad arrays.
    """
    exports = checked(values)
    totals = exports.sum(axis=0) if world is None else checked(world, "world", 1)
    same_shape(totals, exports.shape[1:], "world")
    return ratio(ratio(exports, exports.sum(axis=1, keepdims=True)), totals / totals.sum())


def rpop(values: ArrayLike, population: ArrayLike) -> Floats:
    """A product's exports per head over the world's: (X_cp / X_.p) / (Pop_c / Pop_w).

    `population` is C persons, all above zero. Raises QuestionError on bad arrays.
    """
    exports, people = checked(values), checked(population, "population", 1)
    same_shape(people, exports.shape[:1], "population")
    if people.min() <= 0:
        raise QuestionError(
            "population has countries without people.", fix="Leave out a country whose population is unknown."
        )
    return np.asarray(ratio(exports, exports.sum(axis=0)) / (people / people.sum())[:, None])


def symmetric_rca(advantage: ArrayLike) -> Floats:
    """RSCA = (RCA - 1) / (RCA + 1), between -1 (absent) and 1; 0 is the world's average (Laursen)."""
    found = checked(advantage, "advantage")
    return np.asarray((found - 1) / (found + 1))


def log_rca(advantage: ArrayLike) -> Floats:
    """ln(1 + RCA): tames the long tail and stays defined, at 0, where a country exports nothing."""
    return np.asarray(np.log1p(checked(advantage, "advantage")))


def blend(by_trade: ArrayLike, by_people: ArrayLike, weight: float = 0.6) -> Floats:
    """nRCA^weight x nRPOP^(1 - weight) with n(x) = x / (1 + x): a presence between 0 and 1.

    `by_trade` is RCA and `by_people` RPOP, both C x P. Raises QuestionError on bad arrays or weights.
    """
    one, other = checked(by_trade, "by_trade"), checked(by_people, "by_people")
    same_shape(other, one.shape, "by_people")
    if not 0 <= weight <= 1:
        raise QuestionError("weight lies between 0 and 1, not at {weight}.", weight=weight)
    return np.asarray((one / (1 + one)) ** weight * (other / (1 + other)) ** (1 - weight))
