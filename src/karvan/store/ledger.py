"""An append-only file of rows (JSON lines) in which each row seals the one before it.

It is no snapshot: a snapshot is replaced whole, a ledger only grows, because what officers decided is
evidence. A row altered, removed or put between others breaks the chain and is told. Rows cut off at the
end leave a shorter chain that is sound; whoever noted down the last seal can show that they are gone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from karvan.errors import LedgerBroken
from karvan.store import layout
from karvan.store.lock import source_lock

START = "0" * 64
_KEYS = {"previous", "row", "seal"}


@dataclass(frozen=True, slots=True)
class Ledger:
    """The rows in the order they were written, and the seal of each."""

    rows: tuple[Mapping[str, Any], ...]
    seals: tuple[str, ...]

    @property
    def head(self) -> str:
        """The last seal; that of an empty ledger is zeros."""
        return self.seals[-1] if self.seals else START


def read_ledger(path: Path) -> Ledger:
    """All rows of the file, which may be absent. Raises LedgerBroken with file:line."""
    if not path.is_file():
        return Ledger((), ())
    text = _text(path)
    rows: list[Mapping[str, Any]] = []
    seals: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        entry = _entry(line, f"{path}:{number}")
        previous = seals[-1] if seals else START
        if entry["previous"] != previous or entry["seal"] != _seal(previous, entry["row"]):
            raise _broken(f"{path}:{number}")
        rows.append(entry["row"])
        seals.append(entry["seal"])
    return Ledger(tuple(rows), tuple(seals))


def append(root: Path, path: Path, row: Mapping[str, Any]) -> str:
    """Add one row and return its seal; a reader sees the file before or after, and a kill leaves the old one.

    `root` is the warehouse whose lock is held meanwhile. Raises LedgerBroken, StoreLocked.
    """
    with source_lock(root, path.stem):
        previous = read_ledger(path).head
        seal = _seal(previous, row)
        entry = {"previous": previous, "row": dict(row), "seal": seal}
        before = path.read_text(encoding="utf-8") if path.is_file() else ""
        path.parent.mkdir(parents=True, exist_ok=True)
        layout.replace_text(path, f"{before}{_canonical(entry)}\n")
    return seal


def _text(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as cause:
        raise _broken(str(path)) from cause
    if text and not text.endswith("\n"):
        raise _broken(str(path))
    return text


def _entry(line: str, where: str) -> dict[str, Any]:
    try:
        entry = json.loads(line)
    except json.JSONDecodeError as cause:
        raise _broken(where) from cause
    # Written in one form only, so that no second reading of a line can hide beside the sealed one.
    if not isinstance(entry, dict) or set(entry) != _KEYS or _canonical(entry) != line:
        raise _broken(where)
    return entry


def _seal(previous: str, row: Mapping[str, Any]) -> str:
    return hashlib.sha256(f"{previous}\n{_canonical(row)}".encode()).hexdigest()


def _canonical(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _broken(where: str) -> LedgerBroken:
    return LedgerBroken(
        "This row is not the one that was written: the chain of seals breaks here.",
        where=where,
        fix="Nothing after it counts. Put the file back from a copy; never edit it by hand.",
    )
