"""Bulk schedules: one Parquet file of lines beside the dated, cited entry that says what it is."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import polars as pl

from karvan.errors import PackError
from karvan.sources.packs.law_envelope import country, envelope
from karvan.sources.packs.study import Fact, Pack
from karvan.store.tables import declared

FOLDER = "schedules"
COLUMNS = {
    "code": pl.String(),
    "description": pl.String(),
    "unit": pl.String(),
    "rate_text": pl.String(),
    "rate": pl.String(),
    "status": pl.String(),
    "footnote": pl.String(),
    "edition": pl.Date(),
}


def lines(packs: Iterable[Pack]) -> pl.DataFrame:
    """Lines of all schedules with the dates and citations of their entries."""
    wanted = declared("pack_schedule_lines").schema
    found = [_dated(pack, fact) for pack in packs for fact in pack.facts("schedules.yml")]
    return pl.concat([pl.DataFrame(schema=wanted), *(frame.select(list(wanted)) for frame in found)])


def path_of(fact: Fact) -> Path:
    """Where the lines of a schedule lie."""
    return fact.page.path.parent / FOLDER / str(fact.values["file"])


def fault(fact: Fact) -> PackError | None:
    """What is wrong with the file of a schedule."""
    path = path_of(fact)
    if not path.is_file():
        return fact.page.wrong(
            fact.line,
            "The schedule's file {file} is missing.",
            "Put it into {folder}/.",
            file=path.name,
            folder=FOLDER,
        )
    try:
        schema = pl.read_parquet_schema(path)
    except (OSError, pl.exceptions.PolarsError) as cause:
        return fact.page.wrong(
            fact.line, "The schedule's file {file} is no Parquet: {problem}.", "Build it again.",
            file=path.name, problem=str(cause).splitlines()[0],
        )  # fmt: skip
    if dict(schema) != COLUMNS:
        return fact.page.wrong(
            fact.line,
            "The schedule's file {file} has other columns than a schedule.",
            "Needed columns: {columns}.",
            file=path.name,
            columns=", ".join(COLUMNS),
        )
    return None


def _dated(pack: Pack, fact: Fact) -> pl.DataFrame:
    same = {
        "schedule": fact.values["id"],
        **{key: fact.values[key] for key in ("branch", "direction")},
        **envelope(pack, fact.values),
        "pack": pack.id,
        "country": country(pack),
    }
    columns = [
        pl.lit(value, dtype=declared("pack_schedule_lines").schema[key]).alias(key)
        for key, value in same.items()
    ]
    return pl.read_parquet(path_of(fact)).with_columns(columns)
