"""What lies within reach: complexity outlook index and gain (Hausmann, Hidalgo et al., Atlas of Economic Complexity).

PCI enters less its presence-weighted mean over the world, as in the field's Stata and Python packages: being near
to a product of average complexity adds nothing.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from karvan.engines.potential.complexity.answer import Figures
from karvan.engines.potential.complexity.arrays import Flags, Floats, checked_presence, ratio, same_shape


def coi(presence: ArrayLike, close: Floats, complexity: Figures) -> Floats:
    """C: sum over products of density x (1 - presence) x centred PCI; unknown PCI adds nothing.

    `close` is the density C x P, `complexity` the PCI of P products. Unit: standard deviations of ECI; see
    `standardised`. Raises QuestionError on bad arrays.
    """
    found = checked_presence(presence)
    same_shape(close, found.shape, "density")
    return np.asarray((close * (1 - found)) @ centred(complexity, found))


def cog(presence: ArrayLike, nearness: Floats, complexity: Figures) -> Floats:
    """C x P: (1 - M_cp) sum_q (1 - M_cq) phi_qp / (sum_r phi_qr) PCI_q, what making p would open.

    `nearness` is phi, P x P, `complexity` the PCI of P products. Unit: standard deviations of ECI; 0 where the
    product is made already. Raises QuestionError on bad arrays.
    """
    found = checked_presence(presence)
    same_shape(nearness, (found.shape[1],) * 2, "proximity")
    return np.asarray((1 - found) * (missing_worth(found, nearness.sum(axis=0), complexity) @ nearness))


def missing_worth(presence: Floats, total: Floats, complexity: Figures) -> Floats:
    """C x P: (1 - M_cq) PCI_q / sum_r phi_qr, what each absent product adds to the gain of its neighbours."""
    return np.asarray((1 - presence) * ratio(centred(complexity, presence), total))


def centred(complexity: Figures, presence: Floats) -> Floats:
    """P: PCI less its mean weighted by ubiquity, over the products where it is known; 0 elsewhere."""
    same_shape(complexity.values, presence.shape[1:], "pci")
    weight = np.where(complexity.is_known, presence.sum(axis=0), 0.0)
    middle = ratio(np.asarray(weight @ complexity.values), np.asarray(weight.sum()))
    return np.where(complexity.is_known, complexity.values - middle, 0.0)


def standardised(values: Floats, is_known: Flags) -> Floats:
    """C: mean 0 and standard deviation 1 over the known; 0 elsewhere, and everywhere when all are alike."""
    known = values[is_known]
    if not len(known):
        return np.zeros_like(values)
    spread = known.std()
    return np.where(is_known, ratio(values - known.mean(), np.asarray(spread)), 0.0)
