"""Whole answers: energy, totals, thresholds, years, and questions that cannot be answered as asked."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engines.potential.cases import answered, case_of, potentials, silent
from tests.world import PRODUCTS, TOY, frame, put, toy_flows, trade_world

from karvan.engines.potential import (
    NEUTRAL,
    Duty,
    Projection,
    Settings,
    Tariffs,
    WorldPotential,
    assess,
    flagged,
    potential_range,
    totals,
    world_potential,
)
from karvan.engines.potential.ask.trade import read_home
from karvan.engines.potential.publication import top_products
from karvan.engines.potential.restore.answer import UserTable
from karvan.errors import QuestionError, SchemaMismatch, UnknownProduct
from karvan.model.known import Known, Unknown
from karvan.store.snapshot import Snapshot

PLATE, JUICE = PRODUCTS
OIL = "270900"


def with_oil(extra: float = 500.0) -> pl.DataFrame:
    """Iran also sells oil to Armenia, Uzbekistan to both."""
    rows = [
        (2024, "IRN", "ARM", OIL, extra, None),
        (2024, "UZB", "ARM", OIL, 100.0, None),
        (2024, "UZB", "IRN", OIL, 1.0, None),
    ]
    return pl.concat([toy_flows(), frame("flows", rows)])


def growth_data(root: Path) -> None:
    """Iran stands still, Armenia doubles every five years, Uzbekistan has too few years."""
    years = range(2014, 2024)
    series = [("IRN", y, 1e9) for y in years] + [("ARM", y, 2.0 ** ((y - 2014) / 5)) for y in years]
    series += [("UZB", y, 1e3) for y in years if y > 2018]
    people = [("IRN", y, 1e6) for y in years] + [("ARM", y, 1.0) for y in years]
    tables = {"gdp": frame("gdp", sorted(series)), "population": frame("population", sorted(people))}
    put(root, "world_bank", tables)


def test_energy_stands_apart_and_ease_is_known_without_it(tmp_path: Path) -> None:
    answer = assess(trade_world(tmp_path, with_oil()), "IRN", "ARM", None, 2024, settings=NEUTRAL)
    plain = assess(
        trade_world(tmp_path / "plain", toy_flows()), "IRN", "ARM", PRODUCTS, 2024, settings=NEUTRAL
    )
    assert answer.pair.energy_usd == Known(500.0)
    assert answer.pair.ease_without_energy.value == pytest.approx(plain.pair.ease.value)
    found, chosen = totals(answer), replace(NEUTRAL, ease="without_energy")
    assert found.energy.potential_usd == answer.cells[OIL].potential_usd
    assert found.whole.potential_usd.value == pytest.approx(525.0)
    other = assess(trade_world(tmp_path, with_oil()), "IRN", "ARM", None, 2024, settings=chosen)
    assert totals(other).whole.potential_usd.value - other.cells[OIL].potential_usd.value == pytest.approx(
        25.0
    )
    assert "ease_all_products" in potential_range(other.cells.values(), other).value.over


def test_the_default_projects_growth_and_names_its_source(tmp_path: Path) -> None:
    trade_world(tmp_path)
    growth_data(tmp_path)
    answer = assess(trade_world(tmp_path), "IRN", "ARM", PRODUCTS, 2024)
    growth, plate = answer.growth, answer.cells[PLATE]
    assert (growth.name, growth.window, growth.horizon_years) == ("trend", (2014, 2023), 5)
    assert growth.source.startswith("karvan tests, world_bank/")
    assert (growth.home_gdp_ratio.value, growth.market_gdp_ratio.value) == pytest.approx((1.0, 2.0))
    # Of 94 of world trade Armenia's 30 double: Iran's share falls; Uzbekistan counts as growing like the world.
    assert plate.supply_growth_factor.value == pytest.approx(94 / 124)
    assert plate.demand_growth_factor.value == pytest.approx(2.0)
    assert answer.not_applied == ("historic_tariff_factor", "forward_tariff_factor")
    assert len(growth.rows) == 30
    row = next(one for one in growth.rows if one.figure == "market_gdp_ratio")
    assert (row.table, row.key, row.value) == ("gdp", {"country": "ARM", "year": 2014}, 1.0)
    assert {"income_elasticity_0.5", "growth_off"} <= set(potential_range([plate], answer).value.over)


def test_growth_that_is_not_there_is_not_applied(tmp_path: Path) -> None:
    bare = assess(trade_world(tmp_path / "bare"), "IRN", "ARM", PRODUCTS, 2024)
    assert (bare.growth.name, bare.not_applied) == ("neutral", (
        "supply_growth_factor", "historic_tariff_factor", "demand_growth_factor", "forward_tariff_factor",
    ))  # fmt: skip
    trade_world(tmp_path)
    growth_data(tmp_path)
    answer = assess(trade_world(tmp_path), "UZB", "ARM", PRODUCTS, 2024)
    assert answer.growth.home_gdp_ratio == Unknown("not_applied", ("gdp UZB",))


def test_the_user_s_own_projection_and_duties_are_taken_and_named(tmp_path: Path) -> None:
    own = Settings(growth=Projection({"IRN": 1.1}, {}, "user's file, October", 5))
    duties = Tariffs("user's table", forward={PLATE: Duty(0.0, 0.1)})
    answer = assess(trade_world(tmp_path), "IRN", "ARM", PRODUCTS, 2024, settings=own, tariffs=duties)
    assert (answer.growth.name, answer.growth.source, answer.tariff_source) == (
        "given", "user's file, October", "user's table",
    )  # fmt: skip
    assert answer.cells[PLATE].forward_tariff_factor == Known(1.1)
    assert answer.not_applied == ("historic_tariff_factor", "demand_growth_factor", "forward_tariff_factor*")
    over = potential_range(answer.cells.values(), answer).value.over
    assert {"tariff_elasticity_0.5", "tariff_elasticity_1.5"} <= set(over)


@given(st.dictionaries(st.sampled_from(["a", "b", "c", "d", "e"]), st.floats(min_value=0.01, max_value=1e9)))
def test_the_top_products_reach_the_share_and_no_fewer_would(values: dict[str, float]) -> None:
    kept, whole = top_products(values), math.fsum(values.values())
    assert math.fsum(values[one] for one in kept) >= 0.95 * whole * (1 - 1e-12)
    assert all(math.fsum(values[one] for one in kept - {last}) < 0.95 * whole for last in kept)


def test_thresholds_are_flags_with_reasons() -> None:
    _, (one, two) = answered(
        case_of({pair: (a * 1e4, b * 1e2) for pair, (a, b) in TOY.items()}, "IRN", "ARM")
    )
    assert one.potential_usd.value > 10_000 > two.potential_usd.value
    assert (one.is_published.reason, one.publication) == ("not_applied", "not_applied")
    assert (two.is_published, two.publication) == (Known(False), "cell_below_10_000")
    cells = {one.hs6: one, two.hs6: two}

    def verdict(potential: float, exports: float, left_out: int) -> tuple[object, str]:
        world = WorldPotential("IRN", {PLATE: potential, JUICE: 9e9}, exports, 3, left_out)
        found = flagged(cells, world)[PLATE]
        return found.is_published, found.publication

    assert verdict(2e5, 1e9, 0) == (Known(True), "published")
    assert verdict(1.9e5, 1e9, 0) == (Known(False), "product_below_200_000")
    assert verdict(1.9e5, 1e9, 2) == (Unknown("not_observed", ("potential in 2 markets",)), "not_observed")
    assert verdict(2e5, 1e6, 0) == (Known(False), "outside_top_95")


def test_world_potentials_add_up_the_markets_that_are_known() -> None:
    rows = [("ARM", PLATE, 1.0), ("ARM", JUICE, None), ("UZB", PLATE, 2.0), ("IRQ", PLATE, None)]
    cells = pl.DataFrame(rows, schema=["importer", "hs6", "potential_usd"], orient="row")
    assert world_potential("IRN", cells, 5.0) == WorldPotential("IRN", {PLATE: 3.0}, 5.0, 2, 1)


def two_years(root: Path, older: float) -> Snapshot:
    """2023 with every flow `older` times that of 2024."""
    past = toy_flows().with_columns(pl.lit(2023, dtype=pl.Int16).alias("year"), pl.col("value_usd") * older)
    return trade_world(root, pl.concat([past, toy_flows()]))


def test_figures_are_means_over_the_years_loaded(tmp_path: Path) -> None:
    snapshot = two_years(tmp_path, 3.0)
    mean = assess(snapshot, "IRN", "ARM", PRODUCTS, 2024, settings=NEUTRAL)
    one = assess(snapshot, "IRN", "ARM", PRODUCTS, 2024, settings=NEUTRAL, years=(2024,))
    assert (mean.years, one.years) == ((2023, 2024), (2024,))
    for hs6 in PRODUCTS:
        assert mean.cells[hs6].potential_usd.value == pytest.approx(one.cells[hs6].potential_usd.value * 2)
        assert mean.cells[hs6].observed_usd.value == one.cells[hs6].observed_usd.value * 2
    rows = [(r.key["year"], r.value) for r in mean.cells[PLATE].rows if r.figure == "supply_usd"]
    assert rows == [(2023, 120.0), (2024, 40.0)]
    assert [r.value for r in mean.pair.rows if r.table == "pair_totals"] == [75.0, 25.0]
    with pytest.raises(QuestionError, match="must end with 2024"):
        assess(snapshot, "IRN", "ARM", PRODUCTS, 2024, years=(2023,))


def test_a_year_in_which_nobody_reports_does_not_count_as_zero(tmp_path: Path) -> None:
    answer = assess(two_years(tmp_path, 1.0), "IRN", "IRQ", PRODUCTS, 2024, settings=NEUTRAL)
    assert isinstance(answer.pair.observed_usd, Unknown)
    assert isinstance(totals(answer).whole.potential_usd, Unknown)
    assert totals(answer).whole.potential_usd == answer.pair.ease


def test_an_exporter_without_rows_is_zero_if_it_reports_and_unknown_if_not(tmp_path: Path) -> None:
    flows = pl.concat([toy_flows(), frame("flows", [(2024, "UZB", "TJK", PLATE, 1.0, None)])])
    case = case_of(TOY, "IRN", "ARM")
    nobody = replace(case, home=replace(case.home, exports={}))
    assert [one.supply_usd for one in answered(nobody)[1]] == [Known(0.0)] * 2
    silent_one = replace(nobody, home=replace(nobody.home, reports=False))
    assert answered(silent_one)[1][0].potential_usd == Unknown("not_observed", (f"exports IRN {PLATE}",))
    answer = assess(trade_world(tmp_path, flows), "ATA", "ARM", PRODUCTS, 2024, settings=NEUTRAL)
    assert all(isinstance(one.potential_usd, Unknown) for one in answer.cells.values())


def test_a_market_without_imports_is_zero_if_it_reports_and_unknown_if_not() -> None:
    case = case_of(TOY, "IRN", "ARM")
    bare = replace(case, market=replace(case.market, imports={}, mean_log_km={}))
    pair, cells = answered(bare)
    assert (pair.market_imports_usd, pair.ease) == (Known(0.0), Known(0.0))
    assert [one.potential_usd for one in cells] == [Known(0.0)] * 2
    pair, cells = answered(silent(replace(bare, market=replace(bare.market, reports=False))))
    assert pair.market_imports_usd == Unknown("not_observed", ("imports ARM 2024",))
    assert isinstance(cells[0].demand_usd, Unknown)


def test_one_product_only() -> None:
    flows = {pair: (float(a), 0.0) for pair, (a, _) in TOY.items()}
    assert potentials(case_of(flows, "IRN", "ARM")) == pytest.approx([10.0, 0.0])


def test_missing_imports_of_home_leave_the_re_export_factor_out() -> None:
    case = case_of(TOY, "IRN", "ARM")
    _, (plate, _) = answered(replace(case, home=replace(case.home, imports_are_present=False)))
    assert plate.net_exporter_factor == Unknown("not_applied", ("imports IRN 2024",))
    assert plate.potential_usd.value == pytest.approx(potentials(case)[0])


def test_questions_that_cannot_be_asked(tmp_path: Path) -> None:
    snapshot = trade_world(tmp_path)
    with pytest.raises(QuestionError, match="own market"):
        assess(snapshot, "IRN", "IRN", PRODUCTS, 2024)
    for code in ("76061", "7606", "76061a", "۷۶۰۶۱۲"):
        with pytest.raises(UnknownProduct):
            assess(snapshot, "IRN", "ARM", [code], 2024)
    assert (
        assess(snapshot, "IRN", "ARM", ["999999"], 2024).cells["999999"].world_usd.reason == "not_in_release"
    )


@pytest.mark.parametrize("bad", [math.nan, math.inf, -1.0])
def test_values_that_cannot_be_trade_are_refused(tmp_path: Path, bad: float) -> None:
    broken = toy_flows().with_columns(
        pl.when(pl.col("exporter") == "IRN")
        .then(pl.lit(bad))
        .otherwise(pl.col("value_usd"))
        .alias("value_usd")
    )
    with pytest.raises(QuestionError, match="not a number of at least 0"):
        read_home(trade_world(tmp_path, broken), "IRN", 2024)


def test_duplicate_rows_do_not_enter_the_store(tmp_path: Path) -> None:
    with pytest.raises(SchemaMismatch, match="share a key"):
        trade_world(tmp_path, pl.concat([toy_flows(), toy_flows()]))


def test_a_user_s_table_adds_up() -> None:
    assert UserTable({PLATE: 1.5, JUICE: 2.0}, 2023, "x").total_usd == 3.5
