"""The review queue: which facts must be looked at again, by when, and whose they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from karvan.sources.packs.law_rules import every_law_fact
from karvan.sources.packs.study import Fact, Pack


@dataclass(frozen=True, slots=True, order=True)
class Due:
    """One fact to be looked at again; `owner` is the pack's maintainer."""

    review_by: date
    pack: str
    file: str
    line: int
    id: str
    title: str
    owner: str


def due(packs: Iterable[Pack], by: date) -> list[Due]:
    """Facts of law whose review is due on or before the day, the longest overdue first."""
    return sorted(one for pack in packs for one in _of_pack(pack) if one.review_by <= by)


def old_sources(packs: Iterable[Pack], by: date) -> int:
    """How many facts rest on a source that was old when it was read, though no review is due by the day."""
    return sum(
        fact.values["standing"] == "stale" and one.review_by > by
        for pack in packs
        for one, fact in _each(pack)
    )


def _of_pack(pack: Pack) -> Iterator[Due]:
    return (one for one, _ in _each(pack))


def _each(pack: Pack) -> Iterator[tuple[Due, Fact]]:
    for _, fact in every_law_fact(pack):
        if fact.values["known"]["until"] is None:
            yield _due(pack, fact, fact.values["known"]["review_by"]), fact
    for fact in pack.facts("stops.yml"):
        yield _due(pack, fact, fact.values["review_by"]), fact


def _due(pack: Pack, fact: Fact, review_by: date) -> Due:
    one = fact.values
    owner = str(pack.head.values["maintainer"])
    return Due(review_by, pack.id, str(fact.page.path), fact.line, one["id"], one["title"]["en"], owner)
