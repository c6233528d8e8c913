"""Where things lie in a warehouse folder.

snapshots/<source>/<version>/*.parquet, manifest.json    immutable once in place
snapshots/<source>/current                               text file naming the version in force
snapshots/<source>/.incoming-<pid>-...                   a load under way, or the rest of a killed one
locks/<source>.lock                                      held while a source is loaded
plans/<sha256>.json                                      which versions a recorded plan pins
"""

from __future__ import annotations

import os
import uuid
from pathlib import Path

from karvan.errors import StoreError

CURRENT = "current"
INCOMING = ".incoming-"


def source_folder(root: Path, source: str) -> Path:
    """Folder of all versions of a source."""
    return root / "snapshots" / source


def version_folder(root: Path, source: str, version: str) -> Path:
    """Folder of one snapshot."""
    return source_folder(root, source) / version


def sources_in(root: Path) -> list[str]:
    """Names of the sources that have a version in force here."""
    base = root / "snapshots"
    return sorted(p.name for p in base.iterdir() if (p / CURRENT).is_file()) if base.is_dir() else []


def versions_in(root: Path, source: str) -> list[str]:
    """Complete versions of a source, sorted by name."""
    folder = source_folder(root, source)
    if not folder.is_dir():
        return []
    return sorted(p.name for p in folder.iterdir() if p.is_dir() and not p.name.startswith(INCOMING))


def current_version(root: Path, source: str) -> str | None:
    """The version in force, or None."""
    pointer = source_folder(root, source) / CURRENT
    return pointer.read_text(encoding="utf-8").strip() if pointer.is_file() else None


def replace_text(path: Path, text: str) -> None:
    """Write a small file so that a reader sees the old or the new text, never half of it."""
    replace_bytes(path, text.encode())


def replace_bytes(path: Path, content: bytes) -> None:
    """Write a file so that a reader sees the old or the new bytes, never half of them."""
    temporary = path.with_name(f"{INCOMING}{os.getpid()}-{uuid.uuid4().hex[:8]}")
    try:
        with temporary.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def checked_name(name: str) -> str:
    """A source or version name that cannot leave the warehouse.

    Raises StoreError.
    """
    if not name or name.startswith(".") or "/" in name or "\\" in name or "\x00" in name:
        raise StoreError(
            "{name!r} is not a name for a source or version.", fix="Use letters, digits, - and _.", name=name
        )
    return name
