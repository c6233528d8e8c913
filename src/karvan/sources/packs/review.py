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


def _of_pack(pack: Pack) -> Iterator[Due]:
    for _, fact in every_law_fact(pack):
        if fact.values["known"]["until"] is None:
            yield _due(pack, fact, fact.values["known"]["review_by"])
    for fact in pack.facts("stops.yml"):
        yield _due(pack, fact, fact.values["review_by"])


def _due(pack: Pack, fact: Fact, review_by: date) -> Due:
    one = fact.values
    owner = str(pack.head.values["maintainer"])
    return Due(review_by, pack.id, str(fact.page.path), fact.line, one["id"], one["title"]["en"], owner)
