"""From a reading to a snapshot in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from karvan.errors import LayoutChanged
from karvan.model.progress import IsCancelled, Progress, never, silent
from karvan.sources.contract import Description, Issue, Reading
from karvan.store.manifest import Manifest
from karvan.store.write import Draft, write_snapshot


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did: the snapshot now in force and what was odd about the source."""

    manifest: Manifest
    issues: tuple[Issue, ...]


def load(
    root: Path,
    description: Description,
    reading: Reading,
    *,
    fetched_on: date,
    progress: Progress = silent,
    cancelled: IsCancelled = never,
) -> Loaded:
    """Check the bounds, write the snapshot and put it in force.

    Raises LayoutChanged when a table has fewer rows than the source ever had, and the store's errors.
    """
    issues = reading.issues + _bounds(description, reading)
    draft = Draft(
        source=description.source,
        label=reading.label,
        origin=description.origin,
        published_on=reading.published_on,
        fetched_on=fetched_on,
        content_sha256=reading.content_sha256,
        tables=reading.tables,
        hs_rev=reading.hs_rev,
        coverage=dict(reading.coverage),
        notes=reading.notes + tuple(f"{issue.where}: {issue.what}" for issue in issues),
    )
    return Loaded(write_snapshot(root, draft, progress=progress, cancelled=cancelled), issues)


def _bounds(description: Description, reading: Reading) -> tuple[Issue, ...]:
    odd = []
    for table, bound in description.bounds.items():
        rows = reading.tables[table].height
        if rows < bound.least:
            raise LayoutChanged(
                "{table} has {rows} rows; {publisher} never publishes fewer than {least}.",
                fix="The file is probably cut short: get it again.",
                table=table,
                rows=rows,
                publisher=description.origin.publisher,
                least=bound.least,
            )
        if bound.most is not None and rows > bound.most:
            odd.append(Issue(table, f"{rows} rows, more than the expected {bound.most}"))
    return tuple(odd)
