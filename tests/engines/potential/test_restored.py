"""Restored trade in the answer: beside what is visible, never in its place."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engines.potential.cases import KM, answered, case_of, grown, silent, tables
from tests.world import PRODUCTS, TOY, trade_world

from karvan.engines.potential import NEUTRAL, Settings, assess, potential_range, totals
from karvan.engines.potential.restore.answer import AddedImports, Additions, PairEstimate, UserTable
from karvan.errors import QuestionError
from karvan.model.known import Known, Unknown

PLATE, JUICE = PRODUCTS
ESTIMATE = PairEstimate(
    exporter="IRN", importer="ARM", year=2024, value_usd=25.0,
    low_50_usd=20.0, high_50_usd=30.0, low_80_usd=15.0, high_80_usd=40.0, low_95_usd=5.0, high_95_usd=80.0,
    basis="carried", last_year=2022, tested="backtest_silent",
)  # fmt: skip


def added(flows: dict[str, float], **more: object) -> Additions:
    """One pair's estimated flows and what they add to the three margins."""
    fields = {
        "home": "IRN",
        "market": "ARM",
        "year": 2024,
        "home_exports_usd": flows,
        "world_usd": flows,
        "market_imports": {k: AddedImports(v, v * math.log(KM)) for k, v in flows.items()},
        "flows_usd": Known(flows),
        "estimate": ESTIMATE,
    }
    return Additions(**{**fields, **more})


def without_the_pair() -> dict[tuple[str, str], tuple[float, float]]:
    return {**TOY, ("IRN", "ARM"): (0.0, 0.0)}


def test_estimating_exactly_what_is_hidden_gives_the_answer_of_the_whole() -> None:
    hidden = silent(case_of(without_the_pair(), "IRN", "ARM", additions=added({PLATE: 10.0, JUICE: 15.0})))
    (pair, cells), (true_pair, true_cells) = answered(hidden), answered(case_of(TOY, "IRN", "ARM"))
    assert (pair.observed_usd, pair.trade_usd, pair.trade_status, pair.interval_80) == (
        Unknown("not_observed", ("IRN-ARM 2024",)), Known(25.0), "estimated", Known((15.0, 40.0)),
    )  # fmt: skip
    assert pair.ease.value == pytest.approx(true_pair.ease.value)
    for one, true in zip(cells, true_cells, strict=True):
        for figure in (
            "supply_usd",
            "world_usd",
            "demand_usd",
            "potential_usd",
            "realised_usd",
            "unrealised_usd",
        ):
            assert getattr(one, figure).value == pytest.approx(getattr(true, figure).value), figure
        assert (one.observed_usd, one.trade_status) == (pair.observed_usd, "estimated")
        assert one.supply_added_usd == one.world_added_usd == one.demand_added_usd == one.trade_usd


@given(tables)
def test_p1_holds_for_estimated_pairs_too(flows) -> None:
    pair = dict(zip(PRODUCTS, flows["IRN", "ARM"], strict=True))
    total = sum(pair.values())
    estimate = replace(ESTIMATE, value_usd=total)
    rest = {**flows, ("IRN", "ARM"): (0.0, 0.0)}
    _, cells = answered(silent(case_of(rest, "IRN", "ARM", additions=added(pair, estimate=estimate))))
    assert math.isclose(sum(one.potential_usd.value for one in cells), total, rel_tol=1e-9)


def test_the_raw_view_stays_and_says_that_nothing_was_added() -> None:
    pair, (plate, _) = answered(silent(case_of(TOY, "IRN", "ARM")))
    assert (pair.trade_usd, pair.trade_status) == (pair.observed_usd, "unknown")
    assert {plate.supply_added_usd.reason, plate.potential_usd.reason, plate.trade_status} == {
        "not_applied", "not_observed", "unknown",
    }  # fmt: skip
    assert plate.supply_usd == Known(40)


def test_a_silent_pair_that_could_not_be_estimated_stays_unknown() -> None:
    pair, _ = answered(
        silent(case_of(TOY, "IRN", "ARM", additions=added({PLATE: 4.0}, estimate=None, flows_usd=Known({}))))
    )
    assert (pair.trade_usd, pair.ease) == (pair.observed_usd, pair.observed_usd)


