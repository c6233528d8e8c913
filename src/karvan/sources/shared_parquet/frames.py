"""Scanning the copy's Parquet files and refusing what their descriptions do not know."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import polars as pl
import pycountry

from karvan.errors import LayoutChanged, UnknownCode, UnreadableInput
from karvan.sources.contract import Description, check_columns
from karvan.sources.files import damaged

_TEXTS = frozenset({"exporter", "importer", "country", "hs6", "hs2_key"})


def scan(path: Path, file: str, description: Description) -> pl.LazyFrame:
    """The file as a lazy frame with the columns that are read.

    Raises UnreadableInput, CorruptArchive, LayoutChanged.
    """
    if not path.is_file():
        raise UnreadableInput(
            "The file cannot be read: {problem}.",
            where=str(path),
            fix="Give the folder of the shared data.",
            problem="there is no such file",
        )
    try:
        frame = pl.scan_parquet(path, glob=False)
        schema = frame.collect_schema()
    except (pl.exceptions.PolarsError, OSError) as cause:
        raise damaged(path, "Parquet file") from cause
    check_columns(schema.names(), description, file, str(path))
    rows = frame.select(description.columns[file])
    check_kinds(rows.collect_schema(), str(path))
    return rows


def check_kinds(schema: pl.Schema, where: str) -> None:
    """Codes are text, so that they keep their zeros; all the rest are numbers.

    Raises LayoutChanged naming the columns that are of another kind.
    """
    wrong = [
        name
        for name, kind in schema.items()
        if not (kind == pl.String if name in _TEXTS else kind.is_numeric())
    ]
    if wrong:
        raise LayoutChanged(
            "These columns are of another kind than expected: {columns}.",
            where=where,
            fix="Codes are text, values and years are numbers.",
            columns=", ".join(wrong),
        )


def check_countries(codes: Collection[str], description: Description, where: str) -> None:
    """Every code is ISO 3166-1 or named in the description.

    Raises UnknownCode.
    """
    known = {country.alpha_3 for country in pycountry.countries} | description.extra["beyond_iso"].keys()
    unknown = sorted(set(codes) - known)
    if unknown:
        raise UnknownCode(
            "These codes are neither countries of ISO 3166-1 nor codes of BACI: {codes}.",
            where=where,
            fix="If BACI has a new code, add it to the description by name.",
            codes=", ".join(unknown),
        )


def check_rule(frame: pl.LazyFrame, rules: dict[str, pl.Expr], where: str) -> None:
    """Every row keeps every rule, in one pass; a rule on a blank cell is not kept.

    Raises LayoutChanged naming the first rule that some rows break.
    """
    broken = frame.select(
        (~rule.fill_null(value=False)).sum().alias(problem) for problem, rule in rules.items()
    ).collect()
    for problem in rules:
        if broken[problem].item():
            raise LayoutChanged(
                "{rows} rows cannot be used: {problem}.",
                where=where,
                fix="Get the file again; if it was made anew, karvan's reader must follow.",
                rows=broken[problem].item(),
                problem=problem,
            )
