"""What the estimates need from the store."""

from __future__ import annotations

import polars as pl

from karvan.engines.potential.restore.restored import Seen
from karvan.store.snapshot import Snapshot

_FLOW = ["exporter", "importer", "hs6", "value_usd"]


def seen_world(snapshot: Snapshot, year: int, flows: pl.LazyFrame | None = None) -> Seen:
    """Everything visible of `year`; `flows` are the complete flows where the snapshot holds a part of them only.

    Raises SnapshotMissing.
    """
    lazy = snapshot.scan("flows") if flows is None else flows
    reporting = snapshot.read("reporting", {"year": year}, ["country", "reports"])
    return Seen(
        year=year,
        flows=lazy.filter(pl.col("year") == year).select(_FLOW).collect(),
        pairs=snapshot.read("pair_totals", {"year": year}),
        silent=frozenset(reporting.filter(~pl.col("reports"))["country"]),
        history=snapshot.read(
            "chapter_pairs", None, ["year", "exporter", "importer", "hs2_key", "value_usd"]
        ),
        imports=_imports(snapshot),
        distances=snapshot.read("distances"),
        size=country_sizes(snapshot, year),
    )


def _imports(snapshot: Snapshot) -> pl.DataFrame:
    rows = snapshot.read("chapter_totals", None, ["country", "year", "imports_usd"]).drop_nulls()
    return rows.group_by("country", "year").agg(pl.col("imports_usd").sum().alias("value_usd"))


def country_sizes(snapshot: Snapshot, year: int) -> dict[str, tuple[float, float]]:
    """GDP (current USD) and persons of each country, each of the last year not after `year`."""
    gdp, people = (
        snapshot.read(table).filter(pl.col("year") <= year).sort("year").group_by("country").last()
        for table in ("gdp", "population")
    )
    both = gdp.join(people, on="country").select("country", "gdp_usd", "population").sort("country")
    return {country: (usd, persons) for country, usd, persons in both.iter_rows()}