def test_an_estimate_never_replaces_what_is_observed() -> None:
    pair, _ = answered(case_of(TOY, "IRN", "ARM", additions=added({}, estimate=ESTIMATE)))
    assert (pair.trade_usd, pair.trade_status, pair.interval_80.reason) == (
        Known(25.0),
        "observed",
        "not_applied",
    )


def test_the_user_s_table_overrides_and_shows_the_difference() -> None:
    table = UserTable({PLATE: 30.0, JUICE: 1.0}, 2023, "customs of Iran")
    case = case_of(
        without_the_pair(), "IRN", "ARM", additions=added({PLATE: 10.0, JUICE: 15.0}, user_override=table)
    )
    pair, (plate, juice) = answered(silent(case))
    assert (pair.trade_usd, pair.trade_status, pair.override_difference_usd) == (
        Known(31.0),
        "override",
        Known(6.0),
    )
    assert (plate.trade_usd, juice.trade_usd, plate.trade_status) == (Known(30.0), Known(1.0), "override")
    seen, _ = answered(case_of(TOY, "IRN", "ARM", additions=added({}, estimate=None, user_override=table)))
    assert (seen.observed_usd, seen.override_difference_usd) == (Known(25.0), Known(6.0))


def test_the_mean_distance_is_restated() -> None:
    far = added(
        {},
        market_imports={PLATE: AddedImports(12.0, 12.0 * math.log(KM * 4)), JUICE: AddedImports(5.0, None)},
    )
    _, (plate, juice) = answered(case_of(TOY, "IRN", "ARM", additions=far))
    # As much again from four times as far: the typical distance doubles.
    assert plate.distance_factor.value == pytest.approx(0.5)
    assert juice.distance_factor.value == pytest.approx(1.0)


def test_additions_to_home_imports_count_for_re_exports() -> None:
    _, (plate, _) = answered(case_of(TOY, "IRN", "ARM", additions=added({}, home_imports_usd={PLATE: 80.0})))
    assert plate.net_exporter_factor == Known(0.5)


@given(st.floats(min_value=0.1, max_value=3), st.floats(min_value=0.1, max_value=3))
def test_added_world_trade_grows_like_the_visible_unless_told(iran: float, armenia: float) -> None:
    growth = grown(TOY, "IRN", "ARM", {"IRN": iran, "ARM": armenia})
    plain = case_of(TOY, "IRN", "ARM", growth=growth)
    more = replace(plain, additions=added({}, world_usd={PLATE: 40.0}))
    told = replace(
        plain, additions=added({}, world_usd={PLATE: 40.0}, world_projected_usd={PLATE: 40.0 * iran})
    )
    factors = [answered(one)[1][0].supply_growth_factor.value for one in (plain, more, told)]
    assert factors[1] == pytest.approx(factors[0])
    assert factors[2] == pytest.approx(iran * 120 / (growth.world_usd[PLATE] + 40.0 * iran))


def test_the_range_names_its_variants_and_holds_the_base(tmp_path: Path) -> None:
    snapshot = trade_world(tmp_path)
    estimate = replace(ESTIMATE, importer="IRQ")
    additions = added({PLATE: 5.0, JUICE: 20.0}, market="IRQ", estimate=estimate)
    answer = assess(snapshot, "IRN", "IRQ", PRODUCTS, 2024, additions=additions, settings=NEUTRAL)
    raw = assess(snapshot, "IRN", "IRQ", PRODUCTS, 2024, settings=NEUTRAL)
    base = totals(answer).whole.potential_usd.value
    found = potential_range(answer.cells.values(), answer, raw.cells).value
    assert (found.label, found.over) == (
        "sensitivity",
        ("ease_without_energy", "estimate_low_80", "estimate_high_80"),
    )
    assert (found.low, found.high) == pytest.approx((base * 15 / 25, base * 40 / 25))
    assert potential_range(raw.cells.values(), raw) == Unknown("not_observed", ("IRN-IRQ 2024",))


@pytest.mark.parametrize("other", [{"home": "UZB"}, {"market": "IRQ"}, {"year": 2023}])
def test_estimates_for_another_question_are_refused(tmp_path: Path, other: dict[str, object]) -> None:
    with pytest.raises(QuestionError, match="IRN-ARM 2024"):
        assess(
            trade_world(tmp_path),
            "IRN",
            "ARM",
            PRODUCTS,
            2024,
            additions=added({}, **other),
            settings=Settings(),
        )
