"""The product space: how near products are, and how near a country is to each (Hidalgo et al. 2007).

Proximity of P products takes 8 P^2 bytes (206 MB at 5,079); everything beside it is 20 times smaller.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from karvan.engines.potential.complexity.arrays import Floats, checked_presence, is_count, ratio, same_shape
from karvan.engines.potential.complexity.reach import neighbours
from karvan.errors import QuestionError

# Rows of proximity worked on at a time: few enough for the processor's cache, many enough for its matrix units.
_ROWS = 512
# Counts below this are exact in single precision, which is twice as fast.
_EXACT = 2**24


def proximity(presence: ArrayLike, *, diagonal: Literal[0, 1]) -> Floats:
    """P x P: sum_c M_cp M_cq / max(u_p, u_q), the lesser of the two conditional probabilities; symmetric.

    `diagonal` is a made product's nearness to itself: 1 to reproduce published figures, 0 to predict (a product
    must not speak for itself). A product nobody makes is near to nothing, 0. Raises QuestionError on a bad presence.
    """
    if diagonal not in {0, 1}:
        raise QuestionError(
            "diagonal is 0 (to predict) or 1 (to reproduce), not {diagonal}.", diagonal=diagonal
        )
    found = checked_presence(presence)
    often = found.sum(axis=0)
    never = np.where(often > 0, often, np.inf)
    made = found.astype(np.float32) if is_count(found) and len(found) < _EXACT else found
    near = np.empty((len(often), len(often)))
    for start in range(0, len(often), _ROWS):
        rows = slice(start, start + _ROWS)
        together = made[:, rows].T @ made
        np.divide(together, np.maximum(never[rows, None], never), out=near[rows])
    np.fill_diagonal(near, np.where(often > 0, diagonal, 0))
    return near


def density(presence: ArrayLike, nearness: Floats) -> Floats:
    """C x P: sum_q M_cq phi_qp / sum_q phi_qp, the nearness-weighted share of a product's neighbours at home.

    `nearness` is phi, P x P, symmetric. 0 where a product is near to nothing. Raises QuestionError on bad arrays.
    """
    found = checked_presence(presence)
    same_shape(nearness, (found.shape[1],) * 2, "proximity")
    return ratio(found @ nearness, nearness.sum(axis=0))


def distance(presence: ArrayLike, nearness: Floats) -> Floats:
    """C x P: 1 - density, the share of a product's neighbours that is missing."""
    return 1 - density(presence, nearness)


def relatedness(presence: ArrayLike) -> Floats:
    """C x P: density in which no product speaks for itself (diagonal 0), for prediction. See `lift`."""
    found = checked_presence(presence)
    every = np.ones((1, found.shape[1]))
    return ratio(neighbours(found, found, 0), neighbours(every, found, 0))
