"""Evidence from the user's own file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from karvan.engines.potential.region.evidence import Evidence, Level
from karvan.model.citation import Citation, Standing
from karvan.store.snapshot import Snapshot

_TABLE = "region_evidence"
_SAME = (
    "region",
    "code",
    "hs_rev",
    "basis",
    "period_start",
    "period_end",
    "observed_on",
    "review_by",
    "share",
    "amount",
    "nation_amount",
    "unit",
    "export_share",
    "nation_export_share",
    "producer",
    "launched_on",
)


def written_evidence(snapshot: Snapshot, home: str) -> Iterator[Evidence]:
    """Every entry of the loaded files on regions of `home`, cited by its file's name and line."""
    if not snapshot.has(_TABLE):
        return
    for row in snapshot.read(_TABLE, {"home": home}).iter_rows(named=True):
        yield Evidence(level=Level(row["kind"]), citation=_citation(row), **{key: row[key] for key in _SAME})


def _citation(row: Mapping[str, Any]) -> Citation:
    return Citation(
        id=f"{row['dataset']}:{row['row']}",
        standing=Standing(row["standing"]),
        **{
            key: row[key]
            for key in ("title", "publisher", "address", "published_on", "observed_on", "licence")
        },
    )
