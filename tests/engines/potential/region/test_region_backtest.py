"""The back-test of the allocation: against hand-made figures, without leaks, and honest about what it lacks."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from tests.engines.potential.region.evidence import AS_OF, SUPPLY_UNTIL, line

from karvan.engines.potential.region import Level, allocate, backtest_region
from karvan.errors import QuestionError

# 2021 was 60:40 and 100:300; 2022 is 75:25 and 200:200 (in 100,000 USD).
TWO_YEARS = pl.DataFrame(
    [
        (2021, "North", 40310, 6e6, 3_000_000),
        (2021, "South", 40310, 4e6, 1_000_000),
        (2021, "North", 40210, 1e7, 3_000_000),
        (2021, "South", 40210, 3e7, 1_000_000),
        (2022, "North", 40310, 7.5e6, 3_100_000),
        (2022, "South", 40310, 2.5e6, 1_000_000),
        (2022, "North", 40210, 2e7, 3_100_000),
        (2022, "South", 40210, 2e7, 1_000_000),
    ],
    schema=["year", "region", "hs6", "value_usd", "population"],
    orient="row",
)


def test_figures_equal_those_made_by_hand():
    record = backtest_region(TWO_YEARS).to_json()
    exports = record["levels"]["exports"]
    # Allocated 6, 4, 10, 30 of 10 and 40 million; true 7.5, 2.5, 20, 20.
    assert exports["cells"] == 4
    assert exports["overlap"] == pytest.approx((6 + 2.5 + 10 + 20) / 50)
    assert exports["median_factor"] == pytest.approx(np.median([7.5 / 6, 4 / 2.5, 2.0, 1.5]), rel=5e-3)
    assert exports["within_2x"] == 1.0
    stated = record["levels"]["stated"]  # the chapter's 16:34
    assert stated["overlap"] == pytest.approx((3.2 + 2.5 + 12.8 + 20) / 50)
    fallback = record["levels"]["fallback"]  # people, 3:1 in the earlier year
    assert fallback["overlap"] == pytest.approx((7.5 + 2.5 + 20 + 10) / 50)
    assert record["baseline"]["overlap"] == pytest.approx((5 + 2.5 + 20 + 20) / 50)
    assert record["levels"]["registry"] == {
        "evidence": "capacity x export share of the earlier year",
        "status": "not tested",
        "reason": "the table has no capacity of an earlier year",
    }
    assert (record["score_year"], record["evidence_year"], record["regions"]) == (2022, 2021, 2)
    assert record["overlap"] == exports["overlap"]
    assert record["grades"]["medium"] == "not tested"
    assert record["grades"]["high"]["cells"] == 4


def test_the_record_prints_what_stands_beside_an_allocation():
    record = backtest_region(TWO_YEARS)
    assert record.tested("medium") == "not tested"
    assert record.tested("high").startswith("median factor 1.55, overlap 0.77")


def test_an_allocation_carries_what_was_tested_of_its_grade():
    line_of_people = line(Level.FALLBACK, "XA-1", share=0.1)
    plain = allocate(
        "XAA",
        ["XA-1"],
        {"760110": 1.0},
        [line_of_people],
        hs_rev=2017,
        as_of=AS_OF,
        supply_until=SUPPLY_UNTIL,
    )
    record = backtest_region(TWO_YEARS)
    assert plain.of("XA-1", "760110").tested == "not tested"
    tested = plain.with_record(record.tested).of("XA-1", "760110")
    assert tested.tested == record.tested("fallback") != "not tested"


def test_texts_of_a_sheet_say_the_same():
    texts = TWO_YEARS.cast(pl.String)
    assert backtest_region(texts).to_json() == backtest_region(TWO_YEARS).to_json()


def test_one_year_tests_the_fallback_only():
    record = backtest_region(TWO_YEARS.filter(pl.col("year") == 2022).drop("year")).to_json()
    assert {name: one["status"] for name, one in record["levels"].items()} == {
        "exports": "not tested",
        "registry": "not tested",
        "stated": "not tested",
        "fallback": "tested",
    }
    assert (record["score_year"], record["evidence_year"]) == (None, None)


def test_without_any_evidence_nothing_is_tested():
    one = TWO_YEARS.filter(pl.col("year") == 2022).drop("year", "population")
    record = backtest_region(one).to_json()
    assert (record["median_factor"], record["cells"]) == (None, 0)
    assert set(record["grades"].values()) == {"not tested"}


def test_the_year_to_be_met_changes_no_allocation():
    """Half as much in the score year: the same shares are allocated, so overlaps keep to the truth's shares."""
    halved = TWO_YEARS.with_columns(
        pl.when(pl.col("year") == 2022)
        .then(pl.col("value_usd") / 2)
        .otherwise("value_usd")
        .alias("value_usd")
    )
    one, other = backtest_region(TWO_YEARS).to_json(), backtest_region(halved).to_json()
    assert one["levels"]["exports"]["overlap"] == pytest.approx(other["levels"]["exports"]["overlap"])
    assert one["levels"]["exports"]["median_factor"] == pytest.approx(
        other["levels"]["exports"]["median_factor"]
    )


def test_the_order_of_rows_changes_nothing():
    turned = TWO_YEARS.sample(fraction=1, shuffle=True, seed=1)
    assert backtest_region(turned).to_json() == backtest_region(TWO_YEARS).to_json()


def test_the_registry_is_weighed_by_export_shares():
    table = TWO_YEARS.with_columns(capacity=pl.lit(10.0), export_share=pl.Series([0.6, 0.2] * 4))
    registry = backtest_region(table).to_json()["levels"]["registry"]
    assert registry["overlap"] == pytest.approx((7.5 + 2.5 + 20 + 10) / 50)  # 3:1


@pytest.mark.parametrize(
    "table",
    [
        TWO_YEARS.drop("value_usd"),
        TWO_YEARS.drop("hs6"),
        TWO_YEARS.rename({"population": "people"}),
        TWO_YEARS.clear(),
        pl.concat([TWO_YEARS, TWO_YEARS]),
        TWO_YEARS.with_columns(value_usd=pl.lit(float("nan"))),
        TWO_YEARS.with_columns(value_usd=-pl.col("value_usd")),
        TWO_YEARS.with_columns(value_usd=pl.lit("much")),
        TWO_YEARS.with_columns(hs6=pl.lit("TOTAL")),
        TWO_YEARS.with_columns(year=pl.lit(float("nan"))),
        TWO_YEARS.with_columns(year=pl.lit(2021.5)),
        TWO_YEARS.with_columns(region=pl.lit(None, pl.String)),
        TWO_YEARS.filter(pl.col("region") == "North"),
        TWO_YEARS.with_columns(value_usd=pl.when(pl.col("year") == 2022).then(0.0).otherwise("value_usd")),
    ],
)
def test_a_table_that_cannot_be_scored_is_refused(table: pl.DataFrame):
    with pytest.raises(QuestionError):
        backtest_region(table)
