"""ECI and PCI: the second eigenvector of S S' with S = D^-1/2 M U^-1/2, one symmetric C x C problem.

Hidalgo and Hausmann (2009) in the eigenvector form: with x2 the second eigenvector and v its value,
ECI = D^-1/2 x2 and PCI = U^-1 M' ECI / v; then both less the mean of ECI and over its standard deviation.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.sparse.csgraph import connected_components

from karvan.engines.potential.complexity.answer import Figures
from karvan.engines.potential.complexity.arrays import Flags, Floats, checked_presence, ratio

# Eigenvalues lie in [0, 1]; nearer than this, an order of countries would be made of rounding errors.
_APART = 1e-9


def eci(presence: ArrayLike) -> Figures:
    """Economic complexity index of the C countries. Raises QuestionError on a bad presence."""
    return eci_and_pci(presence)[0]


def pci(presence: ArrayLike) -> Figures:
    """Product complexity index of the P products. Raises QuestionError on a bad presence."""
    return eci_and_pci(presence)[1]


def eci_and_pci(presence: ArrayLike) -> tuple[Figures, Figures]:
    """ECI (mean 0, standard deviation 1) and PCI on its scale: ECI_c is the presence-weighted mean of its PCI.

    A network in parts has one trivial eigenvector per part, and no order between parts: only the part with most
    countries (then most products) gets figures; two equally large parts, or no single second eigenvector, or one
    that leans neither way with diversity, leave all of them unknown. Raises QuestionError on a bad presence.
    """
    found = checked_presence(presence)
    many, often = found.sum(axis=1), found.sum(axis=0)
    scaled = ratio(ratio(found, np.sqrt(many)[:, None]), np.sqrt(often))
    shared = scaled @ scaled.T
    inside = _largest_part(shared, found)
    order = _second(shared[np.ix_(inside, inside)], many[inside])
    if order is None:
        return _nothing(len(many)), _nothing(len(often))
    makers = np.zeros_like(many)
    makers[inside] = order.countries
    made = found[inside].sum(axis=0) > 0
    products = ratio(makers @ found, often) / order.value
    middle, spread = order.countries.mean(), order.countries.std()
    return (
        Figures(np.where(inside, (makers - middle) / spread, 0.0), inside),
        Figures(np.where(made, (products - middle) / spread, 0.0), made),
    )


@dataclass(frozen=True, slots=True)
class _Order:
    countries: Floats
    value: float


def _second(shared: Floats, many: Floats) -> _Order | None:
    """D^-1/2 x2, leaning with diversity, and its eigenvalue; None when there is no single such vector."""
    if len(many) < 2:
        return None
    values, vectors = np.linalg.eigh(shared)
    third = values[-3] if len(values) > 2 else 0.0
    if values[-2] < _APART or values[-2] - third < _APART:
        return None
    order = vectors[:, -2] / np.sqrt(many)
    lean = _correlation(order, many)
    return None if abs(lean) < _APART else _Order(np.sign(lean) * order, float(values[-2]))


def _correlation(one: Floats, other: Floats) -> float:
    near, far = one - one.mean(), other - other.mean()
    size = np.sqrt((near @ near) * (far @ far))
    return float(near @ far / size) if size > 0 else 0.0


def _largest_part(shared: Floats, presence: Floats) -> Flags:
    """Which countries belong to the connected part with most countries, then most products; none on a tie."""
    count, part = connected_components(shared > 0, directed=False)
    made = np.zeros((count, presence.shape[1]), dtype=bool)
    for country, one in enumerate(part):
        made[one] |= presence[country] > 0
    size = list(zip(np.bincount(part).tolist(), made.sum(axis=1).tolist(), strict=True))
    largest = max(size)
    if size.count(largest) > 1 or not largest[1]:
        return np.zeros(len(part), dtype=bool)
    return np.asarray(part == size.index(largest))


def _nothing(count: int) -> Figures:
    return Figures(np.zeros(count), np.zeros(count, dtype=bool))
