"""What an earlier year of a table of state exports would have been as evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from karvan.engines.potential.region.evidence import Evidence, Level
from karvan.engines.potential.region.states import States
from karvan.model.citation import Citation, Standing

_HS_REV = 2017
_TABLE = Citation("states", "State exports", "", "", None, date.min, "", Standing.VERIFIED)

SOURCES: Mapping[Level, str] = {
    Level.EXPORTS: "exports by product of the earlier year",
    Level.REGISTRY: "capacity x export share of the earlier year",
    Level.STATED: "shares by chapter of the earlier year",
    Level.FALLBACK: "population",
}


@dataclass(frozen=True, slots=True)
class Past:
    """The table with its earlier year (None: there is none) and the year to be met."""

    table: States
    earlier: int | None
    later: int


def evidence_of(level: Level, past: Past) -> Sequence[Evidence] | str:
    """Evidence of one level, never from the year to be met, or why there is none."""
    return _MADE[level](past)


def _exports(past: Past) -> Sequence[Evidence] | str:
    if past.earlier is None:
        return "the table has one year only"
    rows = past.table.year(past.earlier)
    return _lines(Level.EXPORTS, "produced_in", _with_nation(rows, "value_usd", ["code"]))


def _stated(past: Past) -> Sequence[Evidence] | str:
    if past.earlier is None:
        return "the table has one year only"
    chapter = pl.col("code").str.slice(0, 2)
    rows = past.table.year(past.earlier).group_by("region", chapter).agg(pl.col("value_usd").sum())
    return _lines(Level.STATED, "exports", _with_nation(rows.sort("region", "code"), "value_usd", ["code"]))


def _registry(past: Past) -> Sequence[Evidence] | str:
    if past.earlier is None or "capacity" not in past.table.rows.columns:
        return "the table has no capacity of an earlier year"
    rows = past.table.year(past.earlier).filter(pl.col("capacity").is_not_null())
    if "export_share" not in rows.columns:
        return _lines(Level.REGISTRY, "capacity", _with_nation(rows, "capacity", ["code"]))
    weighted = _with_nation(rows, "capacity", ["code"]).with_columns(_nation_export_share())
    return _lines(Level.REGISTRY, "capacity", weighted)


def _nation_export_share() -> pl.Expr:
    """The nation's: capacities weigh; unknown while a region's is."""
    outward = (pl.col("capacity") * pl.col("export_share")).sum().over("code")
    is_known = pl.col("export_share").is_not_null().all().over("code")
    return pl.when(is_known & (pl.col("nation") > 0)).then(outward / pl.col("nation")).alias("nation_outward")


def _fallback(past: Past) -> Sequence[Evidence] | str:
    if "population" not in past.table.rows.columns:
        return "the table has no population"
    rows = past.table.year(past.later if past.earlier is None else past.earlier)
    one = rows.group_by("region").agg(pl.col("population").max()).drop_nulls().sort("region")
    if one.height < len(past.table.regions):
        return "a region has no population"
    return _lines(
        Level.FALLBACK, "population", _with_nation(one.with_columns(code=pl.lit("")), "population", [])
    )


_MADE: Mapping[Level, Callable[[Past], Sequence[Evidence] | str]] = {
    Level.EXPORTS: _exports,
    Level.REGISTRY: _registry,
    Level.STATED: _stated,
    Level.FALLBACK: _fallback,
}


def _with_nation(rows: pl.DataFrame, amount: str, within: list[str]) -> pl.DataFrame:
    total = pl.col(amount).sum()
    return rows.with_columns(amount=pl.col(amount), nation=total.over(within) if within else total)


def _lines(level: Level, basis: str, rows: pl.DataFrame) -> list[Evidence]:
    return [_line(level, basis, row) for row in rows.iter_rows(named=True)]


def _line(level: Level, basis: str, row: Mapping[str, Any]) -> Evidence:
    return Evidence(
        level=level,
        region=row["region"],
        code=row["code"],
        hs_rev=_HS_REV,
        basis=basis,
        period_start=None,
        period_end=None,
        observed_on=date.min,
        review_by=date.max,
        citation=_TABLE,
        amount=row["amount"],
        nation_amount=row["nation"],
        export_share=row.get("export_share"),
        nation_export_share=row.get("nation_outward"),
    )
