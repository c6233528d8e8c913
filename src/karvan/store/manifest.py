"""What a snapshot says of itself; written once, beside its Parquet files."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from karvan.errors import FormatTooNew, SnapshotCorrupt

FORMAT_VERSION = 2
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class TableFile:
    """One Parquet file of a snapshot."""

    file: str
    sha256: str
    rows: int
    hs_rev: int | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Who published the data, where, under which licence, and how it must be credited."""

    title: str
    publisher: str
    address: str
    licence: str
    attribution: str
    cadence_days: int | None


@dataclass(frozen=True, slots=True)
class Manifest:
    """A snapshot's description.

    `published_on` is None when the publisher gives no date; `content_sha256` is that of the bytes read;
    `inputs` maps the snapshots a derived one was made of to their content hashes; `coverage` is free
    JSON (years, countries, what is missing).
    """

    source: str
    version: str
    origin: Origin
    published_on: date | None
    fetched_on: date
    content_sha256: str
    tables: dict[str, TableFile]
    coverage: dict[str, Any] = field(default_factory=dict)
    inputs: dict[str, str] = field(default_factory=dict)
    method: str = ""
    notes: tuple[str, ...] = ()
    format_version: int = FORMAT_VERSION

    @property
    def rows(self) -> int:
        """Rows of all tables."""
        return sum(table.rows for table in self.tables.values())

    def age_days(self, as_of: date) -> int:
        """Days since publication, or since fetching when the publisher gives no date."""
        return (as_of - (self.published_on or self.fetched_on)).days

    def is_stale(self, as_of: date) -> bool:
        """Whether the source should have published since; False when it has no cadence."""
        return self.origin.cadence_days is not None and self.age_days(as_of) > self.origin.cadence_days


def dump(manifest: Manifest) -> str:
    """The manifest as stable JSON text."""
    plain = asdict(manifest)
    plain["published_on"] = manifest.published_on.isoformat() if manifest.published_on else None
    plain["fetched_on"] = manifest.fetched_on.isoformat()
    plain["notes"] = list(manifest.notes)
    return json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def load(folder: Path) -> Manifest:
    """Read the manifest of a snapshot folder, migrating an older format.

    Raises SnapshotCorrupt when it is missing or not a manifest, FormatTooNew when a newer karvan wrote it.
    """
    path = folder / MANIFEST
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        return _parse(_migrated(plain, path))
    except (OSError, json.JSONDecodeError, KeyError, TypeError, ValueError) as cause:
        raise SnapshotCorrupt(
            "The snapshot's manifest cannot be read ({cause}).",
            where=str(path),
            fix="Load the source again: karvan data load {source}.",
            cause=f"{type(cause).__name__}: {cause}",
            source=folder.parent.name,
        ) from cause


def _parse(plain: dict[str, Any]) -> Manifest:
    return Manifest(
        source=plain["source"],
        version=plain["version"],
        origin=Origin(**plain["origin"]),
        published_on=date.fromisoformat(plain["published_on"]) if plain["published_on"] else None,
        fetched_on=date.fromisoformat(plain["fetched_on"]),
        content_sha256=plain["content_sha256"],
        tables={name: TableFile(**entry) for name, entry in plain["tables"].items()},
        coverage=plain["coverage"],
        inputs=plain["inputs"],
        method=plain["method"],
        notes=tuple(plain["notes"]),
        format_version=plain["format_version"],
    )


def _migrated(plain: dict[str, Any], path: Path) -> dict[str, Any]:
    found = int(plain["format_version"])
    if found > FORMAT_VERSION:
        raise FormatTooNew(
            "This snapshot has format {found}; this karvan reads up to {known}.",
            where=str(path),
            fix="Install a newer karvan, or load the source again with this one.",
            found=found,
            known=FORMAT_VERSION,
        )
    return _from_1(plain) if found == 1 else plain


def _from_1(plain: dict[str, Any]) -> dict[str, Any]:
    """Format 1 kept the origin's fields at the top level and knew neither inputs nor notes."""
    origin_fields = ("title", "publisher", "address", "licence", "attribution", "cadence_days")
    rest = {key: value for key, value in plain.items() if key not in origin_fields}
    origin = {key: plain[key] for key in origin_fields}
    return {
        "inputs": {},
        "method": "",
        "notes": [],
        **rest,
        "origin": origin,
        "format_version": FORMAT_VERSION,
    }
