"""Complexity of regions from the world's: PCI comes from outside, because regions alone are too few to find it."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from karvan.engines.potential.complexity.answer import Figures
from karvan.engines.potential.complexity.arrays import checked_presence, ratio, same_shape


def external_eci(presence: ArrayLike, world: Figures) -> Figures:
    """R: presence-weighted mean of the world's PCI over the products that a region makes.

    `presence` is R x P, from `rca(regions, world=totals)`, `world` the PCI of the P products. Products whose PCI is
    unknown are left out; a region that makes none of known PCI is not known. Unit: the world's ECI scale.
    Raises QuestionError on bad arrays.
    """
    found = checked_presence(presence)
    same_shape(world.values, found.shape[1:], "pci")
    counted = np.where(world.is_known, found, 0.0)
    many = counted.sum(axis=1)
    return Figures(ratio(counted @ world.values, many), many > 0)
