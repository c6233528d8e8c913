"""What differs: the law of two days, or two versions of the same packs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from karvan.sources.packs.in_force import LAW_FILES
from karvan.sources.packs.study import Fact, Pack

FILES = (*LAW_FILES, "stops.yml")
_NOWHERE: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """One fact that began, ended, was added, removed or changed.

    `what` is began, ended, unsure (its first or last day lies between, but is not known to the day), added,
    removed or changed; `fields` names what changed.
    """

    pack: str
    file: str
    id: str
    what: str
    on: date | None
    title: str
    fields: tuple[str, ...] = ()


def between_days(packs: Iterable[Pack], first: date, then: date) -> list[Difference]:
    """Facts whose first day is after `first` and not after `then`, and those whose last day passed."""
    found = [one for pack in packs for file in FILES for fact in pack.facts(file)
             for one in _edges(pack, file, fact, first, then)]  # fmt: skip
    return sorted(found, key=lambda one: (one.on or date.min, one.pack, one.file, one.id, one.what))


def _edges(pack: Pack, file: str, fact: Fact, first: date, then: date) -> Iterator[Difference]:
    valid = fact.values.get("valid") or {
        "from": fact.values["valid_from"],
        "to": fact.values["valid_to"],
        "precision": "day",
        "end": fact.values["lifting"],
    }
    start, end = valid["from"], valid["to"]
    name, title = fact.values["id"], fact.values["title"]["en"]
    if start is not None and first < start <= then:
        what = "began" if valid["precision"] == "day" else "unsure"
        yield Difference(pack.id, file, name, what, start, title)
    if end is not None and first <= end < then:
        yield Difference(pack.id, file, name, "unsure" if valid["end"] == "unknown" else "ended", end, title)


def between_packs(one: Sequence[Pack], other: Sequence[Pack]) -> list[Difference]:
    """Facts that the second packs have and the first lack, the other way round, and those that differ."""
    before, after = _facts(one), _facts(other)
    found: list[Difference] = []
    for key in sorted(before.keys() | after.keys()):
        pack, file, name = key[:3]
        old, new = before.get(key, _NOWHERE), after.get(key, _NOWHERE)
        if old == new:
            continue
        what = "added" if not old else "removed" if not new else "changed"
        fields = tuple(sorted(part for part in old.keys() | new.keys() if old.get(part) != new.get(part)))
        title = (new or old)["title"]["en"]
        found.append(Difference(pack, file, name, what, None, title, fields if what == "changed" else ()))
    return found


def _facts(packs: Sequence[Pack]) -> dict[tuple[str, str, str, str], Mapping[str, Any]]:
    return {
        (pack.id, file, fact.values["id"], _known_from(fact)): fact.values
        for pack in packs
        for file in FILES
        for fact in pack.facts(file)
    }


def _known_from(fact: Fact) -> str:
    observed = fact.values["known"]["observed_on"] if "known" in fact.values else fact.values["observed_on"]
    return str(observed)
