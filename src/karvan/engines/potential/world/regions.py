"""Parts of a country as exporters of their own: shares of what the country supplies, product by product."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from karvan.engines.potential.world.codes import Floats
from karvan.engines.potential.world.score import Seller
from karvan.errors import QuestionError

_ROUNDING = 1e-9


def regions(nation: Seller, names: Sequence[str], shares: Floats) -> Iterator[Seller]:
    """One seller per region, made when asked for: supply = share x the nation's, all else the nation's.

    `shares` (R, K) fractions of the nation's exports of each product; a product's shares add up to at most 1.
    Potentials of regions with shares that add up to 1 add up to the nation's (property P5; the net-exporter
    factor is the nation's). What a region sells is not observed. Raises QuestionError, at once, for shares
    that are not such fractions or do not fit.
    """
    if shares.shape != (len(names), len(nation.supply)):
        raise QuestionError("The shares do not fit the regions and products of {nation}.", nation=nation.name)
    if not (shares >= 0).all() or not (shares.sum(axis=0) <= 1 + _ROUNDING).all():
        raise QuestionError(
            "Shares of regions must be fractions that add up to 1 at most, for each product.",
            where=nation.name,
        )
    return (_region(nation, name, share) for name, share in zip(names, shares, strict=True))


def _region(nation: Seller, name: str, share: Floats) -> Seller:
    return Seller(
        name=name,
        supply=np.multiply(nation.supply, share),
        log_km=nation.log_km,
        ease=nation.ease,
        status=nation.status,
        flows=None,
    )
