"""The downloads as rows. An average over lines of which none has a rate is printed as 0 and is unknown here."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from karvan.errors import LayoutChanged, UnreadableInput
from karvan.model.territory import is_country
from karvan.sources.contract import Issue, Reading
from karvan.sources.csv_download import files, sum_of
from karvan.sources.trains import cells
from karvan.sources.trains.layout import BULK, DESCRIPTION, table
from karvan.store.tables import declared

_TABLE = "trains_rates"
_KEY = declared(_TABLE).key
_RATES = ("simple_average", "weighted_average", "min_rate", "max_rate")
_COUNTS = ("lines", "na_lines", "free_lines", "ave_lines", "valid_lines")
_EVERYBODY = "WLD"
_SAME = ("reporter", "year", "duty_type", "layout")


def read(path: Path, *, carry: pl.DataFrame | None = None) -> Reading:
    """Table `trains_rates` of a .csv, a .zip or a folder; percentages become fractions.

    Rates of the same reporter, year, duty type and layout in `carry` are replaced, all others stay. Raises
    UnreadableInput, CorruptArchive, LayoutChanged, UnknownCode; `where` is file:line.
    """
    made: dict[tuple[Any, ...], dict[str, Any]] = {}
    issues: list[Issue] = []
    for file in files(path):
        layout, body = table(file)
        for line, said in body:
            row = _row(said, layout, f"{file.where}:{line}")
            _keep(made, row, f"{file.where}:{line}", issues)
    if not made:
        raise UnreadableInput(
            "The download has no rates.", where=str(path), fix="Check the query: its result is empty."
        )
    new = pl.DataFrame(list(made.values()), schema=declared(_TABLE).schema, orient="row")
    kept = [] if carry is None else [carry.join(new.select(_SAME).unique(), on=_SAME, how="anti")]
    frame = pl.concat([*kept, new]).sort(_KEY)
    return Reading(
        tables={_TABLE: frame},
        label=str(new["year"].max()),
        content_sha256=sum_of(path),
        published_on=None,
        coverage={"rates": _coverage(frame), "no_countries": _no_countries(frame)},
        issues=tuple(issues),
    )


def _row(said: Mapping[str, str], layout: str, where: str) -> dict[str, Any]:
    rates = {name: cells.fraction(said.get(name, ""), where) for name in _RATES}
    counts = {name: cells.count(said.get(name, ""), where) for name in _COUNTS}
    status = _status(rates, counts)
    return {
        "reporter": cells.reporter(said["reporter"], where),
        "partner": cells.partner(said["partner"], where) if "partner" in said else _EVERYBODY,
        "hs_rev": cells.hs_rev(said["nomen"], said["native"], where),
        "code": cells.code(said["code"], where),
        "duty_type": _duty_type(said, layout, where),
        "year": _year(said["year"], where),
        "estimate": said.get("estimate", ""),
        "layout": layout,
        **{name: None if status == "no_ad_valorem" else rate for name, rate in rates.items()},
        **{name: number for name, number in counts.items() if name != "valid_lines"},
        "status": status,
    }


def _status(rates: Mapping[str, float | None], counts: Mapping[str, int | None]) -> str:
    lines, without = counts["lines"], counts["na_lines"]
    if (lines and without is not None and without >= lines) or counts["valid_lines"] == 0:
        return "no_ad_valorem"
    if rates["simple_average"] is None:
        return "not_given"
    return "partial" if without else "known"


def _duty_type(said: Mapping[str, str], layout: str, where: str) -> str:
    if layout == BULK:
        return "PRF" if "partner" in said else "MFN"
    if said["duty_type"] not in DESCRIPTION.extra["duty_types"]:
        raise LayoutChanged(
            "{text} is no type of duty that karvan knows.",
            where=where,
            fix="Use one of: {known}.",
            text=said["duty_type"] or "An empty cell",
            known=", ".join(DESCRIPTION.extra["duty_types"]),
        )
    return said["duty_type"]


def _year(text: str, where: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) == 4):
        raise LayoutChanged("{text!r} is not a year.", where=where, fix="Get the file again.", text=text)
    return int(text)


def _keep(
    made: dict[tuple[Any, ...], dict[str, Any]], row: dict[str, Any], where: str, issues: list[Issue]
) -> None:
    key = tuple(row[name] for name in _KEY)
    first = made.setdefault(key, row)
    if first is row:
        return
    if first != row:
        raise LayoutChanged(
            "{reporter}, {partner}, {code}, {duty_type}, {year} stands twice with different rates.",
            where=where,
            fix="Load the two downloads one after the other, or get the file again.",
            **{name: row[name] for name in ("reporter", "partner", "code", "duty_type", "year")},
        )
    issues.append(Issue(where, "the same rate again; kept once"))


def _no_countries(frame: pl.DataFrame) -> list[str]:
    """Codes of reporters and partners that are groups, as printed."""
    places = {*frame["reporter"], *frame["partner"]}
    return sorted(place for place in places if not is_country(place) and place != _EVERYBODY)


def _coverage(frame: pl.DataFrame) -> list[dict[str, Any]]:
    """For each reporter, year, duty type and layout: number of rows."""
    return frame.group_by(_SAME).agg(pl.len().alias("rows")).sort(_SAME).to_dicts()
