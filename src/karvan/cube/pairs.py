"""Pair totals with a status: a pair without a row is `no_flow` only if one of the two would have told."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from karvan.cube.reporting import LARGE_USD, Reporter, infer_reporters
from karvan.store.tables import declared

HISTORY_YEARS = 5
_RANK = {"low": 0, "medium": 1, "high": 2}


def once_large(chapter_pairs: pl.DataFrame, before: int) -> pl.DataFrame:
    """Pairs above the threshold in any of the last five years of world history before `before`.

    Years with few exporters are one country's own history, not the world's, and do not count.
    """
    years = (
        chapter_pairs.filter(pl.col("year") < before)
        .group_by("year")
        .agg(pl.col("exporter").n_unique().alias("exporters"))
        .filter(pl.col("exporters") > 100)
        .sort("year")["year"]
        .tail(HISTORY_YEARS)
    )
    yearly = _yearly(chapter_pairs.filter(pl.col("year").is_in(years.to_list())))
    return (
        yearly.filter(pl.col("value_usd") > LARGE_USD).select("exporter", "importer").unique().sort(pl.all())
    )


def reporting_of(pairs: pl.DataFrame, chapter_pairs: pl.DataFrame) -> dict[int, list[Reporter]]:
    """Inferred reporters by year of the observed `pairs` (year, exporter, importer, value_usd)."""
    found = {}
    for year in pairs["year"].unique().sort().to_list():
        now = pairs.filter(pl.col("year") == year)
        importers, exporters = set(now["importer"]), set(now["exporter"])
        large = [
            pair
            for pair in once_large(chapter_pairs, year).rows()
            if pair[0] in exporters and pair[1] in importers
        ]
        visible = set(now.select("exporter", "importer").rows())
        found[year] = infer_reporters(large, visible, exporters | importers) if large else []
    return found


def reporting_table(reporters: Mapping[int, list[Reporter]]) -> pl.DataFrame:
    """Table `reporting`."""
    rows = [
        (year, r.country, r.reports, r.confidence, r.vanished_partners, r.kept_share)
        for year, found in reporters.items()
        for r in found
    ]
    return pl.DataFrame(rows, schema=declared("reporting").schema, orient="row")


def pair_table(pairs: pl.DataFrame, reporters: Mapping[int, list[Reporter]]) -> pl.DataFrame:
    """Table `pair_totals`: every pair of the countries in the release, with or without a row."""
    years = sorted(pairs["year"].unique().to_list())
    grids = [_grid(pairs.filter(pl.col("year") == year), year, reporters.get(year, [])) for year in years]
    return pl.concat(grids).select(list(declared("pair_totals").schema))


def _yearly(chapter_pairs: pl.DataFrame) -> pl.DataFrame:
    return chapter_pairs.group_by("year", "exporter", "importer").agg(pl.col("value_usd").sum())


def _grid(now: pl.DataFrame, year: int, reporters: list[Reporter]) -> pl.DataFrame:
    countries = sorted(set(now["exporter"]) | set(now["importer"]))
    one = pl.DataFrame({"exporter": countries})
    grid = one.join(pl.DataFrame({"importer": countries}), how="cross").filter(
        pl.col("exporter") != pl.col("importer")
    )
    sides = pl.DataFrame(
        [(r.country, r.reports, _RANK[r.confidence]) for r in reporters],
        schema={"country": pl.String, "reports": pl.Boolean, "rank": pl.Int8},
        orient="row",
    )
    known = grid.join(
        now.select("exporter", "importer", "value_usd"), on=["exporter", "importer"], how="left"
    )
    for side in ("exporter", "importer"):
        renamed = sides.rename({"country": side, "reports": f"{side}_reports", "rank": f"{side}_rank"})
        known = known.join(renamed, on=side, how="left")
    return _with_status(known, sorted(set(now["importer"]))).with_columns(year=pl.lit(year, dtype=pl.Int16))


def _with_status(grid: pl.DataFrame, importers: list[str]) -> pl.DataFrame:
    count = pl.col("exporter_reports").cast(pl.Int8) + pl.col("importer_reports").cast(pl.Int8)
    reporting = (
        pl.when(count == 2)
        .then(pl.lit("both"))
        .when(count == 1)
        .then(pl.lit("one"))
        .when(count == 0)
        .then(pl.lit("none"))
        .otherwise(pl.lit("unknown"))
    )
    weakest = pl.min_horizontal("exporter_rank", "importer_rank").fill_null(0)
    absent = (
        pl.when(~pl.col("importer").is_in(importers))
        .then(pl.lit("importer_missing"))
        .when(pl.col("reporting") == "none")
        .then(pl.lit("not_observed"))
        .when(pl.col("reporting") == "unknown")
        .then(pl.lit("unknown"))
        .otherwise(pl.lit("no_flow"))
    )
    return grid.with_columns(
        reporting=reporting,
        confidence=weakest.replace_strict(
            {rank: word for word, rank in _RANK.items()}, return_dtype=pl.String
        ),
    ).with_columns(
        status=pl.when(pl.col("value_usd").is_not_null()).then(pl.lit("observed")).otherwise(absent)
    )
