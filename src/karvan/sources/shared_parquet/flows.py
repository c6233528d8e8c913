"""Flows of 2024 by HS 2017 subheading: all of them, or those of the countries a bundle needs."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from karvan.errors import LayoutChanged
from karvan.sources.contract import Reading, describe
from karvan.sources.files import content_sha256
from karvan.sources.shared_parquet.frames import check_countries, check_rule, scan
from karvan.store.tables import declared

BACI = describe("baci", folder="shared_parquet")
_NOTES = (
    "The copy does not state which BACI release it was made from.",
    "Quantities are not in the copy: unknown, not zero.",
    "The copy holds the flows of PNG and KNA with some partners four times over, equal in every column: counted once.",
)
_MOST_USD = 1e14
_KEY = ["exporter", "importer", "hs6"]


def read_flows_2024(path: Path) -> pl.LazyFrame:
    """All flows as rows of table `flows` (year 2024, quantity null).

    Raises UnreadableInput, CorruptArchive, LayoutChanged, UnknownCode.
    """
    raw = scan(path, "flows", BACI)
    where = str(path)
    check_flows(raw, where)
    return (
        once(raw, where)
        .select(
            pl.lit(BACI.extra["year"], dtype=pl.Int16).alias("year"),
            "exporter",
            "importer",
            "hs6",
            pl.col("value_2024_usd").cast(pl.Float64).alias("value_usd"),
            pl.lit(None, dtype=pl.Float64).alias("quantity_t"),
        )
        .select(declared("flows").schema.keys())
    )


def check_flows(raw: pl.LazyFrame, where: str, more: Mapping[str, pl.Expr] | None = None) -> None:
    """Products, values and countries of the copy, and whatever `more` rules its reader has, by their words.

    Raises LayoutChanged, UnknownCode.
    """
    rules = {
        "a product is not six digits": pl.col("hs6").str.contains(r"^\d{6}$"),
        "a value is not positive": positive("value_2024_usd"),
        "a country trades with itself": pl.col("exporter") != pl.col("importer"),
    }
    check_rule(raw, {**rules, **(more or {})}, where)
    sellers, buyers = _countries(raw)
    check_countries({*sellers, *buyers}, BACI, where)


def positive(column: str) -> pl.Expr:
    """Above zero and below all the trade of the world: NaN and infinity are neither."""
    return pl.col(column).is_between(0, _MOST_USD, closed="right")


def flows_reading(
    path: Path,
    *,
    exporters: Collection[str] | None = None,
    importers: Collection[str] | None = None,
) -> Reading:
    """Table `flows`: rows whose exporter is in `exporters` or whose importer is in `importers`.

    Without both, all rows (`coverage["complete"]`). `coverage["importers_missing"]` names the countries
    that sell but never buy in the copy: their imports are unknown. Errors as `read_flows_2024`.
    """
    flows = read_flows_2024(path)
    sellers, buyers = _countries(flows)
    is_complete = exporters is None and importers is None
    wanted = pl.col("exporter").is_in(sorted(exporters or ())) | pl.col("importer").is_in(
        sorted(importers or ())
    )
    coverage: dict[str, Any] = {
        "years": [BACI.extra["year"]],
        "complete": is_complete,
        "importers_missing": sorted(set(sellers) - set(buyers)),
    }
    if not is_complete:
        coverage |= {"exporters": sorted(exporters or ()), "importers": sorted(importers or ())}
    return Reading(
        tables={"flows": (flows if is_complete else flows.filter(wanted)).collect()},
        label=f"hs{BACI.extra['hs_rev']}-y{BACI.extra['year']}",
        content_sha256=content_sha256(path),
        published_on=None,
        coverage=coverage,
        hs_rev=BACI.extra["hs_rev"],
        notes=_NOTES,
    )


def once(raw: pl.LazyFrame, where: str) -> pl.LazyFrame:
    """Each flow once: rows that repeat another in every column are dropped, rows that contradict one stop the read."""
    rows = raw.unique(maintain_order=False)
    contradicting = rows.group_by(_KEY).len().filter(pl.col("len") > 1).collect()
    if contradicting.height:
        raise LayoutChanged(
            "{count} flows stand there with several values, first {first}.",
            where=where,
            fix="The copy was put together wrongly: make it again.",
            count=contradicting.height,
            first=contradicting.sort(_KEY).row(0)[:3],
        )
    return rows


def _countries(flows: pl.LazyFrame) -> tuple[list[str], list[str]]:
    sides = flows.select(pl.col("exporter").unique().implode(), pl.col("importer").unique().implode())
    found = sides.collect()
    return found["exporter"].item().to_list(), found["importer"].item().to_list()
