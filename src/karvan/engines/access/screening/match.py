"""The score of two names with its reasons: which words meet, how well, and what is left over on either side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from karvan.engines.access.screening.keys import keys
from karvan.engines.access.screening.likeness import likeness
from karvan.engines.access.screening.words import Word, joined, words

METHOD = "names/1"
THRESHOLD = 0.5
"""Score from which a name is shown. Fixed on the pairs of even reference numbers (tools/build_screening_pairs.py,
seed 7): there its F1 between the scripts is the best (0.97), false positives are 0.7 % there and 0.6 % within Latin script."""
LEAST_LIKENESS, LEAST_JOINED, SURE = 0.62, 0.8, 0.9
"""Words less alike than this do not meet; two words written as one must be more so; at the last they surely meet."""
SAME_MEANING, SAME_NAME, POWER = 0.95, 0.98, 3
"""Likeness of words of one meaning, of spellings of one known name; likeness counts to this power."""
BOTH_LEFT, ONE_LEFT, THIN = 1.5, 0.35, 0.4
"""What is left over on both sides says that these are two parties; on one side, that a name is written shorter."""
GIVEN, LIGHT, OTHER_BODY, ENOUGH = 0.4, 0.22, 0.6, 0.7
"""Added for other first words; weight up to which a word is light; factor for another body or place; weight that must
meet before a spelling says something (a name as it stands always does)."""
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")


Number = TypeVar("Number", float, NDArray[np.float64])


@dataclass(frozen=True, slots=True)
class Pairing:
    """A word of the query and one of the listed name that met, or one left over (the other side is ""), 0..1."""

    query: str
    name: str
    how: str
    likeness: float
    weight: float


class Edge(NamedTuple):
    """Words [a, a_end) of one name and [b, b_end) of the other, and how alike they are."""

    likeness: float
    how: str
    a: int
    a_end: int
    b: int
    b_end: int


def score(query: str, name: str) -> float:
    """From 0 to 1, the same both ways; 1 for a name itself. `explained` gives the reasons."""
    return max((score_of(one, two) for one in readings(query) for two in readings(name)), default=0.0)


def explained(query: str, name: str) -> tuple[float, tuple[Pairing, ...]]:
    """The score and how it came about, by the readings of the two names that agree best."""
    both = [(score_of(one, two), one, two) for one in readings(query) for two in readings(name)]
    if not both:
        return 0.0, ()
    value, ours, theirs = max(both, key=lambda one: one[0])
    return value, _pairings(ours, theirs, _aligned(ours, theirs))


def score_of(ours: Sequence[Word], theirs: Sequence[Word]) -> float:
    """The score of two names given as words."""
    return _total(ours, theirs, _aligned(ours, theirs))


@lru_cache(maxsize=200_000)
def readings(name: str) -> tuple[tuple[Word, ...], ...]:
    """The words of a name: as it stands, without what is in brackets, and what is in brackets by itself."""
    texts = [name]
    if _BRACKETS.search(name):
        texts.append(_BRACKETS.sub(" ", name))
        texts += [one for one in _BRACKETS.findall(name) if _stands_alone(one)]
    if ";" in name:
        texts += name.split(";")
    return tuple(dict.fromkeys(some for text in texts if (some := words(text))))


def _stands_alone(text: str) -> bool:
    """Short names in capitals and names of two words; «(Arak)» behind a firm's name is no name of the firm."""
    return len(text.split()) > 1 or (len(text) > 2 and text.isupper())


def alike(one: Word, two: Word) -> tuple[float, str]:
    """How alike two words are and by what: text, meaning or sound."""
    if one.text == two.text:
        return 1.0, "same"
    if one.name and two.name:
        return (SAME_NAME, "name") if one.name == two.name else (0.0, "other name")
    found = 0.0
    if not keys(one.sounds).isdisjoint(keys(two.sounds)):
        found = likeness(one.sounds, two.sounds, one.arabic != two.arabic)
    if found < SAME_MEANING and one.meaning and one.meaning == two.meaning:
        return SAME_MEANING, "meaning"
    return found, "sound"


def _aligned(ours: Sequence[Word], theirs: Sequence[Word]) -> list[Edge]:
    """Words that meet, the most alike first, each word once."""
    edges = [
        Edge(found, how, a, a + 1, b, b + 1)
        for a, one in enumerate(ours)
        for b, two in enumerate(theirs)
        for found, how in (alike(one, two),)
        if found >= LEAST_LIKENESS
    ]
    if sum(edge.likeness > SURE for edge in edges) < min(len(ours), len(theirs)):
        edges += _joined_edges(ours, theirs, swapped=False) + _joined_edges(theirs, ours, swapped=True)
    edges.sort(key=_rank)
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    kept = []
    for edge in edges:
        span_a, span_b = range(edge.a, edge.a_end), range(edge.b, edge.b_end)
        if taken_a.isdisjoint(span_a) and taken_b.isdisjoint(span_b):
            taken_a.update(span_a)
            taken_b.update(span_b)
            kept.append(edge)
    return kept


