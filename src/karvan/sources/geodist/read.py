"""Distances and what two countries share; old country codes become those of the trade data."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import polars as pl
import pycountry
from ruamel.yaml import YAML

from karvan.errors import LayoutChanged
from karvan.sources.contract import Issue, Reading, check_columns, describe
from karvan.sources.files import content_sha256, read_parquet, read_sheet
from karvan.store.tables import declared

DESCRIPTION = describe("geodist")
_LOOKUPS: Mapping[str, Mapping[str, Any]] = YAML(typ="safe", pure=True).load(
    files("karvan.sources.geodist").joinpath("lookups.yml").read_text(encoding="utf-8")
)
_KM = {"distance_km": "dist", "capital_distance_km": "distcap", "weighted_distance_km": "distw"}
_IS = {
    "is_contiguous": "contig",
    "has_common_official_language": "comlang_off",
    "has_common_spoken_language": "comlang_ethno",
    "has_colonial_link": "colony",
}


def read(path: Path, codes_in_use: Collection[str] | None = None) -> Reading:
    """Table `distances` from dist_cepii as .xlsx, .csv or .parquet.

    `coverage["missing"]` lists the countries without a row: those of `codes_in_use` (the trade data's),
    or of ISO 3166-1 when none are given. Raises LayoutChanged, CorruptArchive, UnreadableInput.
    """
    where = str(path)
    raw = read_parquet(path) if path.suffix.lower() == ".parquet" else read_sheet(path)
    check_columns(raw.columns, DESCRIPTION, "dist_cepii", where)
    renamed = _with_codes(raw)
    placed, issues = _without_strangers(renamed, path.name)
    frame = _table(placed, where)
    countries = set(frame["exporter"]) | set(frame["importer"])
    missing = sorted((set(codes_in_use) if codes_in_use else _iso()) - countries)
    return Reading(
        tables={"distances": frame},
        label="geodist",
        content_sha256=content_sha256(path),
        published_on=None,
        coverage={"countries": len(countries), "missing": missing},
        issues=issues,
        notes=(
            "SCG is Serbia and Montenegro before 2006; SRB and MNE have no row of their own.",
            "SDN is Sudan before 2011, with what is now South Sudan; SSD has no row.",
        ),
    )


def _with_codes(raw: pl.DataFrame) -> pl.DataFrame:
    codes = dict(_LOOKUPS["renamed"])
    return raw.with_columns(exporter=pl.col("iso_o").replace(codes), importer=pl.col("iso_d").replace(codes))


def _without_strangers(raw: pl.DataFrame, file: str) -> tuple[pl.DataFrame, tuple[Issue, ...]]:
    """Rows between known countries, and an issue for every code that nobody can place."""
    known = _iso() | _LOOKUPS["beyond_iso"].keys()
    strangers = sorted((set(raw["exporter"]) | set(raw["importer"])) - known)
    issues = tuple(
        Issue(file, f"country code {code} is neither ISO 3166-1 nor in lookups.yml: its rows are left out")
        for code in strangers
    )
    is_known = ~pl.col("exporter").is_in(strangers) & ~pl.col("importer").is_in(strangers)
    return raw.filter(is_known), issues


def _table(raw: pl.DataFrame, where: str) -> pl.DataFrame:
    try:
        frame = raw.select(
            "exporter",
            "importer",
            *(_number(raw, column).alias(name) for name, column in _KM.items()),
            *(_flag(raw, column).alias(name) for name, column in _IS.items()),
        )
    except pl.exceptions.InvalidOperationError as cause:
        raise _odd("a distance or a flag is not a number", where) from cause
    _check(frame, where)
    return frame.select(declared("distances").schema.keys())


def _number(raw: pl.DataFrame, column: str) -> pl.Expr:
    """Kilometres; the publisher writes a full stop where it has none."""
    if raw.schema[column] != pl.String:
        return pl.col(column).cast(pl.Float64)
    return pl.col(column).str.strip_chars().replace({"": None, ".": None}).cast(pl.Float64)


def _flag(raw: pl.DataFrame, column: str) -> pl.Expr:
    """Null, and so refused below, for anything but 0 and 1."""
    return _number(raw, column).replace_strict({0.0: False, 1.0: True}, default=None, return_dtype=pl.Boolean)


def _check(frame: pl.DataFrame, where: str) -> None:
    needed = [name for name in frame.columns if name != "weighted_distance_km"]
    blank = [name for name in needed if frame[name].null_count()]
    if blank:
        raise _odd(f"blank or impossible cells in {', '.join(blank)}", where)
    if frame.select(pl.any_horizontal(pl.col(list(_KM)) <= 0).any()).item():
        raise _odd("a distance is not positive", where)
    twice = frame.filter(pl.struct("exporter", "importer").is_duplicated())
    if twice.height:
        pair = f"{twice['exporter'][0]}-{twice['importer'][0]}"
        raise _odd(f"{twice.height} rows fall on the same pair of countries, first {pair}", where)


def _iso() -> set[str]:
    return {country.alpha_3 for country in pycountry.countries}


def _odd(problem: str, where: str) -> LayoutChanged:
    return LayoutChanged(
        "The distances cannot be used: {problem}.",
        where=where,
        fix="Get dist_cepii again from CEPII; if it changed, geodist/lookups.yml must follow.",
        problem=problem,
    )
