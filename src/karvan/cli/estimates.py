"""Estimates of unseen trade: made by the engine from complete flows, kept by the cube."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from pathlib import Path

import polars as pl

from karvan.cube.estimates import write_estimates
from karvan.model.progress import IsCancelled, Progress, never, silent
from karvan.store.manifest import Manifest
from karvan.store.snapshot import Snapshot, Store

LEAST_PAIRS = 5000
"""Observed pairs below which a release is an extract, not a world to learn from."""


def reestimate(
    home: Path, *, fetched_on: date, progress: Progress = silent, cancelled: IsCancelled = never
) -> list[Manifest]:
    """Estimates from the user's own flows when these are complete and enough to learn from; else none.

    The shipped estimates belong to the shipped flows and are never used beside others.
    """
    snapshot = Store.open(home)
    if not snapshot.has("flows") or not snapshot.manifest("flows").coverage.get("complete", False):
        return []
    if snapshot.read("pair_totals", {"status": "observed"}).height < LEAST_PAIRS:
        return []
    return [derive_estimates(home, snapshot, fetched_on=fetched_on, progress=progress, cancelled=cancelled)]


def derive_estimates(
    root: Path,
    snapshot: Snapshot,
    *,
    fetched_on: date,
    flows: pl.LazyFrame | None = None,
    detail_of: tuple[Collection[str], Collection[str]] | None = None,
    progress: Progress = silent,
    cancelled: IsCancelled = never,
) -> Manifest:
    """Estimate what nobody reported in the last year of the snapshot's flows and put it in force in `root`.

    `flows`: the complete flows where the snapshot holds a part; `detail_of`: exporters and importers whose
    estimated products are kept (None = all), as the same part of the flows is.
    """
    # The learning libraries take a second to import; most loads never come here.
    from karvan.engines.potential.restore.ask import seen_world
    from karvan.engines.potential.restore.restored import METHOD, restore

    year = max(snapshot.manifest("product_totals").coverage["years"])
    found = restore(seen_world(snapshot, year, flows), progress=progress, cancelled=cancelled)
    tables = dict(found.tables)
    if detail_of is not None:
        kept = pl.any_horizontal(
            pl.col(side).is_in(sorted(codes))
            for side, codes in zip(("exporter", "importer"), detail_of, strict=True)
        )
        tables["flow_estimates"] = tables["flow_estimates"].filter(kept)
    return write_estimates(
        root,
        snapshot,
        tables,
        method=METHOD,
        coverage={**found.coverage, **_detail(detail_of)},
        fetched_on=fetched_on,
    )


def _detail(kept: tuple[Collection[str], Collection[str]] | None) -> dict[str, object]:
    if kept is None:
        return {"complete": True}
    return {"complete": False, "exporters": sorted(kept[0]), "importers": sorted(kept[1])}
