"""The packs of today are the packs in force: a face calls this before it opens the store."""

from __future__ import annotations

from pathlib import Path

from karvan.sources.loading import load
from karvan.sources.packs.read import DESCRIPTION, READER, fingerprint, read
from karvan.store import layout, manifest

SHIPPED = Path(__file__).resolve().parents[2] / "packs"


def keep_in_force(home: Path, shipped: Path = SHIPPED) -> bool:
    """Load the shipped packs, overlaid with `home`/packs, unless just these are in force; say if it loaded.

    The packs' own latest day of observation stands for the day of fetching: reading files that changed
    nothing must not change the warehouse. Raises PackError and the store's errors.
    """
    overlay = home / "packs"
    if _is_current(home, fingerprint(shipped, overlay)):
        return False
    reading = read(shipped, overlay)
    assert reading.published_on is not None  # packs always carry days of observation
    load(home, DESCRIPTION, reading, fetched_on=reading.published_on)
    return True


def _is_current(home: Path, content_sha256: str | None) -> bool:
    version = layout.current_version(home, DESCRIPTION.source)
    if version is None:
        return False
    held = manifest.load(layout.version_folder(home, DESCRIPTION.source, version))
    return held.content_sha256 == content_sha256 and held.coverage.get("reader") == READER
