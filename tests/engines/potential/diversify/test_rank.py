"""Products not exported yet: ranked by nearness and demand, by hand and by invariants."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karvan.engines.potential.complexity import complexity, density, proximity
from karvan.engines.potential.diversify import Entry, rank_candidates
from karvan.engines.potential.diversify.rank import Wanted
from karvan.errors import QuestionError

CODES = ("010101", "020202", "030303", "040404", "050505")
EXPORTS = np.array(
    [[90, 60, 1, 0, 0], [10, 40, 50, 1, 0], [1, 1, 60, 70, 5], [0, 5, 1, 60, 90], [40, 0, 30, 0, 20]],
    dtype=float,
)
WORLD = complexity(EXPORTS)


def wanted(demand=(10.0, 20.0, 30.0, 40.0, 50.0), distance=(1.0, 1.0, 0.5, 1.0, 1.0)) -> Wanted:
    return Wanted(CODES, np.array(demand), np.array(distance))


def basket(country: int = 0):
    return WORLD.presence[country] > 0


def test_score_is_density_times_demand_times_distance():
    found = rank_candidates(WORLD, basket(), wanted())
    near = density(basket()[None, :].astype(float), proximity(WORLD.presence, diagonal=0))[0]
    value = near * wanted().demand_usd * wanted().distance
    order = sorted((at for at in range(5) if not basket()[at]), key=lambda at: (-value[at], CODES[at]))
    assert [one.hs6 for one in found.candidates] == [CODES[at] for at in order]
    assert [one.rank for one in found.candidates] == list(range(1, len(order) + 1))
    assert [one.density for one in found.candidates] == pytest.approx([near[at] for at in order])
    assert found.candidates[0].score == 1.0


def test_what_is_made_already_or_not_wanted_is_no_candidate():
    found = rank_candidates(WORLD, basket(), wanted(demand=(10, 20, 0, 40, 50)))
    made = {code for code, has in zip(CODES, basket(), strict=True) if has}
    assert {one.hs6 for one in found.candidates} == set(CODES) - made - {"030303"}


def test_a_product_whose_distance_is_unknown_is_left_out_and_named():
    found = rank_candidates(WORLD, basket(), wanted(distance=(1, 1, np.nan, 1, 1)))
    assert found.left_out == ("030303",)
    assert "030303" not in {one.hs6 for one in found.candidates}


def test_entries_of_a_registry_are_candidates_and_the_latest_are_marked():
    own = CODES[int(np.flatnonzero(basket())[0])]
    entries = [Entry("old", (own,), None, ()), Entry("new", ("050505",), date(2026, 5, 1), ("x:1",))]
    found = {one.hs6: one for one in rank_candidates(WORLD, basket(), wanted(), entries).candidates}
    assert (found[own].entries, found[own].is_latest) == (("old",), False)
    assert (found["050505"].entries, found["050505"].is_latest) == (("new",), True)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(1, 10**9).map(float), min_size=5, max_size=5), st.sampled_from([0.25, 2.0, 1024.0])
)
def test_the_currency_changes_no_rank_and_more_demand_never_lowers_one(demand, scale):
    plain = [one.hs6 for one in rank_candidates(WORLD, basket(), wanted(demand)).candidates]
    scaled = [
        one.hs6 for one in rank_candidates(WORLD, basket(), wanted([v * scale for v in demand])).candidates
    ]
    assert scaled == plain or len(set(demand)) < len(demand)
    last = plain[-1]
    more = [v * 1000 if code == last else v for code, v in zip(CODES, demand, strict=True)]
    after = [one.hs6 for one in rank_candidates(WORLD, basket(), wanted(more)).candidates]
    assert after.index(last) <= plain.index(last)


def test_the_order_of_products_and_countries_changes_no_rank():
    plain = [one.hs6 for one in rank_candidates(WORLD, basket(), wanted()).candidates]
    order, rows = [3, 0, 4, 2, 1], [2, 4, 0, 1, 3]
    turned = complexity(EXPORTS[np.ix_(rows, order)])
    asked = Wanted(tuple(CODES[at] for at in order), wanted().demand_usd[order], wanted().distance[order])
    found = rank_candidates(turned, basket()[order], asked)
    assert [one.hs6 for one in found.candidates] == plain


def test_energy_is_ranked_apart():
    codes = ("010101", "271019", "030303", "040404", "270900")
    asked = Wanted(codes, wanted().demand_usd, wanted().distance)
    found = rank_candidates(WORLD, basket(), asked)
    assert {one.hs6[:2] for one in found.energy} <= {"27"}
    assert not [one for one in found.candidates if one.hs6.startswith("27")]
    assert [one.rank for one in found.energy] == list(range(1, len(found.energy) + 1))


def test_an_entry_that_nobody_wants_is_named():
    entries = [Entry("odd", ("999999",), None, ()), Entry("unwanted", ("030303",), None, ())]
    found = rank_candidates(WORLD, basket(), wanted(demand=(10, 20, 0, 40, 50)), entries)
    assert found.not_wanted == ("030303", "999999")


def test_what_cannot_be_ranked_is_refused():
    with pytest.raises(QuestionError, match="made"):
        rank_candidates(WORLD, np.zeros(5, bool), wanted())
    with pytest.raises(QuestionError, match="same products"):
        rank_candidates(WORLD, basket()[:4], wanted())
    with pytest.raises(QuestionError, match="distance factor"):
        rank_candidates(WORLD, basket(), wanted(distance=(1, 1, -1, 1, 1)))
    with pytest.raises(QuestionError, match="numbers"):
        rank_candidates(WORLD, basket(), wanted(demand=(np.nan, 1, 1, 1, 1)))
