"""From the raw snapshots in force to the analysis tables, once per input and method version."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import polars as pl

from karvan.cube.pairs import pair_table, reporting_of, reporting_table
from karvan.cube.totals import exporter_totals, importer_totals, pair_values, product_totals
from karvan.model.progress import IsCancelled, Progress, checkpoint, never, silent
from karvan.store.manifest import Manifest, Origin
from karvan.store.snapshot import BUNDLE, Snapshot, Store
from karvan.store.write import Draft, write_snapshot

METHOD = "cube/1"
_INPUTS = ("flows", "chapter_pairs", "distances")


def cube_tables(
    flows: pl.LazyFrame,
    chapter_pairs: pl.DataFrame,
    distances: pl.DataFrame,
    *,
    progress: Progress = silent,
    cancelled: IsCancelled = never,
) -> dict[str, pl.DataFrame]:
    """Every derived table from complete flows (all exporters and importers of a release).

    Raises Cancelled between two tables.
    """
    pairs = pair_values(flows)
    reporters = reporting_of(pairs, chapter_pairs)
    steps: dict[str, Callable[[], pl.DataFrame]] = {
        "product_totals": lambda: product_totals(flows),
        "exporter_product_totals": lambda: exporter_totals(flows),
        "importer_product_totals": lambda: importer_totals(flows, distances),
        "reporting": lambda: reporting_table(reporters),
        "pair_totals": lambda: pair_table(pairs, reporters),
    }
    made = {}
    for done, (name, make) in enumerate(steps.items()):
        checkpoint(cancelled)
        progress(f"derive {name}", done, len(steps))
        made[name] = make()
    progress("derive", len(steps), len(steps))
    return made


def rebuild(
    root: Path,
    *,
    fetched_on: date,
    bundle: Path = BUNDLE,
    progress: Progress = silent,
    cancelled: IsCancelled = never,
) -> list[Manifest]:
    """Derive the cube anew when the user's own flows are complete; otherwise the shipped one stays.

    Returns the manifests written: none or one.
    """
    snapshot = Store.open(root, bundle=bundle)
    if not snapshot.has("flows") or not snapshot.manifest("flows").coverage.get("complete", False):
        return []
    tables = cube_tables(
        snapshot.scan("flows"),
        snapshot.read("chapter_pairs"),
        snapshot.read("distances"),
        progress=progress,
        cancelled=cancelled,
    )
    return [write_cube(root, snapshot, tables, fetched_on=fetched_on)]


def write_cube(
    root: Path,
    snapshot: Snapshot,
    tables: Mapping[str, pl.DataFrame],
    *,
    fetched_on: date,
) -> Manifest:
    """Put derived tables in force, keyed by the content of their inputs and the method's version."""
    flows = snapshot.manifest("flows")
    inputs = {name: snapshot.manifest(name).content_sha256 for name in _INPUTS}
    draft = Draft(
        source="cube",
        label=f"{flows.version.rsplit('-', 1)[0]}-{METHOD.replace('/', '')}",
        origin=Origin(
            title="Totals, pairs and inferred reporting status, derived by karvan",
            publisher="karvan, from " + flows.origin.publisher,
            address=flows.origin.address,
            licence=flows.origin.licence,
            attribution=flows.origin.attribution,
            cadence_days=flows.origin.cadence_days,
        ),
        published_on=flows.published_on,
        fetched_on=fetched_on,
        content_sha256=hashlib.sha256(repr(sorted(inputs.items())).encode()).hexdigest(),
        tables=tables,
        hs_rev=flows.tables["flows"].hs_rev,
        coverage={"years": sorted(tables["product_totals"]["year"].unique().to_list()), **_absent(tables)},
        inputs=inputs,
        method=METHOD,
    )
    return write_snapshot(root, draft)


def _absent(tables: Mapping[str, pl.DataFrame]) -> dict[str, list[str]]:
    """Countries that sell but never buy in the release: their imports are not there, so world totals lack them.

    A country so small that nobody is seen selling to it would be named too; that errs on the honest side.
    """
    pairs = tables["pair_totals"]
    missing = pairs.filter(pl.col("status") == "importer_missing")["importer"].unique().sort().to_list()
    return {"importers_missing": missing}
