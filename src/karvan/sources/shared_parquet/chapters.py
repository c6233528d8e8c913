"""Three decades of trade by chapter key: pairs (the five largest partners each way) and country totals."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

import polars as pl

from karvan.sources.contract import Issue, Reading, describe
from karvan.sources.files import content_sha256
from karvan.sources.shared_parquet.frames import check_countries, check_rule, scan
from karvan.store.tables import declared

BACI_CHAPTERS = describe("baci_chapters", folder="shared_parquet")
_KEY = ["year", "exporter", "importer", "hs2_key"]
_NOTES = (
    "A pair that is not listed is unknown, not zero: at most as large as the fifth listed partner.",
    "Values stand in steps of 10,000 USD; 0 means below half a step.",
    "Chapters 01 to 09 lost their zero before the key was cut: fifteen keys mix two chapters.",
)


def read_chapter_history(
    pairs: Path,
    own_pairs: Path,
    totals: Path,
    *,
    world_years: Collection[int] | None = None,
    always: Collection[str] = (),
    totals_from: int = 0,
) -> Reading:
    """Tables `chapter_pairs` and `chapter_totals`.

    `pairs` holds the world, `own_pairs` one country as exporter over more years; equal keys are merged
    and a difference between the two is an issue (the world's row is used). Of the world, `world_years` are
    kept (None = all), and every year of pairs with a country of `always`. Totals begin in `totals_from`.
    Raises UnreadableInput, CorruptArchive, LayoutChanged, UnknownCode.
    """
    world, own = _pairs(pairs), _pairs(own_pairs).collect()
    kept = _of_interest(world, world_years, always)
    merged = pl.concat([kept, own.join(kept, on=_KEY, how="anti")])
    sums = _totals(totals).filter(pl.col("year") >= totals_from).collect()
    return Reading(
        tables={"chapter_pairs": merged, "chapter_totals": sums},
        label=f"hs92-{BACI_CHAPTERS.extra['release'].lower()}",
        content_sha256=content_sha256(pairs, own_pairs, totals),
        published_on=None,
        coverage=_coverage(merged, own, sums, world_years),
        hs_rev=BACI_CHAPTERS.extra["hs_rev"],
        issues=_differences(world, own, own_pairs.name),
        notes=_NOTES,
    )


def _pairs(path: Path) -> pl.LazyFrame:
    raw = scan(path, "pairs", BACI_CHAPTERS)
    words: dict[int, str] = BACI_CHAPTERS.extra["listed_by"]
    _check_keys(raw, path, "exporter", "importer")
    check_rule(
        raw,
        {
            "a value is blank or negative": pl.col("value_usd") >= 0,
            "listed_by is none of the known numbers": pl.col("listed_by").is_in(list(words)),
        },
        str(path),
    )
    return raw.with_columns(
        pl.col("value_usd").cast(pl.Float64),
        pl.col("listed_by").replace_strict(words, return_dtype=pl.String),
    ).select(declared("chapter_pairs").schema.keys())


def _totals(path: Path) -> pl.LazyFrame:
    raw = scan(path, "totals", BACI_CHAPTERS)
    _check_keys(raw, path, "country")
    value = pl.col("exports_usd", "imports_usd")
    check_rule(raw, {"a value is negative": pl.all_horizontal(value.fill_null(0) >= 0)}, str(path))
    return raw.select(declared("chapter_totals").schema.keys())


def _check_keys(raw: pl.LazyFrame, path: Path, *countries: str) -> None:
    check_rule(raw, {"a chapter key is not two digits": pl.col("hs2_key").str.contains(r"^\d\d$")}, str(path))
    for column in countries:
        codes = raw.select(pl.col(column).unique()).collect().to_series().to_list()
        check_countries(codes, BACI_CHAPTERS, str(path))


def _of_interest(
    world: pl.LazyFrame, world_years: Collection[int] | None, always: Collection[str]
) -> pl.DataFrame:
    if world_years is None:
        return world.collect()
    is_own = pl.col("exporter").is_in(sorted(always)) | pl.col("importer").is_in(sorted(always))
    return world.filter(pl.col("year").is_in(sorted(world_years)) | is_own).collect()


def _differences(world: pl.LazyFrame, own: pl.DataFrame, file: str) -> tuple[Issue, ...]:
    """One issue when rows of the same key say something else in the two files."""
    both = world.join(own.lazy(), on=_KEY, how="inner", suffix="_own")
    unequal = both.filter(
        (pl.col("value_usd") != pl.col("value_usd_own")) | (pl.col("listed_by") != pl.col("listed_by_own"))
    )
    rows = unequal.sort(_KEY).collect()
    if rows.is_empty():
        return ()
    return (Issue(file, f"{rows.height} rows differ from the world's, first {rows.select(_KEY).row(0)}"),)


def _coverage(
    merged: pl.DataFrame, own: pl.DataFrame, sums: pl.DataFrame, world_years: Collection[int] | None
) -> dict[str, Any]:
    """Years of the world's pairs, of one country's own pairs, and of the totals.

    Outside the world's years a pair is there only when it has one of the countries kept always.
    """
    return {
        "years": sorted(merged["year"].unique().to_list()),
        "world_years": None if world_years is None else sorted(world_years),
        "own_years": {
            country: sorted(own.filter(pl.col("exporter") == country)["year"].unique().to_list())
            for country in sorted(own["exporter"].unique())
        },
        "totals_years": sorted(sums["year"].unique().to_list()),
    }
