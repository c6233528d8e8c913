"""The small parts of the restored world, each against a hand computation."""

from __future__ import annotations

import math

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karvan.engines.potential.restore.additions import exporter_additions, importer_additions
from karvan.engines.potential.restore.alike import class_edges, corrected, half_coverage
from karvan.engines.potential.restore.carry import last_listed
from karvan.engines.potential.restore.coverage import fit_whole
from karvan.engines.potential.restore.listing import by_chapter, listed

PAIR = ["exporter", "importer"]


def flows(*rows: tuple[str, str, str, float]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=[*PAIR, "hs6", "value_usd"], orient="row")


def test_chapters_of_food_share_the_key_of_the_history():
    cells = by_chapter(
        flows(("AAA", "BBB", "080251", 5.0), ("AAA", "BBB", "800110", 7.0), ("AAA", "BBB", "760612", 2.0))
    )
    assert cells.rows() == [("AAA", "BBB", "76", 2.0), ("AAA", "BBB", "80", 12.0)]


def test_only_the_five_largest_of_each_list_are_listed():
    rows = [("AAA", f"M{at:02}", "76", float(10 - at)) for at in range(7)]
    rows.append(("BBB", "M06", "76", 1.0))
    cells = pl.DataFrame(rows, schema=[*PAIR, "hs2_key", "value_usd"], orient="row")
    # M05 buys from AAA alone and M06 from two: both stand in the importer's list, though not in AAA's.
    assert listed(cells).rows() == rows
    more = [("AAA", "M06", "76", 0.5)] + [(f"X{at}", "M06", "76", 2.0 + at) for at in range(5)]
    crowded = pl.DataFrame(rows[:6] + more, schema=cells.schema, orient="row")
    assert ("AAA", "M06", "76", 0.5) not in listed(crowded).rows()


def test_the_last_listed_year_is_before_the_year_and_its_chapters_are_added_up():
    history = pl.DataFrame(
        [
            (2018, "AAA", "BBB", "76", 3.0),
            (2019, "AAA", "BBB", "76", 4.0),
            (2019, "AAA", "BBB", "72", 5.0),
            (2020, "AAA", "BBB", "72", 0.0),  # below half a step: as good as not listed
            (2024, "AAA", "BBB", "72", 9.0),
            (2019, "AAA", "CCC", "72", 8.0),
        ],
        schema=["year", *PAIR, "hs2_key", "value_usd"],
        orient="row",
    )
    asked = pl.DataFrame([("AAA", "BBB"), ("BBB", "AAA")], schema=PAIR, orient="row")
    assert last_listed(history, 2024, asked).rows() == [("AAA", "BBB", 2019, 9.0)]


def test_figures_are_quantiles_of_the_ratios_of_pairs_predicted_alike():
    predicted = np.zeros(400)
    actual = np.concatenate([np.zeros(100), np.full(300, 2.0)])
    found = corrected(predicted, actual, np.array([math.log(10.0)]))
    assert found[0].tolist() == pytest.approx(
        [10 * float(np.quantile(actual, q)) for q in (0.5, 0.25, 0.75, 0.1, 0.9, 0.025, 0.975)]
    )


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 5), min_size=2, max_size=900), st.integers(0, 3))
def test_no_class_is_empty_however_tied_the_values_are(values, seed):
    column = np.array(values, dtype=float)
    edges = class_edges(column)
    classes = np.searchsorted(edges, column)
    assert set(classes) == set(range(len(edges) + 1))
    actual = np.random.default_rng(seed).random(len(column))
    low, high = corrected(column, actual, column)[:, 1::2], corrected(column, actual, column)[:, 2::2]
    assert (low <= high).all()
    assert (np.diff(low, axis=1) <= 0).all()
    assert (np.diff(high, axis=1) >= 0).all()


def test_intervals_taken_from_one_half_cover_the_other_half_as_promised():
    random = np.random.default_rng(4)
    predicted = random.normal(15.0, 2.0, 8000)
    actual = np.exp(predicted + random.normal(0.3, 0.8, 8000))
    found = half_coverage(predicted, actual, 0)
    assert found == pytest.approx({"50": 0.5, "80": 0.8, "95": 0.95}, abs=0.03)


def test_the_whole_of_a_pair_is_learned_from_pairs_whose_whole_is_seen():
    names = [f"C{at:03}" for at in range(60)]
    rows = [(a, b, "76", 1e6) for a in names[:20] for b in names[20:40]]
    cells = pl.DataFrame(rows, schema=[*PAIR, "hs2_key", "value_usd"], orient="row")
    unlisted = cells.with_columns(pl.lit("72").alias("hs2_key"))
    found = fit_whole(pl.concat([cells, unlisted]), cells)
    ratio, spread = found.log_ratio(np.log([1e6]))
    assert ratio.tolist() == pytest.approx([math.log(2.0)])
    assert spread.tolist() == pytest.approx([0.0], abs=1e-12)


def test_additions_are_sums_and_the_mean_distance_runs_over_the_known_ones():
    found = flows(
        ("AAA", "BBB", "760612", 30.0), ("CCC", "BBB", "760612", 10.0), ("DDD", "BBB", "760612", 60.0)
    )
    distances = pl.DataFrame(
        [("AAA", "BBB", 100.0), ("CCC", "BBB", 1000.0)], schema=[*PAIR, "distance_km"], orient="row"
    )
    assert exporter_additions(found).rows() == [
        ("AAA", "760612", 30.0),
        ("CCC", "760612", 10.0),
        ("DDD", "760612", 60.0),
    ]
    mean = round((30 * math.log(100) + 10 * math.log(1000)) / 40, 3)
    assert importer_additions(found, distances).rows() == [("BBB", "760612", 100.0, mean)]
    alone = importer_additions(found.filter(pl.col("exporter") == "DDD"), distances)
    assert alone.rows() == [("BBB", "760612", 60.0, None)]
