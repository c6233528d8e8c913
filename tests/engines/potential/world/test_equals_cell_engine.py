"""The bulk figures are those of the formulas, cell by cell; the golden toy; every property of the method notes."""

from __future__ import annotations

import math

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.potential.world.worlds import (
    COUNTRIES,
    NAMES,
    PAIRS,
    LongWay,
    Ratios,
    all_flows,
    cells_of,
    km_rows,
    lengths,
    ratios,
    rows,
    some_flows,
    some_km,
    world_of,
)
from tests.world import PRODUCTS as TOY_PRODUCTS
from tests.world import TOY

from karvan.engines.potential.world import (
    Growth,
    lay_out,
    pair_frame,
    prepare,
    regions,
    score_blocks,
    score_world,
)
from karvan.engines.potential.world.sides import demand_usd

EASE = {
    ("IRN", "UZB"): 1.2411,
    ("IRN", "ARM"): 1.7123,
    ("UZB", "IRN"): 2.0202,
    ("UZB", "ARM"): 1.6043,
    ("ARM", "IRN"): 1.4201,
    ("ARM", "UZB"): 1.4650,
}
NEUTRAL_POTENTIAL = {
    ("IRN", "UZB"): (24.823, 10.177),
    ("IRN", "ARM"): (10.274, 14.726),
    ("UZB", "IRN"): (7.071, 12.929),
    ("UZB", "ARM"): (2.406, 27.594),
    ("ARM", "IRN"): (14.911, 9.089),
    ("ARM", "UZB"): (21.975, 24.025),
}


def in_order(by_name: Ratios) -> np.ndarray:
    return np.array([by_name[name] for name in COUNTRIES])


def same(one: dict, two: dict) -> bool:
    """Same cells, same unknowns, numbers within 1e-9."""
    return one.keys() == two.keys() and all(
        near(*numbers) for key in one for numbers in zip(one[key], two[key], strict=True)
    )


def near(a: float | None, b: float | None) -> bool:
    return a is b if a is None or b is None else math.isclose(a, b, rel_tol=1e-9)


@given(some_flows, some_km, ratios, ratios, ratios, st.floats(min_value=-2, max_value=2))
@settings(max_examples=60, deadline=None)
def test_every_cell_equals_the_formulas(flows, km, exporter_gdp, market_gdp, population, elasticity) -> None:
    growth = Growth(in_order(exporter_gdp), in_order(market_gdp), in_order(population), elasticity)
    long_way = LongWay(flows, km, exporter_gdp, market_gdp, population, elasticity)
    assert same(cells_of(score_world(world_of(flows, km, growth))), long_way.cells())


@given(some_flows, some_km)
@settings(max_examples=40, deadline=None)
def test_ranks_count_from_the_best(flows, km) -> None:
    best = score_world(world_of(flows, km, top=2))
    scores = {}
    for (i, j, _), (score, _, _) in LongWay(flows, km).cells().items():
        scores.setdefault((i, j), []).append(score)
    wanted = [
        (i, j, rank, score)
        for (i, j), found in sorted(scores.items())
        for rank, score in enumerate(sorted(found, reverse=True)[:2], 1)
    ]
    told = best.select(pl.col("exporter", "importer").cast(pl.String), "rank", "benchmark_usd").rows()
    assert [row[:3] for row in told] == [row[:3] for row in wanted]
    assert [row[3] for row in told] == pytest.approx([row[3] for row in wanted])


def test_the_golden_toy() -> None:
    flows = {
        (*pair, k): float(v) for pair, two in TOY.items() for k, v in zip(TOY_PRODUCTS, two, strict=True)
    }
    # The net-exporter term is left out of the toy: nobody buys under the name under which it sells.
    apart = {(i, f"{j}_", k): v for (i, j, k), v in flows.items()}
    km = km_rows({(i, f"{j}_"): 500.0 for i, j in TOY})
    world = prepare(lay_out(rows(apart)), km)
    pairs = pair_frame(world).filter(status="observed")
    assert {
        (i, j[:3]): e for i, j, e in pairs.select("exporter", "importer", "ease").iter_rows()
    } == pytest.approx(EASE, abs=5e-5)
    found = {key: cell[1] for key, cell in cells_of(score_world(world)).items()}
    assert {
        pair: tuple(round(found[pair[0], f"{pair[1]}_", k], 3) for k in TOY_PRODUCTS) for pair in TOY
    } == NEUTRAL_POTENTIAL


def apart_from_buyers(flows: dict) -> dict:
    return {(i, f"{j}_", k): v for (i, j, k), v in flows.items()}


