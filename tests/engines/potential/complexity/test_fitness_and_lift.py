"""Fitness where it converges, where it cannot, and what relatedness tells beyond size."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score
from tests.engines.potential.complexity.worlds import nested

from karvan.engines.potential.complexity import binary, fitness, lift, rca, relatedness

WORLD = nested(12, 20, 1)


def test_fitness_meets_the_product_equation():
    found = fitness(np.array([[1.0, 1.0, 1.0, 0.0], [0.5, 1.0, 1.0, 1.0]]), tolerance=1e-14)
    one, two = found.country.values
    rare = 1 / np.array([1 / one + 0.5 / two, 1 / one + 1 / two, 1 / one + 1 / two, 1 / two])
    np.testing.assert_allclose(found.product.values, rare / rare.mean(), rtol=1e-9)
    assert found.is_converged
    assert found.residual < 1e-9
    assert not found.is_vanishing.any()


def test_a_country_of_too_few_products_vanishes_without_overflow():
    # One product of eight is less than a fifth of them, the last country's share, and others make it too.
    presence = np.triu(np.ones((4, 8)))[:, ::-1]
    presence = np.vstack([presence, np.eye(1, 8, 0)])
    found = fitness(presence, most=5000)
    assert found.is_vanishing.tolist() == [False, False, False, False, True]
    assert np.isfinite(found.country.values).all()
    assert found.country.values.mean() == pytest.approx(1)


def test_fitness_says_when_it_did_not_converge():
    found = fitness(binary(rca(WORLD)), most=3)
    assert (found.iterations, found.is_converged) == (3, False)
    assert found.change > 1e-8


def test_lift_sets_relatedness_against_size():
    presence = binary(rca(WORLD))
    related = relatedness(presence)
    size = presence.sum(axis=1)[:, None] * presence.sum(axis=0)
    later = binary(rca(nested(12, 20, 2))) > 0
    found = lift(related, presence, later)
    absent = presence == 0
    assert found.auc == pytest.approx(roc_auc_score(later[absent], related[absent]))
    assert found.auc_of_size == pytest.approx(roc_auc_score(later[absent], size[absent]))
    assert found.gain == pytest.approx(found.auc - found.auc_of_size)
    assert 0 < found.explained < 1
    assert found.beyond.mean() == pytest.approx(0, abs=1e-9)
    assert lift(related, presence).gain is None
    assert lift(related, presence, np.ones(presence.shape, dtype=bool)).auc is None
    assert lift(0.25 * size, presence).explained == pytest.approx(1)
