"""Every bad input is refused in words, or leaves an explicit unknown."""

from __future__ import annotations

import math

import numpy as np
import polars as pl
import pytest
from tests.engines.potential.world.worlds import COUNTRIES, NAMES, PRODUCTS, km_rows, rows, same_km, world_of

from karvan.engines.potential.world import (
    Growth,
    lay_out,
    lay_out_batches,
    pair_frame,
    pair_statuses,
    prepare,
    regions,
    score_world,
)
from karvan.errors import QuestionError

FLOWS = {("IRN", "ARM", "760612"): 5.0, ("ARM", "IRN", "200911"): 3.0, ("TUR", "ARM", "760612"): 2.0}


@pytest.mark.parametrize("value", [math.nan, -1.0, math.inf, None])
def test_values_that_are_no_amounts_are_refused(value: float | None) -> None:
    with pytest.raises(QuestionError, match="missing, infinite or negative"):
        lay_out(rows({**FLOWS, ("UZB", "ARM", "760612"): value}))


@pytest.mark.parametrize("spoil", [lambda table: table, lambda table: table.reverse()])
def test_a_key_with_several_values_is_refused(spoil) -> None:
    twice = pl.concat([rows(FLOWS), rows({("IRN", "ARM", "760612"): 6.0})]).sort(
        "exporter", "importer", "hs6"
    )
    with pytest.raises(QuestionError, match="several values"):
        lay_out(spoil(twice))


@pytest.mark.parametrize("column", ["hs_rev", "year"])
def test_mixed_revisions_and_years_are_refused(column: str) -> None:
    mixed = rows(FLOWS).with_columns(pl.Series(column, [2017, 2017, 2022]))
    with pytest.raises(QuestionError, match=f"mix several values of {column}"):
        lay_out(mixed)
    with pytest.raises(QuestionError, match="mix several values"):
        lay_out_batches(mixed.iter_slices(1), 3, **NAMES)


@pytest.mark.parametrize("code", ["76061", "7606123", "+10121", "76061A", "", "７６０６１２", "010199", None])
def test_codes_that_are_not_of_the_revision_are_refused(code: str | None) -> None:
    odd = rows(FLOWS).with_columns(pl.Series("hs6", ["760612", "200911", code]))
    with pytest.raises(QuestionError, match=r"names that are not among|without a name"):
        lay_out(odd, **NAMES)
    if code != "010199":
        with pytest.raises(QuestionError, match=r"not six digits|without a name"):
            lay_out(odd)


@pytest.mark.parametrize("name", ["exporter", "importer"])
def test_countries_outside_the_list_are_refused(name: str) -> None:
    odd = rows(FLOWS).with_columns(pl.lit("ZZZ").alias(name))
    with pytest.raises(QuestionError, match="first ZZZ"):
        lay_out(odd, **NAMES)


def test_no_rows_and_fewer_or_more_than_announced_are_refused() -> None:
    with pytest.raises(QuestionError, match="no flows"):
        lay_out(rows({}))
    for announced in (2, 4):
        with pytest.raises(QuestionError, match="announced"):
            lay_out_batches([rows(FLOWS)], announced, **NAMES)


def test_a_country_does_not_trade_with_itself() -> None:
    with pytest.raises(QuestionError, match="trades with itself: IRN"):
        lay_out(rows({**FLOWS, ("IRN", "IRN", "760612"): 1.0}))


@pytest.mark.parametrize("km", [0.0, -5.0, math.nan, math.inf, 1e9, None])
def test_distances_that_are_none_are_refused(km: float | None) -> None:
    with pytest.raises(QuestionError, match="distance is missing, not positive or longer"):
        world_of(FLOWS, {**same_km, ("IRN", "ARM"): km})


def test_a_pair_with_two_distances_is_refused() -> None:
    twice = pl.concat([km_rows(same_km), km_rows({("IRN", "ARM"): 2.0})])
    with pytest.raises(QuestionError, match="several distances"):
        prepare(lay_out(rows(FLOWS)), twice)