def _rank(edge: Edge) -> tuple[float, int, int, int]:
    """The most alike first, then the longest, then the most in place; the same whichever name is first."""
    size = edge.a_end - edge.a + edge.b_end - edge.b
    return -edge.likeness, -size, abs(edge.a - edge.b), edge.a + edge.b


def _joined_edges(ours: Sequence[Word], theirs: Sequence[Word], *, swapped: bool) -> list[Edge]:
    """Two neighbours of one name written as one word in the other: Zar Jamil, Zarjamil."""
    found = []
    for a in range(len(ours) - 1):
        both = joined(ours[a], ours[a + 1])
        for b, other in enumerate(theirs):
            how = alike(both, other)[0]
            if how >= LEAST_JOINED:
                spans = (b, b + 1, a, a + 2) if swapped else (a, a + 2, b, b + 1)
                found.append(Edge(how, "joined", *spans))
    return found


def _total(ours: Sequence[Word], theirs: Sequence[Word], edges: Sequence[Edge]) -> float:
    """What met, as a share of all that was to meet; what is left over on both sides weighs most."""
    met = worth = 0.0
    left_a, left_b = weight_of(ours), weight_of(theirs)
    for alikeness, _, a, a_end, b, b_end in edges:
        mine, other = weight_of(ours[a:a_end]), weight_of(theirs[b:b_end])
        left_a -= mine
        left_b -= other
        worth += (mine + other) / 2
        met += (mine + other) / 2 * alikeness**POWER
    if not worth:
        return 0.0
    apart = GIVEN * _given_apart(ours, theirs, edges)
    value = formula(met, worth, max(0.0, left_a) + apart, max(0.0, left_b) + apart)
    if _apart(ours, theirs, "body") or _apart(ours, theirs, "place"):
        value *= OTHER_BODY
    if any(ours[edge.a].text != theirs[edge.b].text for edge in edges):
        value *= min(1.0, worth / ENOUGH)
    return min(1.0, round(value, 6))


def _given_apart(ours: Sequence[Word], theirs: Sequence[Word], edges: Sequence[Edge]) -> bool:
    """Whether two names go on alike after other first words: brothers. Light words are no first words."""
    if [edge.b for edge in sorted(edges, key=_place)] != sorted(edge.b for edge in edges):
        return False
    a, b = _first(ours), _first(theirs)
    met_a = any(edge.a <= a < edge.a_end for edge in edges)
    met_b = any(edge.b <= b < edge.b_end for edge in edges)
    return not met_a and not met_b and min(len(ours) - a, len(theirs) - b) > 1


def _place(edge: Edge) -> int:
    return edge.a


def _first(some: Sequence[Word]) -> int:
    """The place of the given name: the first word that is not light; the last where all are."""
    heavy = (place for place, one in enumerate(some) if one.weight > LIGHT and one.weight != 0.4)
    return next(heavy, len(some) - 1)


def _apart(ours: Sequence[Word], theirs: Sequence[Word], what: str) -> bool:
    """Whether one is a bank and the other a province, or one is of Arak and the other of Tabriz."""
    mine, other = ({found for one in some if (found := getattr(one, what))} for some in (ours, theirs))
    return bool(mine and other) and mine.isdisjoint(other)


def formula(met: Number, worth: Number, left_a: Number, left_b: Number) -> Number:
    """The score from what met (of what it was `worth`) and what is left over of either name; numbers or arrays.

    s = met / (worth + left) * (1 - left / (worth + left) * THIN / (met + THIN)),
    left = BOTH_LEFT min(left_a, left_b) + ONE_LEFT |left_a - left_b|.
    The second factor: the less met, the less it says while something is left over.
    """
    apart = abs(left_a - left_b)
    left = BOTH_LEFT * (left_a + left_b - apart) / 2 + ONE_LEFT * apart
    whole = worth + left
    return met / whole * (1 - left / whole * THIN / (met + THIN))


@lru_cache(maxsize=200_000)
def weight_of(some: Sequence[Word]) -> float:
    """The weight of words together."""
    return sum(one.weight for one in some)


def _pairings(ours: Sequence[Word], theirs: Sequence[Word], edges: Sequence[Edge]) -> tuple[Pairing, ...]:
    found = []
    free_a, free_b = set(range(len(ours))), set(range(len(theirs)))
    for edge in sorted(edges, key=lambda one: one.a):
        mine, other = ours[edge.a : edge.a_end], theirs[edge.b : edge.b_end]
        free_a -= set(range(edge.a, edge.a_end))
        free_b -= set(range(edge.b, edge.b_end))
        weight = sum(one.weight for one in (*mine, *other)) / 2
        found.append(Pairing(_text(mine), _text(other), edge.how, round(edge.likeness, 4), round(weight, 4)))
    found += [Pairing(ours[a].text, "", "left over", 0.0, round(ours[a].weight, 4)) for a in sorted(free_a)]
    found += [
        Pairing("", theirs[b].text, "left over", 0.0, round(theirs[b].weight, 4)) for b in sorted(free_b)
    ]
    return tuple(found)


def _text(some: Sequence[Word]) -> str:
    return " ".join(one.text for one in some)
