"""The golden toy and properties P1, P2 and P5 of the method notes (neutral growth and tariffs)."""

from __future__ import annotations

import math
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engines.potential.cases import Flows, answered, case_of, tables, values
from tests.world import PRODUCTS, TOY, toy_flows, trade_world

from karvan.engines.potential import NEUTRAL, assess
from karvan.engines.potential import market_share as form
from karvan.model.known import Known, Unknown


def neutral(flows: Flows, home: str, market: str) -> tuple[float, list[float]]:
    """Ease and potentials by product, with equal distances and no re-exports."""
    pair, cells = answered(case_of(flows, home, market))
    return pair.ease.value, [one.potential_usd.value for one in cells]


GOLDEN = {
    ("IRN", "UZB"): (1.2411, [24.823, 10.177]),
    ("IRN", "ARM"): (1.7123, [10.274, 14.726]),
    ("UZB", "IRN"): (2.0202, [7.071, 12.929]),
    ("UZB", "ARM"): (1.6043, [2.406, 27.594]),
    ("ARM", "IRN"): (1.4201, [14.911, 9.089]),
    ("ARM", "UZB"): (1.4650, [21.975, 24.025]),
}


@pytest.mark.parametrize("pair", GOLDEN)
def test_golden_toy(pair: tuple[str, str]) -> None:
    ease, potentials = neutral(TOY, *pair)
    assert (round(ease, 4), [round(p, 3) for p in potentials]) == GOLDEN[pair]


@given(tables)
def test_p1_potentials_of_a_pair_add_up_to_its_trade(
    flows: dict[tuple[str, str], tuple[float, float]],
) -> None:
    for pair, observed in flows.items():
        assert math.isclose(sum(neutral(flows, *pair)[1]), sum(observed), rel_tol=1e-9)


@given(tables, st.floats(min_value=1e-3, max_value=1e3))
def test_p2_ease_ignores_scale_and_potential_follows_it(flows, factor: float) -> None:
    scaled = {pair: (a * factor, b * factor) for pair, (a, b) in flows.items()}
    for pair in flows:
        (ease, potential), (ease_2, potential_2) = neutral(flows, *pair), neutral(scaled, *pair)
        assert math.isclose(ease, ease_2, rel_tol=1e-9)
        assert all(
            math.isclose(p * factor, q, rel_tol=1e-9) for p, q in zip(potential, potential_2, strict=True)
        )


@given(values, values, st.lists(st.floats(min_value=0.01, max_value=1), min_size=1, max_size=6))
def test_p5_regional_shares_add_up_to_the_nation(exports: float, world: float, weights: list[float]) -> None:
    shares = [w / sum(weights) for w in weights]
    regional = math.fsum(form.supply_share(exports * share, world) for share in shares)
    assert math.isclose(regional, form.supply_share(exports, world), rel_tol=1e-9)


@given(st.floats(min_value=1, max_value=20000), st.floats(min_value=1, max_value=20000))
def test_distance_only_penalises(typical: float, km: float) -> None:
    factor = form.distance_factor(math.log(typical), km)
    assert 0 < factor <= 1
    assert math.isclose(factor, min(typical / km, km / typical), rel_tol=1e-9)


@given(values, values)
def test_realised_and_unrealised_split_the_potential(observed: float, potential: float) -> None:
    parts = form.realised(observed, potential) + form.unrealised(observed, potential)
    assert math.isclose(parts, potential, rel_tol=1e-9)


def test_re_exporters_are_marked_down() -> None:
    assert [form.net_exporter_factor(*x) for x in ((5, 10), (10, 5), (5, 0), (0, 5))] == [0.5, 1.0, 1.0, 0.0]


def test_the_engine_reads_the_same_toy_from_the_store(tmp_path: Path) -> None:
    snapshot = trade_world(tmp_path, toy_flows())
    answer = assess(snapshot, "IRN", "ARM", PRODUCTS, 2024, settings=NEUTRAL)
    ease = answer.pair.ease.value
    # Iran sells 40 and buys 28 of 760612, sells 20 and buys 16 of 200911: a net exporter of both.
    assert (round(ease, 4), [round(answer.cells[p].potential_usd.value, 3) for p in PRODUCTS]) == GOLDEN[
        "IRN", "ARM"
    ]
    assert [one.exporter for one in answer.suppliers(frozenset(PRODUCTS), "IRN", 5).value] == ["UZB"]
    assert answer.suppliers(frozenset(PRODUCTS), "IRN", 5).value[0].share == 30 / 55


def test_permuting_rows_changes_nothing(tmp_path: Path) -> None:
    one = assess(trade_world(tmp_path / "a", toy_flows()), "IRN", "ARM", PRODUCTS, 2024, settings=NEUTRAL)
    shuffled = toy_flows().sample(fraction=1.0, shuffle=True, seed=3)
    assert (
        assess(trade_world(tmp_path / "b", shuffled), "IRN", "ARM", PRODUCTS, 2024, settings=NEUTRAL) == one
    )


def test_a_silent_pair_is_unknown_with_its_benchmark_known(tmp_path: Path) -> None:
    answer = assess(trade_world(tmp_path), "IRN", "IRQ", PRODUCTS, 2024, settings=NEUTRAL)
    assert (answer.pair.status, answer.pair.ease) == (
        "not_observed",
        Unknown("not_observed", ("IRN-IRQ 2024",)),
    )
    plate, juice = (answer.cells[p] for p in PRODUCTS)
    assert plate.potential_usd == Unknown("not_observed", ("IRN-IRQ 2024",))
    # Distances are equal, so their factor is 1 but for the float32 in which the cube keeps the mean.
    expected = plate.supply_share.value * plate.net_exporter_factor.value * 7.0
    assert math.isclose(plate.benchmark_usd.value, expected, rel_tol=1e-6)
    # Nobody is seen selling juice to Iraq, and Iraq does not report: unknown, not zero.
    assert juice.demand_usd == Unknown("not_observed", ("imports IRQ 200911",))


def test_where_one_side_reports_no_row_is_zero(tmp_path: Path) -> None:
    flows = toy_flows().filter(~((pl.col("exporter") == "IRN") & (pl.col("importer") == "UZB")))
    history = trade_world(
        tmp_path,
        pl.concat(
            [
                flows,
                trade_world(tmp_path / "x")
                .read("flows")
                .filter(
                    pl.col("importer").is_in(["IRQ", "AFG", "SYR", "TKM"])
                    | pl.col("exporter").is_in(["IRQ", "AFG", "SYR", "TKM"])
                ),
            ]
        ),
    )
    answer = assess(history, "IRN", "UZB", PRODUCTS, 2024, settings=NEUTRAL)
    assert (answer.pair.status, answer.pair.observed_usd) == ("no_flow", Known(0.0))
    assert answer.cells["760612"].potential_usd == Known(0.0)
