"""The two public verbs on a small world."""

from __future__ import annotations

import functools
import json

import numpy as np
import polars as pl
import pytest
from tests.engines.potential.unseen.worlds import Small, small_world

from karvan.engines.potential.unseen import Settings, UnseenRecord, backtest_unseen, estimate_unseen
from karvan.errors import QuestionError, UnreadableInput

QUICK = Settings(floor_usd=1e4, groups=2, steps=30)
SMALL = small_world()
MISSING = [("C01", "C02"), ("C02", "C01"), ("C05", "C09"), ("C11", "C04")]
WANTED = pl.DataFrame(MISSING, ["exporter", "importer"], orient="row")


@functools.cache
def record(hidden: str, inputs: str) -> UnseenRecord:
    return backtest_unseen(
        SMALL.flows,
        SMALL.distances,
        SMALL.size,
        hidden=hidden,
        inputs=inputs,
        folds=2,
        seed=3,
        settings=QUICK,
    )


def estimate(small: Small, wanted: pl.DataFrame, **changes: pl.DataFrame) -> pl.DataFrame:
    seen = small.flows.join(WANTED, on=["exporter", "importer"], how="anti")
    tables = {
        "observed": seen.group_by("exporter", "importer").agg(pl.col("value_usd").sum()),
        "exporter_products": seen.group_by("exporter", "hs6").agg(pl.col("value_usd").sum()),
        "importer_products": seen.group_by("importer", "hs6").agg(pl.col("value_usd").sum()),
    } | changes
    return estimate_unseen(
        **tables,
        distances=small.distances,
        size=small.size,
        wanted=wanted,
        silent=frozenset(),
        settings=QUICK,
    )


def test_the_record_is_json_and_counts_every_pair_once():
    found = record("pairs", "full")
    totals = SMALL.flows.group_by("exporter", "importer").agg(pl.col("value_usd").sum())
    assert found.pairs == (totals["value_usd"] > 1e7).sum()
    assert json.loads(json.dumps(found.to_json()))["median_factor"] == found.median_factor
    assert found.strata["above floor"].pairs == (totals["value_usd"] > 1e4).sum()
    assert sum(one.pairs for name, one in found.strata.items() if name.startswith("predicted")) == len(totals)


@pytest.mark.parametrize(("hidden", "inputs"), [("pairs", "full"), ("both_ways", "bundle")])
def test_gravity_made_trade_is_found_again(hidden: str, inputs: str):
    found = record(hidden, inputs)
    assert found.median_factor is not None
    assert found.median_factor < 1.6
    assert found.coverage_50 < found.coverage_80 < found.coverage_95


def test_silent_blocks_leave_some_pairs_to_score():
    found = record("silent_blocks", "bundle")
    assert 0 < found.strata["above floor"].pairs <= 2 * 7 * 6


def test_estimates_come_in_the_asked_order_with_nested_intervals():
    found = estimate(SMALL, WANTED)
    assert found.select("exporter", "importer").rows() == MISSING
    assert found["status"].to_list() == ["estimated"] * 4
    ordered = ["low_95_usd", "low_80_usd", "low_50_usd", "high_50_usd", "high_80_usd", "high_95_usd"]
    assert (np.diff(found.select(ordered).to_numpy(), axis=1) >= 0).all()
    actual = (
        SMALL.flows.join(WANTED, on=["exporter", "importer"])
        .group_by("exporter", "importer")
        .agg(pl.col("value_usd").sum())
    )
    both = found.join(actual, on=["exporter", "importer"])
    assert np.exp(np.median(np.abs(np.log(both["estimate_usd"] / both["value_usd"])))) < 2.5


def test_a_country_without_any_trade_is_unknown_not_zero():
    found = estimate(SMALL, pl.DataFrame({"exporter": ["ZZZ", "C01"], "importer": ["C01", "C01"]}))
    assert found["status"].to_list() == ["unknown", "unknown"]
    assert found["estimate_usd"].to_list() == [None, None]


def test_an_observed_pair_is_not_estimated():
    with pytest.raises(QuestionError, match="C01-C03 is observed"):
        estimate(SMALL, pl.DataFrame({"exporter": ["C01"], "importer": ["C03"]}))
    with pytest.raises(QuestionError, match="twice"):
        estimate(SMALL, pl.concat([WANTED, WANTED]))


@pytest.mark.parametrize("bad", [float("nan"), -1.0, 0.0, None, float("inf")])
def test_unclean_values_are_refused(bad: float | None):
    flows = SMALL.flows.with_columns(
        pl.when(pl.int_range(pl.len()) == 5)
        .then(pl.lit(bad, pl.Float64))
        .otherwise(pl.col("value_usd"))
        .alias("value_usd")
    )
    with pytest.raises(UnreadableInput, match="not finite"):
        backtest_unseen(flows, SMALL.distances, SMALL.size)


def test_duplicates_missing_columns_and_empty_tables_are_refused():
    with pytest.raises(UnreadableInput, match="twice"):
        backtest_unseen(pl.concat([SMALL.flows, SMALL.flows.head(1)]), SMALL.distances, SMALL.size)
    with pytest.raises(UnreadableInput, match="lacks hs6"):
        backtest_unseen(SMALL.flows.drop("hs6"), SMALL.distances, SMALL.size)
    with pytest.raises(UnreadableInput, match="no rows"):
        backtest_unseen(SMALL.flows.clear(), SMALL.distances, SMALL.size)
    with pytest.raises(UnreadableInput, match="too few"):
        backtest_unseen(SMALL.flows.filter(pl.col("exporter") == "C01"), SMALL.distances, SMALL.size)
