"""The back-test of the spread: a law that is found again, hidden pairs that stay hidden, the real figure."""

from __future__ import annotations

import json

import numpy as np
import polars as pl
import pytest
from tests.engines.potential.unseen.test_unseen_real import distances, flows, size
from tests.engines.potential.unseen.worlds import Small, small_world
from tests.sources.whole_way import needs_shared

from karvan.engines.potential.spread import SpreadRecord, backtest_spread
from karvan.engines.potential.spread.draw import CLASSES, draw_pairs, size_class
from karvan.engines.potential.spread.score import overlap
from karvan.engines.potential.spread.shares import Exponents, Group
from karvan.errors import QuestionError, UnreadableInput


def world() -> Small:
    small = small_world(noise=2.5)
    pair = pl.col("value_usd").sum().over("exporter", "importer")
    scaled = pl.col("value_usd") * 10**8 / pair.median()
    return Small(small.flows.with_columns(scaled.alias("value_usd")), small.distances, small.size)


SMALL = world()
NAMED = (("C00", "C01"), ("C02", "C03"))


def run(small: Small) -> SpreadRecord:
    return backtest_spread(
        small.flows, small.distances, small.size, named=NAMED, others=8, training=20, seed=3
    )


RECORD = run(SMALL)


def test_where_supply_times_demand_makes_the_flows_the_blend_finds_it():
    assert RECORD.all_pairs.pairs == 10
    assert RECORD.all_pairs.mean["supply_x_demand"] > 0.8
    assert RECORD.all_pairs.mean["blend"] > 0.8
    assert RECORD.all_pairs.mean["blend"] > RECORD.all_pairs.mean["exporter_profile"]


def test_the_same_seed_gives_the_same_record_and_it_is_json():
    assert run(SMALL) == RECORD
    assert json.loads(json.dumps(RECORD.to_json()))["pairs"][0]["exporter"] == "C00"


def test_hidden_flows_do_not_reach_the_exponents():
    hidden = pl.DataFrame(
        [(one.exporter, one.importer) for one in RECORD.pairs], ["exporter", "importer"], orient="row"
    )
    swapped = SMALL.flows.join(hidden, on=["exporter", "importer"]).with_columns(
        pl.col("value_usd").reverse().over("exporter", "importer")
    )
    rest = SMALL.flows.join(hidden, on=["exporter", "importer"], how="anti")
    other = run(Small(pl.concat([rest, swapped.select(rest.columns)]), SMALL.distances, SMALL.size))
    assert other.exponents == RECORD.exponents
    assert other.all_pairs != RECORD.all_pairs


def test_draws_are_stratified_seeded_and_leave_out_what_is_named():
    totals = SMALL.flows.group_by("exporter", "importer").agg(pl.col("value_usd").sum())
    drawn = draw_pairs(totals, 8, NAMED, 1)
    value = {(i, j): v for i, j, v in totals.rows()}
    assert drawn == draw_pairs(totals, 8, NAMED, 1) != draw_pairs(totals, 8, NAMED, 2)
    assert [size_class(value[one]) for one in drawn] == [name for name in CLASSES for _ in range(2)]
    assert not set(drawn) & set(NAMED)


def test_overlap_is_by_hand_and_weighted_by_chapter_value():
    even = Group(np.arange(2), np.array([[0.5, 0.5]] * 4), 100.0)
    one = Group(np.arange(2, 4), np.array([[1.0, 0.0]] * 4), 300.0)
    found = overlap(
        [even, one], [np.array([0.8, 0.2]), np.array([0.5, 0.5])], Exponents((0.0,) * 4, (0.0,) * 4)
    )
    assert found["exporter_profile"] == pytest.approx(0.25 * 0.7 + 0.75 * 0.5)
    assert found["blend"] == pytest.approx(0.25 * 0.7 + 0.75 * 1.0)


def test_too_few_pairs_and_unseen_names_are_refused():
    with pytest.raises(UnreadableInput, match="are to be drawn"):
        backtest_spread(SMALL.flows, SMALL.distances, SMALL.size, named=NAMED, others=4000)
    gone = SMALL.flows.filter(pl.col("exporter") != "C00")
    with pytest.raises(QuestionError, match="C00-C01"):
        backtest_spread(gone, SMALL.distances, SMALL.size, named=NAMED, others=4, training=4)


@pytest.mark.slow
@needs_shared
def test_on_the_flows_of_2024_the_blend_beats_both_profiles():
    found = backtest_spread(flows(), distances(), size())
    assert found.all_pairs.pairs == 53
    assert [one.importer for one in found.pairs[:3]] == ["UZB", "ARM", "TUR"]
    assert found.all_pairs.mean["blend"] > 0.60
    for baseline in ("exporter_profile", "importer_profile"):
        low = found.all_pairs.lead[baseline][1]
        assert low is not None
        assert low > 0.1
