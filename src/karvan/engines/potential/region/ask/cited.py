"""A loaded table as the source of a figure."""

from __future__ import annotations

from karvan.model.citation import Citation, Standing
from karvan.store.snapshot import Snapshot


def table_citation(snapshot: Snapshot, table: str, name: str, standing: Standing) -> Citation:
    """The publisher of a table's snapshot, under the id `name`."""
    manifest = snapshot.manifest(table)
    origin = manifest.origin
    return Citation(
        id=name,
        title=origin.title,
        publisher=origin.publisher,
        address=origin.address,
        published_on=manifest.published_on,
        observed_on=manifest.fetched_on,
        licence=origin.licence,
        standing=standing,
    )
