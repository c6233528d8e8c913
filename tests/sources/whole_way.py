"""From a reading through the store and back, for tiny samples that are below a source's row bounds."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path

import pytest

from karvan.sources.contract import Description, Reading
from karvan.sources.loading import load
from karvan.store.snapshot import Snapshot, Store

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the real data beside the repository is absent")


def stored(root: Path, description: Description, reading: Reading) -> Snapshot:
    """Load the reading without its bounds and open the warehouse."""
    unbounded = dataclasses.replace(description, bounds={})
    load(root, unbounded, reading, fetched_on=date(2026, 11, 24))
    return Store.open(root, bundle=root / "no-bundle")


def written(folder: Path, name: str, text: str) -> Path:
    """A sample file in `folder`."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
