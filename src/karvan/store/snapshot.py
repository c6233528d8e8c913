"""`Store.open` gives a Snapshot: one pinned, thread-safe view for one request or command."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from karvan.errors import SnapshotCorrupt, SnapshotMissing
from karvan.store import layout
from karvan.store.manifest import Manifest, load
from karvan.store.tables import declared

BUNDLE = Path(__file__).resolve().parent.parent / "bundle"

Filters = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Pinned:
    """One source of a snapshot: its manifest and the folder its files lie in."""

    manifest: Manifest
    folder: Path


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The versions in force when it was opened; later loads do not change it."""

    pinned: Mapping[str, Pinned]

    def read(
        self, table: str, filters: Filters | None = None, columns: Sequence[str] | None = None
    ) -> pl.DataFrame:
        """Rows of a declared table, sorted by its key.

        `filters` maps a column to one value or to a collection of values. Raises SnapshotMissing when
        no loaded source holds the table, SnapshotCorrupt when its file cannot be read.
        """
        frame = self.scan(table)
        for column, wanted in (filters or {}).items():
            frame = frame.filter(_condition(column, wanted))
        try:
            return (frame.select(columns) if columns else frame).collect()
        except (OSError, pl.exceptions.PolarsError) as cause:
            raise SnapshotCorrupt(
                "Table {table} cannot be read.",
                where=str(self._file(table)),
                fix="Run karvan data verify, then load the source again.",
                table=table,
            ) from cause

    def scan(self, table: str) -> pl.LazyFrame:
        """The table as a lazy frame, for jobs over millions of rows.

        Raises SnapshotMissing.
        """
        return pl.scan_parquet(self._file(table), glob=False)

    def has(self, table: str) -> bool:
        """Whether a loaded source holds the table."""
        owner = declared(table).source
        return owner in self.pinned and table in self.pinned[owner].manifest.tables

    def manifest(self, table: str) -> Manifest:
        """The manifest of the snapshot that holds the table.

        Raises SnapshotMissing.
        """
        owner = declared(table).source
        if not self.has(table):
            raise SnapshotMissing(
                "No loaded data holds table {table} (source {source}).",
                fix="Load it: karvan data load {source}.",
                table=table,
                source=owner,
            )
        return self.pinned[owner].manifest

    def versions(self) -> dict[str, str]:
        """Source -> version, sorted: what a recorded plan must pin."""
        return {source: self.pinned[source].manifest.version for source in sorted(self.pinned)}

    def _file(self, table: str) -> Path:
        entry = self.manifest(table).tables[table]
        return self.pinned[declared(table).source].folder / entry.file


class Store:
    """Opens snapshots; the shipped bundle stands in for every source the user has not loaded."""

    @staticmethod
    def open(
        path: Path | None = None, *, versions: Mapping[str, str] | None = None, bundle: Path = BUNDLE
    ) -> Snapshot:
        """Pin the versions in force in `path` over those of the bundle, or exactly `versions`.

        Raises SnapshotMissing when a wanted version is in neither, SnapshotCorrupt, FormatTooNew.
        """
        roots = [root for root in (path, bundle) if root is not None]
        wanted = dict(versions) if versions is not None else _in_force(roots)
        return Snapshot({source: _find(roots, source, version) for source, version in sorted(wanted.items())})


def _in_force(roots: Iterable[Path]) -> dict[str, str]:
    found: dict[str, str] = {}
    for root in roots:
        for source in layout.sources_in(root):
            version = layout.current_version(root, source)
            if version is not None:
                found.setdefault(source, version)
    return found


def _find(roots: Iterable[Path], source: str, version: str) -> Pinned:
    for root in roots:
        folder = layout.version_folder(root, layout.checked_name(source), layout.checked_name(version))
        if folder.is_dir():
            return Pinned(load(folder), folder)
    raise SnapshotMissing(
        "Version {version} of {source} is not in the warehouse.",
        where=", ".join(map(str, roots)),
        fix="Load the same release again; the version's name is made from its content.",
        version=version,
        source=source,
    )


def _condition(column: str, wanted: object) -> pl.Expr:
    if isinstance(wanted, (list, tuple, set, frozenset)):
        return pl.col(column).is_in(sorted(wanted))
    return pl.col(column) == _literal(wanted)


def _literal(value: Any) -> pl.Expr:
    return pl.lit(value)
