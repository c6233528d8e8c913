"""The one verb: values of countries and products in, their complexity out."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from threadpoolctl import threadpool_limits

from karvan.engines.potential.complexity.advantage import rca
from karvan.engines.potential.complexity.answer import Complexity
from karvan.engines.potential.complexity.arrays import Floats, checked, checked_presence, ratio, same_shape
from karvan.engines.potential.complexity.eigen import eci_and_pci
from karvan.engines.potential.complexity.outlook import coi, missing_worth, standardised
from karvan.engines.potential.complexity.presence import binary, continuous
from karvan.engines.potential.complexity.reach import neighbours
from karvan.errors import QuestionError

Kind = Literal["binary", "continuous"]


def complexity(
    values: ArrayLike,
    *,
    presence: Kind | Floats = "binary",
    threshold: float = 1.0,
    diagonal: Literal[0, 1] = 1,
) -> Complexity:
    """Complexity of C countries and P products from their exports C x P (current USD or any one unit).

    `presence` is `binary` (RCA >= `threshold`), `continuous` (RCA / (1 + RCA)) or an array C x P in [0, 1], made
    for instance with `blend` or `hhi_corrected`. `diagonal` is a product's nearness to itself: 1 reproduces
    published figures, 0 is for prediction. Raises QuestionError on bad arrays, on fewer than two countries or
    products, and when no country reaches the threshold anywhere.
    """
    exports = checked(values)
    if min(exports.shape) < 2:
        raise QuestionError(
            "Complexity compares at least 2 countries and 2 products; here are {countries} and {products}.",
            countries=exports.shape[0],
            products=exports.shape[1],
        )
    advantage = rca(exports)
    if isinstance(presence, str):
        presence = _presence(advantage, presence, threshold)
    return complexity_of(presence, advantage, diagonal=diagonal)


def complexity_of(presence: ArrayLike, advantage: Floats, *, diagonal: Literal[0, 1] = 1) -> Complexity:
    """Complexity from a presence C x P in [0, 1] made elsewhere; `advantage` C x P is carried along as `rca`."""
    found = checked_presence(presence)
    same_shape(advantage, found.shape, "advantage")
    # Hundreds of thin products of matrices: threads would mostly wait for one another, on a busy machine for seconds.
    with threadpool_limits(1, user_api="blas"):
        country, product = eci_and_pci(found)
        total = neighbours(np.ones((1, found.shape[1])), found, diagonal)
        # One walk over the products for both, because the walk costs as much as the sums.
        both = np.vstack([found, missing_worth(found, total[0], product)])
        present, missing = np.split(neighbours(both, found, diagonal), 2)
        close, gain = ratio(present, total), (1 - found) * missing
        outlook = standardised(coi(found, close, product), country.is_known)
        gain[~country.is_known] = 0.0
        gain[:, ~product.is_known] = 0.0
    return Complexity(
        rca=advantage,
        presence=found,
        diversity=np.asarray(found.sum(axis=1)),
        ubiquity=np.asarray(found.sum(axis=0)),
        eci=country.values,
        pci=product.values,
        density=close,
        coi=outlook,
        cog=gain,
        has_eci=country.is_known,
        has_pci=product.is_known,
        diagonal=diagonal,
    )


def _presence(advantage: Floats, kind: str, threshold: float) -> Floats:
    if kind == "continuous":
        return continuous(advantage)
    if kind != "binary":
        raise QuestionError("presence is binary, continuous or an array, not {kind}.", kind=kind)
    found = binary(advantage, threshold)
    if not found.any():
        raise QuestionError(
            "No country reaches an RCA of {threshold} in any product.",
            threshold=threshold,
            fix="Lower the threshold or take presence continuous.",
        )
    return found
