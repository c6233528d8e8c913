"""Which region promotes: the one named beside the event, with the word for its kind or by its city."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from karvan.engines.programme.announcement import cues
from karvan.engines.programme.announcement.gazetteer import Mention
from karvan.engines.programme.announcement.sentences import Sentences
from karvan.model.territory import alpha3_of

_KIND_BEFORE = re.compile(
    r"(?:استان|ایالت|ولایت|منطقه|province of|state of|region of|governorate of|land of|county of|canton of|prefecture of|"
    r"department of|oblast of|district of|free state of)\s*$"
)
_MANY_BEFORE = re.compile(r"(?:استان\s?های|provinces of|states of)\s*$")
_KIND_AFTER = re.compile(
    r"^\s*(?:province|state\b(?! of)|region|governorate|oblast|prefecture|county|canton|district|emirate|voivodeship|land\b)"
)
# Words of several countries' tables that are no region without the word for its kind.
_COMMON = frozenset(
    [
        "central",
        "western",
        "eastern",
        "northern",
        "southern",
        "north",
        "south",
        "east",
        "west",
        "capital",
        "centre",
        "center",
        "federal",
        "national",
        "مرکزی",
    ]
)
_LEAST = 2.0


@dataclass(frozen=True, slots=True)
class Place:
    """A region found, the words that show it (offsets in the folded text), and how sure."""

    code: str
    start: int
    end: int
    score: float


def named_regions(mentions: Sequence[Mention], text: str) -> list[Mention]:
    """Mentions that surely name a region and not a country of the same words."""
    return [
        one
        for one in mentions
        if not one.is_country and (_has_kind(one, text) or " " in text[one.start : one.end])
    ]


def region(mentions: Sequence[Mention], marks: Sentences) -> Place | None:
    """The best supported region, or None."""
    text = marks.folded.text
    countries = {one.start for one in mentions if one.is_country}
    support: dict[str, float] = defaultdict(float)
    shown: dict[str, tuple[float, Mention]] = {}
    for one in mentions:
        weight = 0.0 if one.is_country else _weight(one, marks, countries)
        if weight <= 0:
            continue
        code = one.entry.code
        support[code] += weight
        if code not in shown or shown[code][0] < weight:
            shown[code] = (weight, one)
    if not support:
        return None
    # Punjab is in two countries: the one whose country the text names as well is meant.
    named = {one.entry.code for one in mentions if one.is_country}
    for code in support:
        support[code] += 0.4 * (alpha3_of(code) in named)
    code = max(sorted(support), key=lambda one: support[one])
    best = shown[code][1]
    return Place(code, *_with_kind(best, text), support[code]) if support[code] >= _LEAST else None


def _weight(one: Mention, marks: Sentences, countries: set[int]) -> float:
    """How much a mention speaks for its region; Georgia is the country unless «state of» says otherwise."""
    text = marks.folded.text
    first, last = marks.around(one.start)
    near_event = bool(cues.EVENT.search(text[first:last]))
    early = one.start < 300
    if _MANY_BEFORE.search(text[max(0, one.start - 20) : one.start]):
        return 0.2
    if one.entry.kind == "city":
        return 0.5 + 0.7 * near_event + 0.4 * early
    if _has_kind(one, text):
        return 1.5 + 1.5 * near_event + 1.0 * early
    if text[one.start : one.end] in _COMMON or one.start in countries or one.entry.kind == "district":
        return 0.0
    return 0.6 + 1.2 * near_event + 0.6 * early


def _has_kind(one: Mention, text: str) -> bool:
    before, after = text[max(0, one.start - 20) : one.start], text[one.end : one.end + 20]
    return bool(_KIND_BEFORE.search(before) or _KIND_AFTER.search(after))


def _with_kind(one: Mention, text: str) -> tuple[int, int]:
    before = _KIND_BEFORE.search(text[max(0, one.start - 20) : one.start])
    after = _KIND_AFTER.search(text[one.end : one.end + 20])
    start = one.start - len(before.group()) if before else one.start
    return start, one.end + (len(after.group()) if after else 0)
