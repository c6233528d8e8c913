"""Bad arrays are refused by name; what cannot be told is unknown."""

from __future__ import annotations

import numpy as np
import pytest
from tests.engines.potential.complexity.worlds import nested

from karvan.engines.potential.complexity import (
    Figures,
    binary,
    blend,
    cog,
    coi,
    complexity,
    complexity_of,
    continuous,
    density,
    eci,
    external_eci,
    fitness,
    proximity,
    rca,
    rpop,
    standardised,
)
from karvan.engines.potential.complexity.arrays import Floats
from karvan.errors import QuestionError

WORLD = nested(12, 20, 1)
PCI = Figures(np.zeros(20), np.ones(20, dtype=bool))


def broken(value: float) -> Floats:
    found = WORLD.copy()
    found[2, 3] = value
    return found


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (broken(np.nan), "not finite"),
        (broken(np.inf), "not finite"),
        (broken(-1.0), "below zero"),
        (np.zeros((3, 3)), "nothing to compare"),
        (np.zeros((0, 3)), "at least one cell"),
        (np.ones(4), "2 axes"),
        ([["a", "b"]], "rectangle of numbers"),
        ([[1.0], [1.0, 2.0]], "rectangle of numbers"),
        (np.ones((3, 1)), "at least 2 countries and 2 products"),
        (np.ones((1, 3)), "at least 2 countries and 2 products"),
    ],
)
def test_bad_values_are_refused(values: object, message: str):
    with pytest.raises(QuestionError, match=message):
        complexity(values)  # type: ignore[arg-type]


def test_bad_words_are_refused():
    with pytest.raises(QuestionError, match="No country reaches"):
        complexity(WORLD, threshold=1e9)
    with pytest.raises(QuestionError, match="threshold needs"):
        complexity(WORLD, threshold=0)
    with pytest.raises(QuestionError, match="binary, continuous or an array"):
        complexity(WORLD, presence="both")  # type: ignore[arg-type]
    with pytest.raises(QuestionError, match="between 0 and 1, but a cell is 2"):
        complexity(WORLD, presence=np.full(WORLD.shape, 2.0))
    with pytest.raises(QuestionError, match="advantage has the shape"):
        complexity(WORLD, presence=np.ones((12, 19)))
    with pytest.raises(QuestionError, match="diagonal is 0"):
        proximity(binary(WORLD), diagonal=2)  # type: ignore[arg-type]
    with pytest.raises(QuestionError, match="without people"):
        rpop(WORLD, np.r_[0.0, np.ones(11)])
    with pytest.raises(QuestionError, match="population has the shape"):
        rpop(WORLD, np.ones(11))
    with pytest.raises(QuestionError, match="world has the shape"):
        rca(WORLD, world=np.ones(3))
    with pytest.raises(QuestionError, match="weight lies"):
        blend(WORLD, WORLD, 1.5)
    with pytest.raises(QuestionError, match="tolerance above 0"):
        fitness(binary(WORLD), tolerance=0)
    with pytest.raises(QuestionError, match="proximity has the shape"):
        density(binary(WORLD), np.ones((3, 3)))
    with pytest.raises(QuestionError, match="proximity has the shape"):
        cog(binary(WORLD), np.ones((3, 3)), PCI)
    with pytest.raises(QuestionError, match="pci has the shape"):
        external_eci(np.ones((2, 3)), PCI)


@pytest.mark.parametrize(
    "presence",
    [
        np.ones((4, 5)),  # all make all
        np.eye(4),  # four parts, none larger
        np.kron(np.eye(2), np.ones((2, 3))),  # two equal parts
        np.roll(np.eye(6), 1, axis=1) + np.eye(6),  # a ring: no single second eigenvector
        np.array([[1.0, 1.0, 0.0], [0.0, 1.0, 1.0]]),  # an order that leans neither way with diversity
        np.array([[1.0, 1.0], [0.0, 0.0]]),  # one country
    ],
)
def test_what_the_presence_does_not_order_is_unknown_and_never_nan(presence: Floats):
    found = complexity_of(presence, presence)
    assert not found.has_eci.any()
    assert not found.has_pci.any()
    for name in ("eci", "pci", "coi", "cog"):
        assert not getattr(found, name).any()
    assert np.isfinite(found.density).all()
    assert np.isfinite(found.proximity).all()


def test_two_countries_by_hand():
    found = complexity_of(np.array([[1.0, 1.0], [1.0, 0.0]]), np.ones((2, 2)))
    np.testing.assert_allclose(found.eci, [1, -1])
    np.testing.assert_allclose(found.pci, [-1, 3])
    np.testing.assert_allclose(found.proximity, [[1, 0.5], [0.5, 1]])
    np.testing.assert_allclose(found.density, [[1, 1], [2 / 3, 1 / 3]])
    np.testing.assert_allclose(found.distance, [[0, 0], [1 / 3, 2 / 3]])
    # PCI less its mean over the three presences, 1/3, is (-4/3, 8/3).
    np.testing.assert_allclose(found.cog, [[0, 0], [0, 8 / 3 / 1.5]])
    product = Figures(found.pci, found.has_pci)
    np.testing.assert_allclose(coi(found.presence, found.density, product), [0, 8 / 9])
    np.testing.assert_allclose(found.coi, [-1, 1])


def test_standardised_leaves_equal_and_unknown_figures_at_zero():
    assert standardised(np.array([3.0, 3.0]), np.array([True, True])).tolist() == [0, 0]
    assert standardised(np.array([3.0, 3.0]), np.array([False, False])).tolist() == [0, 0]
    assert standardised(np.array([1.0, 3.0, 9.0]), np.array([True, True, False])).tolist() == [-1, 1, 0]


def test_continuous_presence_leaves_nothing_unknown_where_all_trade():
    found = complexity(WORLD, presence="continuous")
    assert found.has_eci.all()
    assert eci(continuous(rca(WORLD))).known().tolist() == found.eci.tolist()
