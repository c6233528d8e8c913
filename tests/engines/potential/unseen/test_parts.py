"""Expected trade, factors, places and intervals against what is known exactly."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karvan.engines.potential.unseen.calibration import bounds, calibrate
from karvan.engines.potential.unseen.expected import expected_pairs
from karvan.engines.potential.unseen.factors import gravity, low_rank
from karvan.engines.potential.unseen.geography import geography
from karvan.engines.potential.unseen.neighbours import alike, averages, near


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_expected_trade_of_a_hidden_pair_is_exact_where_products_are_independent(seed: int):
    draw = np.random.default_rng(seed)
    sells, buys, friction = draw.gamma(2, size=(9, 5)), draw.gamma(2, size=(9, 5)), draw.gamma(4, size=(9, 9))
    visible = np.ones((9, 9)) - np.eye(9)
    visible[2, 5] = 0.0
    flows = friction[:, :, None] * sells[:, None, :] * buys[None, :, :]
    seen = flows * visible[:, :, None]
    expected = expected_pairs(seen.sum(axis=1) * 1e6, seen.sum(axis=0) * 1e6, friction, visible, rounds=60)[2]
    np.testing.assert_allclose(expected, flows.sum(axis=2) * 1e6, rtol=1e-3)


def test_gravity_finds_effects_and_friction():
    draw = np.random.default_rng(0)
    sells, buys, dyad = draw.normal(size=12), draw.normal(size=12), draw.normal(size=(1, 12, 12))
    logs = 15.0 + sells[:, None] + buys[None, :] - 0.9 * dyad[0]
    seen = logs.copy()
    seen[3, 4] = np.nan
    fit = gravity(seen, np.ones_like(logs), dyad, ridge=1e-6)
    np.testing.assert_allclose(fit.fitted, logs, atol=1e-4)
    np.testing.assert_allclose(fit.friction, -0.9 * dyad[0], atol=1e-4)


def test_low_rank_fills_a_hole_in_a_rank_one_table():
    draw = np.random.default_rng(0)
    table = np.outer(draw.normal(size=20), draw.normal(size=20))
    holed = table.copy()
    holed[4, 6] = np.nan
    assert low_rank(holed, np.ones_like(table), 1, 1e-6, seed=0)[4, 6] == pytest.approx(table[4, 6], abs=1e-3)


def test_nobody_is_their_own_neighbour():
    km = np.log(np.array([[5.0, 500, 9000], [500, 5, 8000], [9000, 8000, 5]]))
    for kernel in (near(km), alike(np.array([[1.0, 0], [1, 1], [0, 1]]))):
        assert np.diag(kernel).tolist() == [0.0, 0.0, 0.0]
    left = np.array([[99.0, np.nan, 1.0], [2.0, 3.0, 4.0], [np.nan, np.nan, np.nan]])
    assert averages(left, np.ones((3, 3)), near(km), shrink=1e-9)[0].tolist() == pytest.approx(
        [2.0, 3.0, 4.0]
    )


def test_places_give_the_distances_back_and_a_missing_country_stands_at_its_neighbour():
    codes = ["TWN", "AAA", "BBB", "CCC"]
    place = np.array([[1.0, 0, 0], [0, 1, 0], [0, 0, 1], [0.6, 0.8, 0]])
    km = 6371.0 * np.arccos(np.clip(place @ place.T, -1, 1)) + np.eye(4)
    rows = [(a, b, float(km[i, j])) for i, a in enumerate(codes) for j, b in enumerate(codes)]
    table = pl.DataFrame(rows, ["exporter", "importer", "distance_km"], orient="row")
    found = geography(["S19", "AAA", "BBB", "CCC"], table)
    np.testing.assert_allclose(found.place @ found.place.T, place @ place.T, atol=1e-6)
    np.testing.assert_allclose(found.log_km, np.log(km))
    assert np.isnan(geography(["XXX", "AAA", "BBB"], table).log_km[0]).all()


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10_000), spread=st.floats(0.2, 3.0))
def test_intervals_are_nested_and_cover_what_they_say(seed: int, spread: float):
    draw = np.random.default_rng(seed)
    predicted = draw.uniform(14, 22, 4000)
    scale = np.where(predicted > 18, spread, 2 * spread)
    actual = predicted + scale * draw.normal(size=4000)
    found = bounds(calibrate(predicted, actual, scale), predicted, scale)
    low, high = found[:, 0::2], found[:, 1::2]
    assert (np.diff(low, axis=1) <= 0).all()
    assert (np.diff(high, axis=1) >= 0).all()
    covered = ((low <= actual[:, None]) & (actual[:, None] <= high)).mean(axis=0)
    np.testing.assert_allclose(covered, [0.5, 0.8, 0.95], atol=0.01)
