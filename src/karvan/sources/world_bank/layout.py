"""The two forms the indicators come in, both turned into (country, year, value) texts."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from karvan.errors import LayoutChanged
from karvan.sources.contract import Description, check_columns
from karvan.sources.files import csv_rows, damaged, decoded, read_text, text_frame

_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(r"20\d\d-(?:0\d|1[0-2])-(?:[0-2]\d|3[01])")


@dataclass(frozen=True, slots=True)
class Series:
    """Texts `code`, `year`, `value` of one indicator; `updated_on` is None in the form without a date."""

    rows: pl.DataFrame
    updated_on: date | None


def read_series(path: Path, indicator: str, description: Description) -> Series:
    """Read one indicator from a long CSV, or from the publisher's download (CSV or zip).

    Raises LayoutChanged, CorruptArchive, UnreadableInput.
    """
    text = _zipped(path, indicator, description) if path.suffix.lower() == ".zip" else read_text(path)
    rows = list(csv_rows(text))
    # The download begins with its name and the day of the last revision, each on a line of its own.
    if rows[0][1][0] == "Data Source":
        updated_on = _updated([cell for _, row in rows[1:2] for cell in row], path)
        return Series(_wide(text_frame(rows[2:], str(path)), indicator, description, path), updated_on)
    frame = text_frame(rows, str(path))
    check_columns(frame.columns, description, "long", str(path))
    return Series(frame.select(code="Country Code", year="Year", value="Value"), None)


def _wide(frame: pl.DataFrame, indicator: str, description: Description, path: Path) -> pl.DataFrame:
    years = [name for name in frame.columns if _YEAR.fullmatch(name)]
    check_columns([name for name in frame.columns if name not in years], description, "wide", str(path))
    found = sorted(frame["Indicator Code"].unique())
    if found != [indicator] or not years:
        raise LayoutChanged(
            "This download holds {found} over {years} years, not the indicator {expected}.",
            where=str(path),
            fix="Download {expected} and give it in its own place.",
            found=", ".join(found) or "no rows",
            years=len(years),
            expected=indicator,
        )
    return frame.unpivot(years, index="Country Code", variable_name="year", value_name="value").rename(
        {"Country Code": "code"}
    )


def _updated(row: list[str], path: Path) -> date:
    if row[:1] != ["Last Updated Date"] or not _DAY.fullmatch("".join(row[1:2])):
        raise LayoutChanged(
            "The download's second line is {found}, not the day of its last revision.",
            where=str(path),
            fix="Give the file as it was downloaded.",
            found=", ".join(row) or "missing",
        )
    return date.fromisoformat(row[1])


def _zipped(path: Path, indicator: str, description: Description) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            member = _member(archive.namelist(), indicator, description, path)
            return decoded(archive.read(member), f"{path}:{member}")
    except zipfile.BadZipFile as cause:
        raise damaged(path, "zip file") from cause


def _member(names: list[str], indicator: str, description: Description, path: Path) -> str:
    ignored = tuple(description.extra["ignored_members"])
    wanted = [name for name in names if not name.startswith(ignored)]
    if len(wanted) != 1 or not wanted[0].startswith(f"API_{indicator}_"):
        raise LayoutChanged(
            "The zip holds {found}; one file API_{indicator}_... was expected.",
            where=str(path),
            fix="Give the zip as it was downloaded for this indicator.",
            found=", ".join(wanted) or "nothing",
            indicator=indicator,
        )
    return wanted[0]
