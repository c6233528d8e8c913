"""Shares always add up to the nation, better evidence is never moved by worse, and P5 holds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engines.potential.region.evidence import AS_OF, SUPPLY_UNTIL, line

from karvan.engines.potential.region import REST, Evidence, Grade, Level, allocate
from karvan.engines.potential.region.settle import settle
from karvan.engines.potential.world import Seller, regions
from karvan.model.known import Known, Unknown

SHARE = st.floats(0, 1)
NAMES = ("XA-1", "XA-2", "XA-3")
CODES = ("010101", "760110", "760120")


@st.composite
def one_product(draw: st.DrawFn) -> tuple[dict[str, tuple[Grade, float] | None], dict[str, float | None]]:
    claim = st.none() | st.tuples(st.sampled_from([Grade.HIGH, Grade.MEDIUM, Grade.LOW]), SHARE)
    weights = draw(st.lists(SHARE, min_size=3, max_size=3))
    known = draw(st.lists(st.booleans(), min_size=3, max_size=3))
    return {name: draw(claim) for name in NAMES}, {
        name: weight if told else None for name, weight, told in zip(NAMES, weights, known, strict=True)
    }


@given(one_product())
def test_shares_add_up_to_one_unless_a_region_is_unknown(
    case: tuple[dict[str, tuple[Grade, float] | None], dict[str, float | None]],
):
    settled = settle(*case)
    known = [share.value for share in settled.shares.values() if isinstance(share, Known)]
    assert all(0 <= share <= 1 + 1e-12 for share in known)
    if isinstance(settled.rest, Known):
        assert sum(known) + settled.rest.value == pytest.approx(1)
    else:
        assert sum(known) <= 1 + 1e-9
        assert any(isinstance(share, Unknown) for share in settled.shares.values())


@given(one_product(), st.permutations(NAMES))
def test_the_order_of_regions_changes_nothing(case, order):
    claims, weights = case
    turned = settle({name: claims[name] for name in order}, {name: weights[name] for name in order})
    straight = settle(claims, weights)
    assert turned.scaled == straight.scaled
    for name in NAMES:
        one, other = straight.shares[name], turned.shares[name]
        assert isinstance(one, Known) == isinstance(other, Known)
        if isinstance(one, Known) and isinstance(other, Known):
            assert other.value == pytest.approx(one.value, abs=1e-9)


@given(one_product())
def test_the_best_grade_keeps_what_it_claims(case):
    claims, weights = case
    high = {name: one[1] for name, one in claims.items() if one and one[0] is Grade.HIGH}
    if sum(high.values()) <= 1:
        settled = settle(claims, weights)
        assert {name: settled.shares[name] for name in high} == {
            name: Known(share) for name, share in high.items()
        }


def test_weights_above_the_nation_never_give_more_than_is_left():
    settled = settle(
        {"XA-1": (Grade.LOW, 0.1), "XA-2": None, "XA-3": None}, {"XA-1": 0.7, "XA-2": 0.4, "XA-3": None}
    )
    assert settled.shares["XA-2"] == Known(0.9)  # all that is left, never more
    assert settled.shares["XA-3"] == Unknown(
        "no_evidence", ("customs table, registry, stated share or fallback",)
    )


def shares() -> st.SearchStrategy[list[Evidence]]:
    one = st.builds(
        lambda region, code, share: line(Level.STATED, region, code, share=share),
        st.sampled_from(NAMES),
        st.sampled_from(["76", "760110", "0101"]),
        SHARE,
    )
    fallbacks = [line(Level.FALLBACK, name, share=0.2) for name in NAMES]
    return st.lists(one, max_size=6).map(lambda made: made + fallbacks)


@given(shares(), st.lists(st.floats(0, 1e9), min_size=3, max_size=3))
def test_potentials_of_all_regions_add_up_to_the_nation(evidence, potential):
    """Property P5, through the whole-world engine's regions and through the answer's own parts."""
    found = allocate(
        "XAA",
        NAMES,
        dict.fromkeys(CODES, 10.0),
        evidence,
        hs_rev=2017,
        as_of=AS_OF,
        supply_until=SUPPLY_UNTIL,
    )
    values, known = found.matrix()
    assert known.all()
    nation = Seller(
        "XAA", np.array([0.1, 0.2, 0.3]), np.zeros(1), np.ones(1), np.zeros(1, dtype=np.uint8), None
    )
    parts = list(regions(nation, found.regions, values))
    assert sum(part.supply for part in parts) == pytest.approx(nation.supply)
    national = {code: Known(value) for code, value in zip(CODES, potential, strict=True)}
    total = sum(found.total(region, national).known for region in found.regions)
    assert total == pytest.approx(sum(potential))
    assert found.regions == (*NAMES, REST)


def test_the_frame_prints_what_is_unknown():
    found = allocate(
        "XAA",
        ["XA-1"],
        {"760110": 5.0},
        [line(Level.STATED, "XA-1", "0101", share=0.5)],
        hs_rev=2017,
        as_of=AS_OF,
        supply_until=SUPPLY_UNTIL,
    )
    assert found.frame().select("region", "share", "status", "grade", "tested").rows() == [
        ("XA-1", None, "no_evidence", None, "not tested"),
        (REST, None, "other_regions_unknown", None, "not tested"),
    ]
