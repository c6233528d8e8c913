"""One load of a source at a time, also across processes; a killed load frees its lock."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from karvan.errors import StoreLocked


@contextmanager
def source_lock(root: Path, source: str) -> Iterator[None]:
    """Hold the source's lock.

    Raises StoreLocked at once when another process or thread holds it.
    """
    path = root / "locks" / f"{source}.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as cause:
            raise StoreLocked(
                "Another load of {source} is running.",
                where=str(path),
                fix="Wait until it ends, then run this again.",
                source=source,
            ) from cause
        yield
