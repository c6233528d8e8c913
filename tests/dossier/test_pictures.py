"""What pictures need beside the plan of the tiny world, worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.dossier.test_build import planned
from tests.world import toy_packs, trade_world

from karvan.dossier.name import Name
from karvan.dossier.picture_markets import market_figures
from karvan.dossier.picture_space import SpaceLink, SpaceProduct, links_of
from karvan.dossier.pictures import PictureData, picture_data
from karvan.dossier.plan import PairEstimate, Plan
from karvan.model.known import Known, Unknown
from karvan.store.snapshot import Snapshot, Store


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    trade_world(tmp_path)
    toy_packs(tmp_path)
    return Store.open(tmp_path, bundle=tmp_path / "none")


@pytest.fixture
def plan(snapshot: Snapshot) -> Plan:
    return planned(snapshot)


@pytest.fixture
def made(snapshot: Snapshot, plan: Plan) -> PictureData:
    return picture_data(snapshot, plan)


def known(value: object) -> float:
    assert isinstance(value, Known)
    return float(value.value)


def test_a_subheading_of_two_lines_counts_once(made: PictureData) -> None:
    armenia = made.markets[1]
    # 760612 (plate and sheet) buys 12, 200911 (juice) 43; juice sells 15 of its potential, plate all of its own.
    assert (armenia.demand_usd, armenia.lacks) == (Known(55.0), 0)
    plate, _, juice = armenia.lines
    assert known(armenia.potential_usd) == pytest.approx(
        known(plate.potential_usd) + known(juice.potential_usd)
    )
    assert known(armenia.realised_usd) == pytest.approx(known(plate.potential_usd) + 15)
    assert known(juice.realised_share) == pytest.approx(15 / known(juice.potential_usd))
    assert [(one.product, one.group, one.is_stopped) for one in armenia.lines] == [
        ("plate", "industry", False),
        ("sheet", "industry", True),
        ("juice", "agriculture", True),
    ]


def test_the_factors_multiply_to_the_potential(made: PictureData) -> None:
    one = made.markets[1]
    product = known(one.demand_usd) * known(one.supply_factor) * known(one.ease)
    assert known(one.potential_usd) == pytest.approx(product)


def test_an_unobserved_pair_stays_unknown(made: PictureData) -> None:
    iraq, why = made.markets[0], Unknown("not_observed", ("IRN-IRQ 2024",))
    assert (iraq.demand_usd, iraq.ease, iraq.potential_usd, iraq.realised_share) == (
        Known(7.0),
        why,
        why,
        why,
    )
    assert iraq.lacks == 1
    assert iraq.ease_low_80 == Unknown("not_computed", ("estimate",))


def test_ends_of_ease_come_from_the_estimate(plan: Plan) -> None:
    pair = replace(
        plan.markets[0].pair,
        estimate=PairEstimate(12.0, 8.0, 20.0, "carried", 2022, "silent"),
        expected_usd=Known(4.0),
    )
    found = market_figures(replace(plan.markets[0], pair=pair))
    assert (found.ease_low_80, found.ease_high_80) == (Known(2.0), Known(5.0))


def test_years_without_a_row_are_unknown(made: PictureData) -> None:
    (history,) = made.histories
    assert [(one.hs2_key, one.is_mixed) for one in history.chapters] == [("72", False), ("80", True)]
    gone = Unknown("not_observed", ("chapter_pairs",))
    whole = dict.fromkeys(range(2015, 2020), 50000000.0) | {2022: 1e8}
    assert [(one.year, one.total_usd, one.is_partial) for one in history.years] == [
        (year, Known(whole[year]) if year in whole else gone, year not in whole) for year in range(2012, 2024)
    ]
    assert history.years[10].chapters_usd == (Known(7e7), Known(3e7))
    assert history.years[10].rest_usd == gone
    assert history.years[3].chapters_usd == (Known(5e7), Unknown("not_observed", ("chapter 80",)))
    assert history.estimate is None


def test_a_year_of_few_chapters_is_partial(snapshot: Snapshot, plan: Plan, made: PictureData) -> None:
    assert [one.listed for one in made.histories[0].years] == [0, 0, 0, 1, 1, 1, 1, 1, 0, 0, 2, 0]


def test_headings_of_home_and_of_the_region(made: PictureData) -> None:
    assert made.space is not None
    juice, plate = made.space.products
    assert replace(juice, rca=Known(0.0)) == SpaceProduct(
        "2009", Name("2009"), Known(20.0), Known(0.0), ("juice",)
    )
    assert (plate.hs4, plate.exports_usd, plate.lines) == ("7606", Known(40.0), ("plate", "sheet"))
    assert known(juice.rca) < 1 < known(plate.rca)


def test_the_tree_holds_all_and_strong_links_are_kept() -> None:
    near = np.array([[0, 0.9, 0.2, 0.6], [0.9, 0, 0.7, 0.1], [0.2, 0.7, 0, 0], [0.6, 0.1, 0, 0]])
    assert links_of(near) == (SpaceLink(0, 1, 0.9), SpaceLink(0, 3, 0.6), SpaceLink(1, 2, 0.7))
    near[2, 3] = near[3, 2] = 0.56
    assert links_of(near)[-1] == SpaceLink(2, 3, 0.56)
    assert links_of(np.zeros((2, 2))) == ()
