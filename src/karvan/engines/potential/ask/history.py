"""What the chapter history remembers of a pair."""

from __future__ import annotations

from dataclasses import dataclass

from karvan.store.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class LastYear:
    """The last year a pair was visible by chapter; a lower bound, since only listed chapters are there."""

    year: int
    chapters: tuple[tuple[str, float], ...]


def last_observed(snapshot: Snapshot, home: str, market: str, before: int) -> LastYear | None:
    """The latest year before `before` in which the chapter history lists the pair, largest chapters first."""
    if not snapshot.has("chapter_pairs"):
        return None
    rows = snapshot.read(
        "chapter_pairs", {"exporter": home, "importer": market}, ["year", "hs2_key", "value_usd"]
    )
    seen = [row for row in rows.rows() if row[0] < before]
    if not seen:
        return None
    year = max(row[0] for row in seen)
    chapters = sorted(
        ((key, value) for y, key, value in seen if y == year), key=lambda one: (-one[1], one[0])
    )
    return LastYear(year, tuple(chapters))