@pytest.mark.parametrize("ratio", [0.0, -1.0, math.nan, math.inf])
@pytest.mark.parametrize("name", ["exporter_gdp", "market_gdp", "market_population"])
def test_impossible_growth_is_refused(name: str, ratio: float) -> None:
    with pytest.raises(QuestionError, match=name):
        world_of(FLOWS, growth=Growth(**{name: np.array([1.0, 1.0, 1.0, ratio])}))
    with pytest.raises(QuestionError, match=name):
        world_of(FLOWS, growth=Growth(**{name: np.ones(3)}))


def test_an_elasticity_that_is_no_number_is_refused() -> None:
    with pytest.raises(QuestionError, match="elasticity"):
        world_of(FLOWS, growth=Growth(elasticity=math.nan))


@pytest.mark.parametrize("top", [0, -1, 65_536])
def test_a_number_to_keep_out_of_range_is_refused(top: int) -> None:
    with pytest.raises(QuestionError, match="between 1 and 65,535"):
        world_of(FLOWS, top=top)


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        (("IRN", "ARM", "no_flow"), "contradicts its flows"),
        (("UZB", "ARM", "observed"), "contradicts its flows"),
        (("IRN", "ARM", "perhaps"), "unheard-of status: perhaps"),
    ],
)
def test_statuses_that_contradict_the_flows_are_refused(pair: tuple[str, str, str], said: str) -> None:
    trade = lay_out(rows(FLOWS), **NAMES)
    table = pl.DataFrame([pair], schema=["exporter", "importer", "status"], orient="row")
    with pytest.raises(QuestionError, match=said):
        prepare(trade, km_rows(same_km), pair_status=pair_statuses(table, trade))


@pytest.mark.parametrize(
    "shares", [[[0.6] * 3, [0.6] * 3], [[-0.1] * 3, [0.5] * 3], [[math.nan] * 3] * 2, [[0.5] * 2] * 2]
)
def test_shares_of_regions_that_are_none_are_refused(shares: list[list[float]]) -> None:
    world = world_of(FLOWS)
    with pytest.raises(QuestionError, match=r"Shares of regions|shares do not fit"):
        regions(world.seller(1), ["Markazi", "Fars"], np.array(shares))


def test_who_sells_nothing_and_who_buys_nothing_have_a_reason_and_no_cells() -> None:
    world = world_of(FLOWS)
    status = {
        (i, j): (s, e)
        for i, j, s, e in pair_frame(world).select("exporter", "importer", "status", "ease").rows()
    }
    assert [status["UZB", j] for j in ("ARM", "IRN")] == [("no_exports", None)] * 2
    assert [status[i, "TUR"] for i in ("ARM", "IRN")] == [("no_imports", None)] * 2
    best = score_world(world)
    assert best.filter(pl.col("exporter") == "UZB").is_empty()
    assert best.filter(pl.col("importer") == "TUR").is_empty()


def test_one_product_only_has_its_figures() -> None:
    flows = {key: value for key, value in FLOWS.items() if key[2] == "760612"}
    best = score_world(prepare(lay_out(rows(flows)), km_rows(same_km)))
    # Iran sells 5 of 7 and Turkey 2 of 7 to the only market: with one product, potential is trade.
    told = best.select(pl.col("exporter").cast(pl.String), "rank", "potential_usd", "observed_usd").rows()
    assert told == [("IRN", 1, pytest.approx(5.0), 5.0), ("TUR", 1, pytest.approx(2.0), 2.0)]


def test_an_unknown_ease_leaves_the_potential_unknown() -> None:
    silent = score_world(world_of({**FLOWS, ("UZB", "IRN", "760612"): 4.0})).filter(status="not_observed")
    assert silent.height
    assert silent["potential_usd"].null_count() == silent["observed_usd"].null_count() == silent.height
    assert (silent["benchmark_usd"] > 0).all()


def test_no_figure_is_ever_not_a_number() -> None:
    zero = {**FLOWS, ("UZB", "IRN", "010121"): 0.0}
    world = world_of(zero)
    for table in (score_world(world), pair_frame(world)):
        floats = table.select(pl.col(pl.Float64).is_nan().any())
        assert not any(value for row in floats.rows() for value in row)
    assert (world.trade.exporters, world.trade.products) == (COUNTRIES, PRODUCTS)
