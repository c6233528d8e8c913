"""Expected trade of a pair from product margins that never saw it: quasi-independence by product.

    E_ij = phi_ij sum_k a_ik b_jk     with a, b such that, over the visible pairs only,
    sum_j E_ijk = x_ik   and   sum_i E_ijk = m_jk

phi_ij >= 0 is a friction (1: no distance). A hidden pair has weight 0 in the fit, so its flow is in no
margin and its expectation is what the visible ones imply. Iterative proportional fitting, all k at once.
"""

from __future__ import annotations

import numpy as np

from karvan.engines.potential.unseen.geography import Floats

# Where all usual partners in a rare product are hidden, the little that is seen would be blown up without
# end: at least this part of everybody's expected trade in a product is taken to be visible.
_LEAST_VISIBLE = 0.2


def expected_pairs(
    exports: Floats, imports: Floats, friction: Floats, visible: Floats, rounds: int = 6
) -> tuple[Floats, Floats, Floats]:
    """a, b (C x K) and E (C x C, USD) from C x K exports and imports of the visible pairs; `visible` 0 or 1."""
    whole = friction * (1.0 - np.eye(len(friction), dtype=friction.dtype))
    weight = whole * visible
    buys = imports / np.maximum(imports.sum(axis=0), 1.0)
    sells = exports
    for _ in range(rounds):
        sells = _ratio(exports, np.maximum(weight @ buys, _LEAST_VISIBLE * (whole @ buys)))
        buys = _ratio(imports, np.maximum(weight.T @ sells, _LEAST_VISIBLE * (whole.T @ sells)))
    return sells, buys, np.asarray(friction * (sells @ buys.T))


def _ratio(total: Floats, implied: Floats) -> Floats:
    return np.divide(total, implied, out=np.zeros_like(total), where=implied > 0)
