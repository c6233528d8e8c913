"""All listed names in one index: a query meets the names it shares a word's sound with, and the best are scored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from heapq import nlargest

import numpy as np
from numpy.typing import NDArray

from karvan.engines.access.screening.likeness import Floats
from karvan.engines.access.screening.match import (
    POWER,
    THRESHOLD,
    Pairing,
    explained,
    formula,
    readings,
    score_of,
    weight_of,
)
from karvan.engines.access.screening.vocabulary import Vocabulary
from karvan.engines.access.screening.words import Word, with_joined

# The estimate by which names are chosen overlooks who is taken twice; names this far below are still looked at.
SLACK = 0.03
MOST_SCORED = 60
MOST_KEPT = 200_000
LEAST_PART = 0.3


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
    """Readings one word meets, by number: what meets there, and the weights of the word itself and of theirs."""

    rows: NDArray[np.int64]
    met: Floats
    mine: Floats
    other: Floats


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Names of one or more lists, ready to be searched; `build` makes one. What words meet is kept."""

    names: tuple[IndexedName, ...]
    _readings: tuple[tuple[Word, ...], ...]
    _owner: NDArray[np.int64]
    _weight: Floats
    _kinds: dict[str, NDArray[np.bool_]]
    _vocabulary: Vocabulary
    _met: dict[tuple[str, bool], _Met] = field(default_factory=dict)

    @staticmethod
    def build(names: Iterable[IndexedName]) -> NameIndex:
        """Index the names, each in all its readings (with and without what stands in brackets)."""
        listed = tuple(names)
        read = [(row, one) for row, name in enumerate(listed) for one in readings(name.name)]
        owner = np.array([row for row, _ in read], dtype=np.int64)
        kinds = np.array([one.kind for one in listed], dtype=object)
        return NameIndex(
            names=listed,
            _readings=tuple(some for _, some in read),
            _owner=owner,
            _weight=np.array([sum(one.weight for one in some) for _, some in read]),
            _kinds={kind: (kinds == kind)[owner] | (kinds == "")[owner] for kind in {*kinds.tolist(), ""}},
            _vocabulary=Vocabulary.build([some for _, some in read]),
        )

    def search(
        self, query: str, *, kind: str = "", top: int = 5, least: float = THRESHOLD
    ) -> tuple[Candidate, ...]:
        """The best name of each party that scores `least` or more, at most `top`, the best first.

        `kind` keeps parties of that kind and those of unknown kind. A query without letters finds nothing.
        """
        return self.search_many([query], kind=kind, top=top, least=least)[0]

    def search_many(
        self, queries: Sequence[str], *, kind: str = "", top: int = 5, least: float = THRESHOLD
    ) -> list[tuple[Candidate, ...]]:
        """`search` for many queries: their new words are looked up together, which is far quicker."""
        read = [readings(query) for query in queries]
        self._meet(
            {(one.text, one.joint): one for some in read for each in some for one in with_joined(each)}
        )
        return [self._found(query, some, kind, top, least) for query, some in zip(queries, read, strict=True)]

    def _found(
        self, query: str, read: Sequence[tuple[Word, ...]], kind: str, top: int, least: float
    ) -> tuple[Candidate, ...]:
        best: dict[tuple[str, str], tuple[float, int]] = {}
        floor = least
        for some in read:
            for row, estimate in self._hopeful(some, kind, least)[: max(MOST_SCORED, 4 * top)]:
                if estimate < floor:
                    break
                name = self.names[self._owner[row]]
                known = best.get((name.list, name.ref), (0.0, 0))[0]
                value = score_of(some, self._readings[row]) if estimate > known else 0.0
                if value >= least and value > known:
                    best[name.list, name.ref] = (value, int(self._owner[row]))
                    if len(best) >= top:
                        floor = nlargest(top, best.values())[-1][0]
        ranked = sorted(best.items(), key=lambda one: (-one[1][0], one[0]))[:top]
        return tuple(self._candidate(query, value, row) for _, (value, row) in ranked)

    def _candidate(self, query: str, value: float, row: int) -> Candidate:
        name = self.names[row]
        return Candidate(name.list, name.ref, name.name, name.quality, value, explained(query, name.name)[1])

    def _hopeful(self, some: Sequence[Word], kind: str, least: float) -> list[tuple[int, float]]:
        """Readings whose estimated score comes near `least`, the most hopeful first."""
        found = [self._met[word.text, word.joint] for word in with_joined(some)]
        rows = np.concatenate([one.rows for one in found])
        if not rows.size:
            return []
        size, ours = len(self._readings), weight_of(some)
        met = np.bincount(rows, np.concatenate([one.met for one in found]), size)
        # Who meets less than this cannot score `least`, however little is left over.
        where = np.flatnonzero(met > 0.5 * least * ours) if least else np.flatnonzero(met)
        if not where.size:
            return []
        if kind:
            where = where[self._kinds.get(kind, self._kinds[""])[where]]
        theirs = self._weight[where]
        mine = np.bincount(rows, np.concatenate([one.mine for one in found]), size)[where]
        other = np.bincount(rows, np.concatenate([one.other for one in found]), size)[where]
        np.minimum(mine, ours, out=mine)
        np.minimum(other, theirs, out=other)
        worth = (mine + other) / 2
        estimate = formula(np.minimum(met[where], worth), worth, np.subtract(ours, mine), theirs - other)
        near = np.flatnonzero(estimate >= least - SLACK)
        near = near[np.argsort(-estimate[near], kind="stable")]
        return list(zip(where[near].tolist(), (estimate[near] + SLACK).tolist(), strict=True))

    def _meet(self, asked: dict[tuple[str, bool], Word]) -> None:
        """Look up the words not met before."""
        if len(self._met) > MOST_KEPT:
            self._met.clear()
        new = [word for key, word in asked.items() if key not in self._met]
        scratch = np.zeros((2, len(self._readings)))
        for word, numbers, alike in self._vocabulary.alike(new):
            self._met[word.text, word.joint] = self._spread(word.weight, numbers, alike, scratch)

    def _spread(self, mine: float, numbers: NDArray[np.int64], alike: Floats, scratch: Floats) -> _Met:
        """From words of the vocabulary to the readings that have them, the most alike where several are there."""
        met, weight = scratch
        touched = []
        for place in np.argsort(alike, kind="stable").tolist():
            posted = self._vocabulary.postings[numbers[place]]
            met[posted] = alike[place] ** POWER
            weight[posted] = self._vocabulary.words[numbers[place]].weight
            touched.append(posted)
        rows = np.unique(np.concatenate(touched)) if touched else np.array([], dtype=np.int64)
        other = weight[rows]
        return _Met(rows, met[rows] * (mine + other) / 2, np.full(rows.size, mine), other)
