"""The score of two names with its reasons: which words meet, how well, and what is left over on either side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from karvan.engines.access.screening.likeness import likeness
from karvan.engines.access.screening.words import Word, joined, words

METHOD = "names/1"
THRESHOLD = 0.6
LEAST_LIKENESS = 0.62
BOTH_LEFT, ONE_LEFT, THIN = 1.3, 0.35, 0.5
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")


@dataclass(frozen=True, slots=True)
class Pairing:
    """A word of the query and one of the listed name that met, or one left over (the other side is ""), 0..1."""

    query: str
    name: str
    how: str
    likeness: float
    weight: float


@dataclass(frozen=True, slots=True)
class Edge:
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
    found = likeness(one.sounds, two.sounds, one.arabic != two.arabic)
    if found < 0.95 and one.meaning and one.meaning == two.meaning:
        return 0.95, "meaning"
    return found, "sound"


def _aligned(ours: Sequence[Word], theirs: Sequence[Word]) -> list[Edge]:
    edges = [
        Edge(found, how, a, a + 1, b, b + 1)
        for a, one in enumerate(ours)
        for b, two in enumerate(theirs)
        for found, how in (alike(one, two),)
        if found >= LEAST_LIKENESS
    ]
    edges += _joined_edges(ours, theirs, swapped=False) + _joined_edges(theirs, ours, swapped=True)
    edges.sort(
        key=lambda one: (
            -one.likeness,
            -(one.a_end - one.a + one.b_end - one.b),
            abs(one.a - one.b),
            one.a,
            one.b,
        )
    )
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


def _joined_edges(ours: Sequence[Word], theirs: Sequence[Word], *, swapped: bool) -> list[Edge]:
    """Two neighbours of one name written as one word in the other: Zar Jamil, Zarjamil."""
    found = []
    for a in range(len(ours) - 1):
        both = joined(ours[a], ours[a + 1])
        for b, other in enumerate(theirs):
            if abs(len(both.sounds) - len(other.sounds)) < 5:
                how = likeness(both.sounds, other.sounds, both.arabic != other.arabic)
                if how >= 0.8:
                    found.append(
                        Edge(how, "joined", b, b + 1, a, a + 2)
                        if swapped
                        else Edge(how, "joined", a, a + 2, b, b + 1)
                    )
    return found


def _total(ours: Sequence[Word], theirs: Sequence[Word], edges: Sequence[Edge]) -> float:
    met = worth = 0.0
    left_a, left_b = sum(one.weight for one in ours), sum(one.weight for one in theirs)
    for edge in edges:
        a = sum(one.weight for one in ours[edge.a : edge.a_end])
        b = sum(one.weight for one in theirs[edge.b : edge.b_end])
        left_a -= a
        left_b -= b
        worth += (a + b) / 2
        met += (a + b) / 2 * edge.likeness**2
    if not worth:
        return 0.0
    both, one = max(0.0, min(left_a, left_b)), max(0.0, left_a - left_b, left_b - left_a)
    left = BOTH_LEFT * both + ONE_LEFT * one
    thin = THIN / (met + THIN) if left > 1e-9 else 0.0
    value = met / (worth + left) * (1 - thin * left / (worth + left))
    return min(1.0, round(value, 6))


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
