"""All listed names in one index: a query meets the names it shares a word's sound with, and the best are scored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from karvan.engines.access.screening.keys import keys
from karvan.engines.access.screening.match import (
    BOTH_LEFT,
    LEAST_LIKENESS,
    ONE_LEFT,
    THRESHOLD,
    Pairing,
    alike,
    explained,
    readings,
    score_of,
)
from karvan.engines.access.screening.words import Word, joined

# The estimate by which names are chosen overlooks who is taken twice; names this far below are still looked at.
SLACK = 0.1
MOST_SCORED = 60


@dataclass(frozen=True, slots=True)
class IndexedName:
    """One name of a listed party. `kind` is individual, entity, vessel, aircraft or "" (unknown)."""

    list: str
    ref: str
    kind: str
    name: str
    quality: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """The best name of a party for a query: score 0..1 and which words met or were left over."""

    list: str
    ref: str
    name: str
    quality: str
    score: float
    explanation: tuple[Pairing, ...]


@dataclass(frozen=True, slots=True)
class _Met:
    """What one word of a query meets: readings by number, its likeness squared there, and that times their word's weight."""

    rows: np.ndarray
    likeness: np.ndarray
    worth: np.ndarray


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Names of one or more lists, ready to be searched; `build` makes one."""

    names: tuple[IndexedName, ...]
    _readings: tuple[tuple[Word, ...], ...]
    _owner: np.ndarray
    _weight: np.ndarray
    _kinds: dict[str, np.ndarray]
    _words: tuple[Word, ...]
    _by_key: dict[str, list[int]]
    _postings: tuple[np.ndarray, ...]
    _met: dict[str, _Met] = field(default_factory=dict)

    @staticmethod
    def build(names: Iterable[IndexedName]) -> NameIndex:
        """Index the names, each in all its readings (with and without what stands in brackets)."""
        listed = tuple(names)
        read = [(row, one) for row, name in enumerate(listed) for one in readings(name.name)]
        vocabulary: dict[str, tuple[Word, list[int]]] = {}
        for place, (_, some) in enumerate(read):
            for word in (*some, *map(joined, some, some[1:])):
                vocabulary.setdefault(word.text, (word, []))[1].append(place)
        by_key: dict[str, list[int]] = defaultdict(list)
        for number, (word, _) in enumerate(vocabulary.values()):
            for key in keys(word.sounds) | ({word.meaning} if word.meaning else set()):
                by_key[key].append(number)
        owner = np.array([row for row, _ in read], dtype=np.int64)
        kinds = np.array([one.kind for one in listed], dtype=object)
        return NameIndex(
            names=listed,
            _readings=tuple(some for _, some in read),
            _owner=owner,
            _weight=np.array([sum(one.weight for one in some) for _, some in read]),
            _kinds={kind: (kinds == kind)[owner] | (kinds == "")[owner] for kind in set(kinds.tolist())},
            _words=tuple(word for word, _ in vocabulary.values()),
            _by_key=dict(by_key),
            _postings=tuple(np.unique(np.array(places)) for _, places in vocabulary.values()),
        )

    def search(
        self, query: str, *, kind: str = "", top: int = 5, least: float = THRESHOLD
    ) -> tuple[Candidate, ...]:
        """The best name of each party that scores `least` or more, at most `top`, the best first.

        `kind` keeps parties of that kind and those of unknown kind. A query without letters finds nothing.
        """
        best: dict[tuple[str, str], tuple[float, int]] = {}
        for some in readings(query):
            for row in self._hopeful(some, kind, least):
                name = self.names[self._owner[row]]
                value = score_of(some, self._readings[row])
                party = (name.list, name.ref)
                if value >= least and value > best.get(party, (0.0, 0))[0]:
                    best[party] = (value, int(self._owner[row]))
        ranked = sorted(best.items(), key=lambda one: (-one[1][0], one[0]))[:top]
        return tuple(self._candidate(query, value, row) for _, (value, row) in ranked)

    def _candidate(self, query: str, value: float, row: int) -> Candidate:
        name = self.names[row]
        return Candidate(name.list, name.ref, name.name, name.quality, value, explained(query, name.name)[1])

    def _hopeful(self, some: Sequence[Word], kind: str, least: float) -> list[int]:
        """Readings whose estimated score comes near `least`, the most hopeful first."""
        met = [(word.weight, self._meets(word)) for word in (*some, *map(joined, some, some[1:]))]
        rows = np.concatenate([one.rows for _, one in met]) if met else np.array([], dtype=np.int64)
        if not rows.size:
            return []
        size, ours = len(self._readings), sum(one.weight for one in some)
        mine = np.bincount(rows, np.concatenate([one.likeness * weight for weight, one in met]), size)
        other = np.bincount(rows, np.concatenate([one.worth for _, one in met]), size)
        where = np.flatnonzero(mine)
        if kind:
            where = where[self._kinds.get(kind, self._kinds.get("", np.zeros(size, dtype=bool)))[where]]
        mine, other, theirs = np.minimum(mine[where], ours), other[where], self._weight[where]
        other = np.minimum(other, theirs)
        left_mine, left_other = ours - mine, theirs - other
        left = BOTH_LEFT * np.minimum(left_mine, left_other) + ONE_LEFT * np.abs(left_mine - left_other)
        estimate = (mine + other) / (mine + other + 2 * left)
        near = estimate >= least - SLACK
        where, estimate = where[near], estimate[near]
        return where[np.argsort(-estimate, kind="stable")[:MOST_SCORED]].tolist()

    def _meets(self, word: Word) -> _Met:
        found = self._met.get(word.text)
        if found is None:
            found = self._met[word.text] = self._look_up(word)
        return found

    def _look_up(self, word: Word) -> _Met:
        numbers = {number for key in keys(word.sounds) for number in self._by_key.get(key, ())}
        if word.meaning:
            numbers.update(self._by_key.get(word.meaning, ()))
        best: dict[int, tuple[float, float]] = {}
        for number in sorted(numbers):
            other = self._words[number]
            how = alike(word, other)[0]
            if how >= LEAST_LIKENESS:
                for row in self._postings[number].tolist():
                    if how > best.get(row, (0.0, 0.0))[0]:
                        best[row] = (how, other.weight)
        rows = sorted(best)
        likeness = np.array([best[row][0] ** 2 for row in rows])
        return _Met(
            np.array(rows, dtype=np.int64), likeness, likeness * np.array([best[row][1] for row in rows])
        )
