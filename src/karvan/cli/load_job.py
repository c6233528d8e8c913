"""The job behind every `karvan data load`: read whole, check, put in force, derive what follows from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from pathlib import Path

from karvan.cli.bars import Watch
from karvan.cli.estimates import reestimate
from karvan.cli.home import karvan_home
from karvan.cli.output import done, line, watched
from karvan.cli.words import marked
from karvan.cube.build import rebuild
from karvan.model.progress import checkpoint
from karvan.sources.contract import Description, Issue, Reading
from karvan.sources.loading import Loaded, load
from karvan.store.manifest import Manifest

Reader = Callable[[Watch], Reading]

FEED_THE_CUBE = frozenset({"baci", "geodist"})
FEED_THE_ESTIMATES = FEED_THE_CUBE | {"world_bank"}
ISSUES_SHOWN = 20


def load_and_tell(description: Description, reader: Reader, fetched_on: date) -> None:
    """Load one source into the user's warehouse and print what is in force now."""
    home = karvan_home()
    with watched() as watch:
        loaded, derived = load_source(home, description, reader, fetched_on, watch)
    manifest = loaded.manifest
    document = {
        "source": manifest.source,
        "version": manifest.version,
        "tables": {name: entry.rows for name, entry in manifest.tables.items()},
        "derived": [one.version for one in derived],
        "issues": [asdict(issue) for issue in loaded.issues],
    }
    done(document, [*_in_force(manifest), *_issues(loaded.issues), *(_derived(one) for one in derived)])


def load_source(
    home: Path, description: Description, reader: Reader, fetched_on: date, watch: Watch
) -> tuple[Loaded, list[Manifest]]:
    """The load and the derived snapshots it called for.

    Raises the errors of reading, of the store and of deriving, and Cancelled.
    """
    watch.progress(f"read {description.source}", 0, 0)
    reading = reader(watch)
    for name, frame in reading.tables.items():
        watch.log.rows(f"write {name}", frame.height)
    watch.log.rows(f"read {description.source}", sum(frame.height for frame in reading.tables.values()))
    checkpoint(watch.cancelled)
    loaded = load(
        home,
        description,
        reading,
        fetched_on=fetched_on,
        progress=watch.progress,
        cancelled=watch.cancelled,
    )
    return loaded, rederived(home, description.source, fetched_on, watch)


def rederived(home: Path, source: str, on: date, watch: Watch) -> list[Manifest]:
    """The analysis tables and the estimates of unseen trade anew, when `source` is one they are made of."""
    made = []
    if source in FEED_THE_CUBE:
        made += rebuild(home, fetched_on=on, progress=watch.progress, cancelled=watch.cancelled)
    if source in FEED_THE_ESTIMATES:
        made += reestimate(home, fetched_on=on, progress=watch.progress, cancelled=watch.cancelled)
    return made


def _in_force(manifest: Manifest) -> list[str]:
    head = line(marked("{source} {version} is in force."), source=manifest.source, version=manifest.version)
    rows = [
        line(marked("  {table}: {rows} rows"), table=name, rows=f"{entry.rows:,}")
        for name, entry in sorted(manifest.tables.items())
    ]
    return [head, *rows]


def _derived(manifest: Manifest) -> str:
    return line(marked("The analysis tables were derived anew: {version}."), version=manifest.version)


def _issues(issues: tuple[Issue, ...]) -> list[str]:
    if not issues:
        return []
    shown = [f"  {issue.where}: {issue.what}" for issue in issues[:ISSUES_SHOWN]]
    head = line(marked("{count} odd things were met; none stopped the load:"), count=len(issues))
    if len(issues) > ISSUES_SHOWN:
        more = line(
            marked("  ... and {count} more; all of them stand in the snapshot's notes (or say --json)."),
            count=len(issues) - ISSUES_SHOWN,
        )
        return [head, *shown, more]
    return [head, *shown]
