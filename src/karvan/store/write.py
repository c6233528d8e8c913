"""The only way into the warehouse: write a whole snapshot aside, then swap the pointer.

A reader never sees half a load; a killed load leaves the last good one in force.
"""

from __future__ import annotations

import errno
import hashlib
import io
import os
import shutil
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from karvan.errors import StoreError, StoreFull
from karvan.model.progress import IsCancelled, Progress, checkpoint, never, silent
from karvan.store import layout
from karvan.store.check import checked
from karvan.store.lock import source_lock
from karvan.store.manifest import MANIFEST, Manifest, Origin, TableFile, dump
from karvan.store.tables import declared

# A full disk, a quota and a file-size limit are one thing to the user: no room.
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@dataclass(frozen=True, slots=True)
class Draft:
    """A snapshot to be written: tables by name and what the manifest must say.

    `label` starts the version's name (a release, a date); `hs_rev` is the revision of bare HS codes.
    """

    source: str
    label: str
    origin: Origin
    published_on: date | None
    fetched_on: date
    content_sha256: str
    tables: Mapping[str, pl.DataFrame]
    hs_rev: int | None = None
    coverage: dict[str, Any] = field(default_factory=dict)
    inputs: dict[str, str] = field(default_factory=dict)
    method: str = ""
    notes: tuple[str, ...] = ()


def write_snapshot(
    root: Path, draft: Draft, *, progress: Progress = silent, cancelled: IsCancelled = never
) -> Manifest:
    """Check, write and put in force one snapshot; return its manifest.

    The version's name is made of the label and the content, so that the same bytes loaded twice are
    the same version. Raises SchemaMismatch, StoreLocked, StoreFull, StoreError, Cancelled.
    """
    _check_ownership(draft)
    folder = layout.source_folder(root, layout.checked_name(draft.source))
    with _room_errors(root), source_lock(root, draft.source):
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        incoming = folder / f"{layout.INCOMING}{os.getpid()}-{uuid.uuid4().hex[:8]}"
        try:
            manifest = _write_files(incoming, draft, progress, cancelled)
            checkpoint(cancelled)
            _put_in_force(folder, incoming, manifest)
        finally:
            shutil.rmtree(incoming, ignore_errors=True)
    return manifest


def _check_ownership(draft: Draft) -> None:
    for name in draft.tables:
        if declared(name).source != draft.source:
            raise StoreError(
                "Table {table} belongs to another source than {source}.", table=name, source=draft.source
            )
        if declared(name).has_hs_rev and draft.hs_rev is None:
            raise StoreError("Table {table} needs the HS revision of its codes.", table=name)


def _write_files(incoming: Path, draft: Draft, progress: Progress, cancelled: IsCancelled) -> Manifest:
    incoming.mkdir()
    files = {}
    for done, (name, frame) in enumerate(sorted(draft.tables.items())):
        checkpoint(cancelled)
        progress(f"write {name}", done, len(draft.tables))
        files[name] = _write_table(incoming, name, frame, draft.hs_rev)
    manifest = Manifest(
        source=draft.source,
        version=_version(draft, files),
        origin=draft.origin,
        published_on=draft.published_on,
        fetched_on=draft.fetched_on,
        content_sha256=draft.content_sha256,
        tables=files,
        coverage=draft.coverage,
        inputs=draft.inputs,
        method=draft.method,
        notes=draft.notes,
    )
    with (incoming / MANIFEST).open("w", encoding="utf-8") as stream:
        stream.write(dump(manifest))
        stream.flush()
        os.fsync(stream.fileno())
    progress("write", len(draft.tables), len(draft.tables))
    return manifest


def _write_table(incoming: Path, name: str, frame: pl.DataFrame, hs_rev: int | None) -> TableFile:
    table = declared(name)
    path = incoming / f"{name}.parquet"
    # By way of memory: polars hides a full disk in an error of its own, a plain write tells it by its number.
    packed = io.BytesIO()
    checked(frame, table).write_parquet(packed, compression="zstd", compression_level=12)
    with path.open("wb") as stream:
        stream.write(packed.getbuffer())
        stream.flush()
        os.fsync(stream.fileno())
    return TableFile(path.name, sha256_of(path), frame.height, hs_rev if table.has_hs_rev else None)


def _version(draft: Draft, files: Mapping[str, TableFile]) -> str:
    seal = hashlib.sha256(draft.content_sha256.encode() + draft.method.encode())
    for name, entry in sorted(files.items()):
        seal.update(f"{name}{entry.sha256}".encode())
    return layout.checked_name(f"{draft.label}-{seal.hexdigest()[:12]}")


def _put_in_force(folder: Path, incoming: Path, manifest: Manifest) -> None:
    target = folder / manifest.version
    if not target.exists():
        incoming.rename(target)
    layout.replace_text(folder / layout.CURRENT, manifest.version + "\n")


def _sweep(folder: Path) -> None:
    """Remove what killed loads left; safe because the source's lock is held."""
    for leftover in folder.glob(f"{layout.INCOMING}*"):
        shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()


@contextmanager
def _room_errors(root: Path) -> Iterator[None]:
    try:
        yield
    except OSError as cause:
        if cause.errno in _NO_ROOM:
            raise StoreFull(
                "There is no room left for the new snapshot; the store is as it was before.",
                where=str(root),
                fix="Free some space, or set KARVAN_HOME to a larger disk.",
            ) from cause
        raise StoreError(
            "The warehouse cannot be written: {cause}.",
            where=str(root),
            fix="Check the folder's permissions, or set KARVAN_HOME to another folder.",
            cause=cause.strerror or str(cause),
        ) from cause


def sha256_of(path: Path) -> str:
    """Hex sha256 of a file's bytes."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
