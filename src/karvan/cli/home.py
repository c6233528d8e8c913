"""Where the user's warehouse and packs lie."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path


def karvan_home(environ: Mapping[str, str] = os.environ) -> Path:
    """KARVAN_HOME if it is set, else this platform's folder for a user's data."""
    named = environ.get("KARVAN_HOME")
    return Path(named).expanduser() if named else _default(environ)


def packs_folder(home: Path) -> Path:
    """The user's packs; a file here stands in the place of the shipped one of the same name."""
    return home / "packs"


def _default(environ: Mapping[str, str]) -> Path:
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "karvan"
    shared = environ.get("XDG_DATA_HOME", "")
    # The XDG specification says that a relative path is to be ignored.
    base = Path(shared) if Path(shared).is_absolute() else Path.home() / ".local" / "share"
    return base / "karvan"
