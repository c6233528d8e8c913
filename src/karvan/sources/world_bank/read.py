"""GDP and population: a blank is unknown and makes no row; a group of countries is not a country."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pycountry

from karvan.errors import LayoutChanged, UnknownCode
from karvan.sources.contract import Reading, describe
from karvan.sources.files import content_sha256
from karvan.sources.world_bank.layout import Series, read_series
from karvan.store.tables import declared

DESCRIPTION = describe("world_bank")
_VALUE = {"gdp": "gdp_usd", "population": "population"}


def read(gdp: Path, population: Path) -> Reading:
    """Tables `gdp` and `population` from one file each.

    Each may be the publisher's download (zip or its CSV) or a CSV with Country Name, Country Code, Year,
    Value. `published_on` is the older of the two revision days; None when a file carries none.
    Raises UnknownCode, LayoutChanged, CorruptArchive, UnreadableInput.
    """
    paths = {"gdp": gdp, "population": population}
    series = {
        name: read_series(path, DESCRIPTION.extra["indicators"][name], DESCRIPTION)
        for name, path in paths.items()
    }
    tables = {name: _table(name, series[name], str(paths[name])) for name in paths}
    days = [one.updated_on for one in series.values() if one.updated_on is not None]
    published_on = min(days) if len(days) == len(series) else None
    last = max(int(str(frame["year"].max())) for frame in tables.values())
    return Reading(
        tables=tables,
        label=published_on.isoformat() if published_on else f"to-{last}",
        content_sha256=content_sha256(gdp, population),
        published_on=published_on,
        coverage={name: _coverage(frame) for name, frame in tables.items()},
        notes=("Groups of countries (regions, income groups) and the Channel Islands are left out.",),
    )


def _table(name: str, series: Series, where: str) -> pl.DataFrame:
    rows = series.rows.filter(~pl.col("code").is_in(list(DESCRIPTION.extra["aggregates"])))
    _check_codes(rows, where)
    known = rows.filter(pl.col("value").str.strip_chars() != "")
    try:
        frame = known.select(
            pl.col("code").alias("country"),
            pl.col("year").cast(pl.Int16),
            pl.col("value").cast(pl.Float64).alias(_VALUE[name]),
        )
    except pl.exceptions.InvalidOperationError as cause:
        raise _odd("a year or a value is not a number", where) from cause
    return _checked(frame, name, where)


def _checked(frame: pl.DataFrame, name: str, where: str) -> pl.DataFrame:
    value = pl.col(_VALUE[name])
    if frame.is_empty():
        raise _odd("no country has a value", where)
    if frame.select((~(value.is_finite() & (value > 0))).any()).item():
        raise _odd("a value is not a positive number", where)
    if frame.select(pl.struct("country", "year").is_duplicated().any()).item():
        raise _odd("a country has two values for one year", where)
    return frame.select(declared(name).schema.keys())


def _check_codes(rows: pl.DataFrame, where: str) -> None:
    known = {country.alpha_3 for country in pycountry.countries} | DESCRIPTION.extra["beyond_iso"].keys()
    unknown = sorted(set(rows["code"]) - known)
    if unknown:
        raise UnknownCode(
            "These codes are neither countries of ISO 3166-1 nor known groups: {codes}.",
            where=where,
            fix="If the World Bank made a new group, add it to world_bank/source.yml by name.",
            codes=", ".join(unknown),
        )


def _coverage(frame: pl.DataFrame) -> dict[str, object]:
    """Years, number of countries, and the ISO countries without a single value."""
    found = set(frame["country"])
    return {
        "years": [frame["year"].min(), frame["year"].max()],
        "countries": len(found),
        "missing": sorted({country.alpha_3 for country in pycountry.countries} - found),
    }


def _odd(problem: str, where: str) -> LayoutChanged:
    return LayoutChanged(
        "The indicator cannot be used: {problem}.",
        where=where,
        fix="Get the file again; if the publisher changed it, karvan's reader must follow.",
        problem=problem,
    )
