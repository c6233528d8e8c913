"""What must hold for every world."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.potential.complexity.worlds import nested

from karvan.engines.potential.complexity import (
    Figures,
    binary,
    blend,
    cog,
    complexity,
    complexity_of,
    continuous,
    density,
    distance,
    diversity,
    eci,
    external_eci,
    fitness,
    hhi_corrected,
    log_rca,
    pci,
    proximity,
    rca,
    relatedness,
    rpop,
    symmetric_rca,
    ubiquity,
)
from karvan.engines.potential.complexity.arrays import Floats

worlds = st.builds(nested, st.integers(6, 25), st.integers(6, 40), st.integers(0, 10_000))
presences = worlds.flatmap(lambda values: st.sampled_from([binary(rca(values)), continuous(rca(values))]))
kinds = st.sampled_from(["binary", "continuous"])
CELL = ("rca", "density", "cog")


@given(worlds)
def test_rca_weighted_by_market_shares_has_mean_one(values: Floats):
    by_product, by_country = values.sum(axis=0) / values.sum(), values.sum(axis=1) / values.sum()
    np.testing.assert_allclose(rca(values) @ by_product, 1)
    np.testing.assert_allclose(by_country @ rca(values), 1)


@given(worlds, st.floats(1e-6, 1e6), kinds)
@settings(deadline=None)
def test_the_unit_of_the_values_does_not_matter(values: Floats, factor: float, kind: str):
    one, other = complexity(values, presence=kind), complexity(values * factor, presence=kind)
    np.testing.assert_allclose(other.rca, one.rca)
    if (np.abs(one.rca - 1) > 1e-9).all():
        np.testing.assert_array_equal(other.has_eci, one.has_eci)
        np.testing.assert_allclose(other.density, one.density)
        np.testing.assert_allclose(other.eci, one.eci, atol=1e-6)


@given(worlds, st.integers(0, 1000), kinds)
@settings(deadline=None)
def test_the_order_of_countries_and_products_does_not_matter(values: Floats, seed: int, kind: str):
    draw = np.random.default_rng(seed)
    rows, columns = draw.permutation(values.shape[0]), draw.permutation(values.shape[1])
    one, other = complexity(values, presence=kind), complexity(values[rows][:, columns], presence=kind)
    if (np.abs(one.rca - 1) < 1e-9).any():
        return
    np.testing.assert_array_equal(other.has_eci, one.has_eci[rows])
    np.testing.assert_allclose(other.eci, one.eci[rows], atol=1e-6)
    np.testing.assert_allclose(other.pci, one.pci[columns], atol=1e-6)
    np.testing.assert_allclose(other.density, one.density[rows][:, columns], atol=1e-12)


@given(presences)
def test_a_countrys_eci_is_the_mean_pci_of_what_it_makes(presence: Floats):
    country, product = eci(presence), pci(presence)
    if not country.is_known.any():
        return
    mean = presence @ product.values / presence.sum(axis=1)
    np.testing.assert_allclose(mean[country.is_known], country.known(), atol=1e-9)
    assert country.known().mean() == pytest.approx(0, abs=1e-9)
    assert country.known().std() == pytest.approx(1)
    assert np.corrcoef(country.known(), diversity(presence)[country.is_known])[0, 1] > 0


@given(presences)
def test_regions_under_the_worlds_pci_repeat_the_worlds_eci(presence: Floats):
    country, product = eci(presence), pci(presence)
    if country.is_known.any():
        again = external_eci(presence, product)
        np.testing.assert_allclose(again.values[country.is_known], country.known(), atol=1e-9)


@given(presences, st.sampled_from([0, 1]))
def test_proximity_is_symmetric_between_0_and_1_with_the_diagonal_asked_for(presence: Floats, diagonal: int):
    near = proximity(presence, diagonal=diagonal)
    np.testing.assert_allclose(near, near.T, atol=1e-15)
    assert near.min() >= 0
    assert near.max() <= 1 + 1e-15
    np.testing.assert_array_equal(np.diag(near), np.where(ubiquity(presence) > 0, diagonal, 0))
    close = density(presence, near)
    assert close.min() >= 0
    assert close.max() <= 1 + 1e-12
    np.testing.assert_allclose(distance(presence, near), 1 - close)


@given(presences)
def test_relatedness_does_not_count_the_product_itself(presence: Floats):
    near = proximity(presence, diagonal=1)
    np.fill_diagonal(near, 0)
    np.testing.assert_allclose(relatedness(presence), density(presence, near))


@given(presences)
@settings(deadline=None)
def test_fitness_has_mean_one_and_meets_its_equations_where_it_converged(presence: Floats):
    found = fitness(presence, tolerance=1e-12)
    assert found.country.known().mean() == pytest.approx(1)
    assert found.product.known().mean() == pytest.approx(1)
    assert np.isfinite(found.country.values).all()
    assert np.isfinite(found.product.values).all()
    rows, columns = found.country.is_known, found.product.is_known
    right = presence[rows][:, columns] @ found.product.known()
    np.testing.assert_allclose(right / right.mean(), found.country.known(), atol=1e-9)
    if found.is_converged and found.country.known().min() > 1e-3:
        assert found.residual < 1e-6


@given(worlds)
def test_the_variants_keep_their_ranges_and_order(values: Floats):
    advantage, people = rca(values), np.arange(1.0, len(values) + 1)
    even = rpop(values, people)
    np.testing.assert_allclose((even * (people / people.sum())[:, None]).sum(axis=0), 1)
    np.testing.assert_allclose(symmetric_rca(advantage), 2 * continuous(advantage) - 1, atol=1e-12)
    np.testing.assert_allclose(np.expm1(log_rca(advantage)), advantage, atol=1e-9)
    np.testing.assert_allclose(blend(advantage, even, 1), continuous(advantage))
    np.testing.assert_allclose(blend(advantage, even, 0), continuous(even))
    mixed = blend(advantage, even)
    assert ((mixed >= 0) & (mixed < 1)).all()
    corrected = hhi_corrected(binary(advantage), values)
    assert (corrected <= binary(advantage)).all()
    alone = (values > 0).sum(axis=0) == 1
    np.testing.assert_allclose(corrected[:, alone], 0, atol=1e-12)


def test_regions_are_compared_with_the_world_not_with_one_another():
    world = np.array([50.0, 50.0])
    regions = np.array([[9.0, 1.0], [8.0, 2.0]])
    np.testing.assert_allclose(rca(regions, world=world), [[1.8, 0.2], [1.6, 0.4]])
    known = Figures(np.array([1.0, -1.0]), np.array([True, False]))
    found = external_eci(np.array([[1.0, 1.0], [0.0, 1.0]]), known)
    assert found.values.tolist() == [1.0, 0.0]
    assert found.is_known.tolist() == [True, False]


@given(presences, st.sampled_from([0, 1]))
@settings(deadline=None)
def test_the_way_without_the_matrix_gives_what_the_definitions_give(presence: Floats, diagonal: int):
    found = complexity_of(presence, presence, diagonal=diagonal)
    near = proximity(presence, diagonal=diagonal)
    np.testing.assert_allclose(found.density, density(presence, near), atol=1e-12)
    known = found.has_eci[:, None] & found.has_pci
    gain = cog(presence, near, Figures(found.pci, found.has_pci))
    np.testing.assert_allclose(found.cog[known], gain[known], atol=1e-10)


def test_the_way_without_the_matrix_goes_through_several_blocks():
    values = nested(40, 700, 1)
    for presence in (binary(rca(values), 1.5), continuous(rca(values))):
        near = proximity(presence, diagonal=0)
        np.testing.assert_allclose(relatedness(presence), density(presence, near), atol=1e-12)
