"""What a back-test reads: flows with the year they were first seen in, and the chapter history of all pairs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import polars as pl

from karvan.errors import UnreadableInput
from karvan.sources.files import damaged
from karvan.sources.shared_parquet.chapters import BACI_CHAPTERS
from karvan.sources.shared_parquet.flows import BACI, check_flows, once, positive
from karvan.sources.shared_parquet.frames import check_rule, scan

# The back-test of new flows reads what a cross-section must ignore.
_WITH_YEARS = replace(BACI, columns={"flows": (*BACI.columns["flows"], *BACI.ignored["flows"])}, ignored={})
_FIRST_YEAR_RULES = {
    "a value of 2017 is not positive": pl.col("value_2017_usd").is_null() | positive("value_2017_usd"),
    "a first year is none of 2017 to 2023": pl.col("first_year_seen").fill_null(2017).is_between(2017, 2023),
    "a value of 2017 stands at a flow of another first year": pl.col("value_2017_usd").is_null()
    | pl.col("first_year_seen").fill_null(0).eq(2017),
}
_PAIR_COLUMNS = ("year", "exporter", "importer", "hs2_key", "value_usd")


def read_first_years(path: Path) -> pl.DataFrame:
    """exporter, importer, hs6, value_usd (2024), value_2017_usd and first_year_seen (null: not seen or not told).

    Each flow once, in key order. Raises UnreadableInput, CorruptArchive, LayoutChanged, UnknownCode.
    """
    raw = scan(path, "flows", _WITH_YEARS)
    check_flows(raw, str(path), _FIRST_YEAR_RULES)
    rows = (
        once(raw, str(path))
        .rename({"value_2024_usd": "value_usd"})
        .with_columns(pl.col("value_usd").cast(pl.Float64))
    )
    return rows.collect().sort("exporter", "importer", "hs6")


def read_chapter_pairs(path: Path) -> pl.DataFrame:
    """year, exporter, importer, hs2_key, value_usd of a Parquet or CSV file, with more years than the copy's or fewer.

    Raises UnreadableInput, CorruptArchive, LayoutChanged.
    """
    if not path.is_file():
        raise UnreadableInput(
            "The file cannot be read: {problem}.",
            where=str(path),
            fix="Give a Parquet or CSV file with {columns}.",
            problem="there is no such file",
            columns=", ".join(_PAIR_COLUMNS),
        )
    try:
        frame = _lazy(path)
        names = frame.collect_schema().names()
        _check_columns(names, path)
        rows = frame.select(_PAIR_COLUMNS)
        check_rule(
            rows,
            {
                "a chapter key is not two digits": pl.col("hs2_key").cast(pl.String).str.contains(r"^\d\d$"),
                "a value is blank, negative or no number": pl.col("value_usd")
                .cast(pl.Float64)
                .is_between(0, 1e15),
                "a year is blank or no whole number": pl.col("year").cast(pl.Float64) % 1 == 0,
                "a country trades with itself": pl.col("exporter") != pl.col("importer"),
                "a country is not three letters": pl.all_horizontal(
                    pl.col("exporter", "importer").str.contains(r"^[A-Z][A-Z0-9]{2}$")
                ),
            },
            str(path),
        )
        return rows.with_columns(
            pl.col("year").cast(pl.Int32), pl.col("value_usd").cast(pl.Float64)
        ).collect()
    except (pl.exceptions.PolarsError, OSError) as cause:
        raise damaged(path, "table") from cause


def _lazy(path: Path) -> pl.LazyFrame:
    if path.suffix.lower() == ".csv":
        return pl.scan_csv(path, schema_overrides={"hs2_key": pl.String}, glob=False)
    return pl.scan_parquet(path, glob=False)


def _check_columns(names: list[str], path: Path) -> None:
    known = BACI_CHAPTERS.columns["pairs"]
    lacking = [name for name in _PAIR_COLUMNS if name not in names]
    strange = [name for name in names if name not in known]
    if lacking or strange:
        raise UnreadableInput(
            "The columns are not those of the chapter history: lacking {lacking}, unknown {strange}.",
            where=str(path),
            fix="Give {columns}; listed_by may stand there and is not used.",
            lacking=", ".join(lacking) or "none",
            strange=", ".join(strange) or "none",
            columns=", ".join(_PAIR_COLUMNS),
        )