@given(some_flows)
@settings(max_examples=40, deadline=None)
def test_p1_neutral_potentials_of_a_pair_add_up_to_its_trade(flows) -> None:
    apart = apart_from_buyers(flows)
    best = score_world(prepare(lay_out(rows(apart)), km_rows({key[:2]: 800.0 for key in apart})))
    added = (
        best.drop_nulls("potential_usd").group_by("exporter", "importer").agg(pl.col("potential_usd").sum())
    )
    told = {
        (i, j): v
        for i, j, v in added.with_columns(pl.col("exporter", "importer").cast(pl.String)).iter_rows()
    }
    trade = {}
    for (i, j, _), value in apart.items():
        trade[i, j] = trade.get((i, j), 0.0) + value
    assert told == pytest.approx(trade)


@given(some_flows, some_km, st.floats(min_value=1e-4, max_value=1e4))
@settings(max_examples=40, deadline=None)
def test_p2_scale_moves_every_amount_alike_and_no_ease(flows, km, factor) -> None:
    one, two = world_of(flows, km), world_of({key: v * factor for key, v in flows.items()}, km)
    assert one.ease == pytest.approx(two.ease)
    scaled = {
        key: tuple(None if v is None else v * factor for v in cell)
        for key, cell in cells_of(score_world(one)).items()
    }
    assert same(scaled, cells_of(score_world(two)))


@given(all_flows, st.fixed_dictionaries(dict.fromkeys(PAIRS, lengths)))
@settings(max_examples=40, deadline=None)
def test_p4_distance_only_penalises_and_only_what_is_unusual(flows, km) -> None:
    world, long_way = world_of(flows, km), LongWay(flows, km)
    place = {name: n for n, name in enumerate(COUNTRIES)}
    supply, demand = world.supply, demand_usd(world.trade)
    for (i, j, k), (score, _, _) in cells_of(score_world(world)).items():
        product = NAMES["products"].index(k)
        most = supply[place[i], product] * demand[place[j], product]
        deviation = abs(long_way.typical(j, k) - np.log(km[i, j]))
        assert score == pytest.approx(most * np.exp(-deviation))
        assert score <= most * (1 + 1e-12)


def test_p4_the_one_supplier_is_at_the_typical_distance() -> None:
    flows = {("IRN", "ARM", "760612"): 7.0}
    (cell,) = cells_of(score_world(world_of(flows, {("IRN", "ARM"): 431.0}))).values()
    assert cell == pytest.approx((7.0, 7.0, 7.0))


@given(all_flows, st.integers(min_value=1, max_value=5), st.integers(min_value=0, max_value=99))
@settings(max_examples=40, deadline=None)
def test_p5_regions_add_up_to_the_nation(flows, count, seed) -> None:
    world = world_of(flows)
    weights = np.random.default_rng(seed).uniform(0.01, 1, (count, len(NAMES["products"])))
    names = [f"R{n}" for n in range(count)]
    parts = score_blocks(regions(world.seller(1), names, weights / weights.sum(axis=0)), world.side, names)
    key, numbers = ["importer", "hs6"], pl.col("benchmark_usd", "potential_usd").sum()
    regional = pl.concat(parts).group_by(key).agg(numbers).sort(key)
    national = score_world(world).filter(exporter="IRN").group_by(key).agg(numbers).sort(key)
    assert regional.select(key).equals(national.select(key))
    for column in ("benchmark_usd", "potential_usd"):
        assert regional[column].to_list() == pytest.approx(national[column].to_list())


@given(some_flows, some_km, st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_of_the_rows_changes_nothing(flows, km, chance) -> None:
    mixed = list(flows.items())
    chance.shuffle(mixed)
    assert score_world(world_of(dict(mixed), km)).equals(score_world(world_of(dict(sorted(mixed)), km)))


def test_pairs_say_why_they_have_no_figure() -> None:
    km = {pair: 900.0 for pair in PAIRS if pair != ("IRN", "UZB")}
    flows = {("IRN", "ARM", "760612"): 8.0, ("ARM", "IRN", "760612"): 2.0, ("TUR", "UZB", "760612"): 1.0}
    pairs = pair_frame(world_of(flows, km))
    told = {
        (i, j): (s, e) for i, j, s, e in pairs.select("exporter", "importer", "status", "ease").iter_rows()
    }
    assert told["IRN", "ARM"] == ("observed", pytest.approx(8 / (8 * 8 / 11)))
    assert [
        told[pair]
        for pair in (("IRN", "UZB"), ("IRN", "IRN"), ("UZB", "IRN"), ("IRN", "TUR"), ("TUR", "IRN"))
    ] == [
        ("no_distance", None),
        ("itself", None),
        ("no_exports", None),
        ("no_imports", None),
        ("not_observed", None),
    ]
