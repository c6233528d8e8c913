"""Evidence from customs tables: the region's exports by product over the nation's of the same days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import polars as pl

from karvan.engines.potential.region.ask.cited import table_citation
from karvan.engines.potential.region.evidence import Evidence, Level
from karvan.model.citation import Standing
from karvan.store.snapshot import Snapshot

_TABLE = "customs_exports"
# What a region makes moves slowly; a table older than potential's own average over five years is no evidence.
_YEARS_IN_FORCE = 5
_PERIOD = ["period_start", "period_end", "hs6"]


def customs_evidence(snapshot: Snapshot, home: str) -> Iterator[Evidence]:
    """One line per dataset, region, period and subheading; a sum that lacks a value in dollars is unknown."""
    if not snapshot.has(_TABLE):
        return
    manifest = snapshot.manifest(_TABLE)
    rows = snapshot.read(_TABLE, {"home": home})
    sums = rows.group_by("dataset", "region", "basis", *_PERIOD).agg(
        pl.when(pl.col("value_usd").is_not_null().all()).then(pl.col("value_usd").sum()).alias("value_usd")
    )
    nation = _nation(sums.filter(region=""))
    for row in sums.filter(pl.col("region") != "").sort(pl.all()).iter_rows(named=True):
        yield Evidence(
            level=Level.EXPORTS,
            region=row["region"],
            code=row["hs6"],
            hs_rev=manifest.tables[_TABLE].hs_rev,
            basis=row["basis"],
            period_start=row["period_start"],
            period_end=row["period_end"],
            observed_on=manifest.fetched_on,
            review_by=_later(row["period_end"]),
            citation=table_citation(snapshot, _TABLE, row["dataset"], Standing.SINGLE_SOURCE),
            amount=row["value_usd"],
            nation_amount=nation.get(tuple(row[name] for name in _PERIOD)),
            unit="USD",
        )


def _nation(sums: pl.DataFrame) -> Mapping[tuple[Any, ...], float]:
    """The national table's figure of the same days; none when two national tables speak of them."""
    once = sums.filter(~pl.struct(_PERIOD).is_duplicated() & pl.col("value_usd").is_not_null())
    return {row[:-1]: row[-1] for row in once.select(*_PERIOD, "value_usd").iter_rows()}


def _later(day: date) -> date:
    """The same day some years on (the 28th stands for the 29th of February)."""
    return day.replace(year=day.year + _YEARS_IN_FORCE, day=min(day.day, 28) if day.month == 2 else day.day)
