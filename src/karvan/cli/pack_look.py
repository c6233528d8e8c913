"""`karvan pack stale|diff|coverage`: what must be read again, what changed, and how well each country is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from karvan.cli.clock import day
from karvan.cli.home import karvan_home, packs_folder
from karvan.cli.output import done, line, table
from karvan.cli.words import marked
from karvan.errors import QuestionError

if TYPE_CHECKING:
    from karvan.sources.packs.diff import Difference
    from karvan.sources.packs.study import Pack


def stale(*paths: Path, as_of: str | None = None, within: int = 0) -> None:
    """Facts whose review is due, the longest overdue first: the queue of those who keep the packs.

    Parameters
    ----------
    paths
        Folders of packs. Without any: the shipped packs with your own in their place.
    as_of
        The day on which to look; today when not given.
    within
        Also what falls due within so many days.
    """
    from karvan.sources.packs.review import due, old_sources

    by, packs = day(as_of) + timedelta(days=within), _packs(paths)
    found, old = due(packs, by), old_sources(packs, by)
    rows = [
        (one.review_by, one.pack, one.id, one.title, f"{one.file}:{one.line}", one.owner) for one in found
    ]
    head = line(marked("{count} facts to review by {day}."), count=len(found), day=by)
    beside = marked("Beside them {count} facts rest on sources that were old when they were read.")
    headings = [
        line(text)
        for text in (
            marked("due"),
            marked("pack"),
            marked("fact"),
            marked("title"),
            marked("place"),
            marked("owner"),
        )
    ]
    document = [{**asdict(one), "review_by": one.review_by.isoformat()} for one in found]
    done(
        document,
        [head, *(table(headings, rows) if rows else []), *([line(beside, count=old)] if old else [])],
    )


def diff(one: str, other: str, /, *paths: Path) -> None:
    """What changed between two days of the law, or between two folders of packs.

    Parameters
    ----------
    one
        A day (YYYY-MM-DD or Jalali), or a folder of packs.
    other
        A later day, or another folder of packs.
    paths
        With two days: folders of packs. Without any: the shipped packs with your own in their place.
    """
    from karvan.sources.packs.diff import between_days, between_packs

    if Path(one).is_dir() and Path(other).is_dir():
        found = between_packs(_packs([Path(one)]), _packs([Path(other)]))
    else:
        first, then = day(one), day(other)
        if then < first:
            raise QuestionError(
                marked("{then} is before {first}."),
                fix=marked("Give the earlier day first."),
                first=first,
                then=then,
            )
        found = between_days(_packs(paths), first, then)
    done([_plain(one) for one in found], [_told(one) for one in found] or [line(marked("Nothing changed."))])


def coverage(*paths: Path, as_of: str | None = None) -> None:
    """How well the law of each country is known: facts by topic and standing.

    Parameters
    ----------
    paths
        Folders of packs. Without any: the shipped packs with your own in their place.
    as_of
        The day on which overdue reviews are counted as stale; today when not given.
    """
    from karvan.cli.access_lines import STANDINGS, TOPICS
    from karvan.model.charge import STANDINGS as COLUMNS
    from karvan.sources.packs.topics import coverage as cells

    found = cells(_packs(paths), day(as_of))
    rows = [
        (one.country, line(TOPICS[one.topic]), *(getattr(one, name) for name in COLUMNS)) for one in found
    ]
    headings = [line(marked("country")), line(marked("topic")), *(line(STANDINGS[name]) for name in COLUMNS)]
    done([asdict(one) for one in found], table(headings, rows))


def _packs(paths: Sequence[Path]) -> tuple[Pack, ...]:
    from karvan.sources import packs

    if not paths:
        return packs.whole_packs(packs.SHIPPED, packs_folder(karvan_home()))[1]
    return tuple(pack for path in paths for pack in packs.whole_packs(path)[1])


def _plain(one: Difference) -> dict[str, Any]:
    return {**asdict(one), "on": one.on.isoformat() if isinstance(one.on, date) else None}


WHAT = {
    "began": marked("began"),
    "ended": marked("ended"),
    "unsure": marked("day not certain"),
    "added": marked("added"),
    "removed": marked("removed"),
    "changed": marked("changed"),
}


def _told(one: Difference) -> str:
    fields = f" ({', '.join(one.fields)})" if one.fields else ""
    return (
        f"{one.on or ''} {line(WHAT[one.what])}: {one.pack}/{one.file} {one.id}: {one.title}{fields}".strip()
    )
