"""The measured figures on the real file; about a minute and a half, so only with `make test-slow`."""

from __future__ import annotations

import polars as pl
import pytest
from tests.engines.potential.unseen.test_unseen_real import distances
from tests.sources.whole_way import SHARED, needs_shared

from karvan.cube.reporting import LARGE_USD, infer_reporters
from karvan.engines.potential.new_flows import backtest_flows

KEY = ["exporter", "importer", "hs6"]
TRADE = SHARED / "trade"


def flows() -> pl.DataFrame:
    columns = [*KEY, "value_2017_usd", "first_year_seen"]
    # Two countries (PNG, KNA) stand in the file with identical rows several times.
    return pl.read_parquet(TRADE / "baci_hs17_flows_2024.parquet", columns=columns).unique().sort(KEY)


def silent(seen: pl.DataFrame, importers: set[str], first: int, last: int) -> frozenset[str]:
    """Countries inferred not to report, from pairs large in the years `first`-`last` that `seen` lacks."""
    history = pl.read_parquet(TRADE / "baci_hs92_chapter_pairs_1995_2019.parquet")
    by_year = history.filter(pl.col("year").is_between(first, last)).group_by("year", "exporter", "importer")
    large = by_year.agg(pl.col("value_usd").sum()).filter(pl.col("value_usd") > LARGE_USD)
    once = [(i, j) for i, j in large.select("exporter", "importer").unique().rows() if j in importers]
    visible = {(i, j) for i, j in seen.select("exporter", "importer").unique().rows()}
    found = infer_reporters(once, visible, importers | set(seen["exporter"]))
    return frozenset(one.country for one in found if not one.reports)


def imports_2017_usd(importers: set[str]) -> float:
    totals = pl.read_parquet(TRADE / "baci_hs92_chapter_totals_1995_2023.parquet")
    return float(
        totals.filter(pl.col("country").is_in(importers), pl.col("year") == 2017)["imports_usd"].sum()
    )


@pytest.mark.slow
@needs_shared
def test_learned_chances_beat_every_plain_score_on_markets_that_did_not_teach_them():
    table = flows()
    importers = set(table["importer"])
    found = backtest_flows(
        table,
        distances(),
        silent_2017=silent(table.drop_nulls("value_2017_usd"), importers, 2012, 2016),
        silent_2024=silent(table, importers, 2015, 2019),
        imports_2017_usd=imports_2017_usd(importers),
    )
    began = [one.market for one in found.markets if one.reporting_changed]
    assert began == ["UZB", "AZE", "QAT", "SAU", "EGY"]
    assert found.survivorship == pytest.approx(0.852, abs=0.001)
    assert found.mean["learned"]["auc"] == pytest.approx(0.8485, abs=0.003)
    for measures in found.lead.values():
        for difference in measures.values():
            assert difference is not None
            assert difference[1] > 0
