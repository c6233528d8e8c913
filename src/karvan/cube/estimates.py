"""Estimates of unseen trade as a derived snapshot: an engine makes the frames, the cube keeps them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from karvan.store.manifest import Manifest, Origin
from karvan.store.snapshot import Snapshot
from karvan.store.tables import declared
from karvan.store.write import Draft, write_snapshot

INPUTS = ("product_totals", "chapter_pairs", "distances", "gdp", "population")


def input_hashes(snapshot: Snapshot) -> dict[str, str]:
    """The content of everything the estimates are made of: when one differs, they no longer belong."""
    return {name: snapshot.manifest(name).content_sha256 for name in INPUTS}


def write_estimates(
    root: Path,
    snapshot: Snapshot,
    tables: Mapping[str, pl.DataFrame],
    *,
    method: str,
    coverage: Mapping[str, Any],
    fetched_on: date,
) -> Manifest:
    """Put estimates in force, keyed by the content of their inputs and the method's version."""
    cube = snapshot.manifest("product_totals")
    inputs = input_hashes(snapshot)
    draft = Draft(
        source="estimates",
        label=f"{cube.version.rsplit('-', 1)[0]}-{method.replace('/', '')}",
        origin=Origin(
            title="Trade of pairs that neither side reports, estimated by karvan",
            publisher="karvan, from " + cube.origin.publisher.removeprefix("karvan, from "),
            address=cube.origin.address,
            licence=cube.origin.licence,
            attribution=cube.origin.attribution,
            cadence_days=cube.origin.cadence_days,
        ),
        published_on=cube.published_on,
        fetched_on=fetched_on,
        content_sha256=hashlib.sha256(repr((sorted(inputs.items()), method)).encode()).hexdigest(),
        tables={name: _shaped(name, frame) for name, frame in tables.items()},
        hs_rev=cube.tables["product_totals"].hs_rev,
        coverage=dict(coverage),
        inputs=inputs,
        method=method,
    )
    return write_snapshot(root, draft)


def _shaped(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    table = declared(name)
    typed = (pl.col(column).cast(dtype) for column, dtype in table.schema.items())
    return frame.select(typed).sort(table.key)
