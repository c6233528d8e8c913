"""The words of all listed names, each once, found by how they sound or what they mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from karvan.engines.access.screening.keys import keys
from karvan.engines.access.screening.likeness import Floats, coded, likeness_of_pairs
from karvan.engines.access.screening.match import LEAST_LIKENESS, alike
from karvan.engines.access.screening.words import Word, with_joined

_NONE = np.array([], dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words with the numbers of the readings that have them (`postings`), sorted."""

    words: tuple[Word, ...]
    postings: tuple[NDArray[np.int64], ...]
    _by_key: Mapping[str, NDArray[np.int64]]
    _codes: NDArray[np.uint8]
    _arabic: NDArray[np.bool_]
    _joint: NDArray[np.bool_]

    @staticmethod
    def build(read: Sequence[Sequence[Word]]) -> Vocabulary:
        """The words of the readings, and their neighbours written as one."""
        found: dict[tuple[str, bool], tuple[Word, list[int]]] = {}
        for place, some in enumerate(read):
            for word in with_joined(some):
                found.setdefault((word.text, word.joint), (word, []))[1].append(place)
        words = tuple(word for word, _ in found.values())
        by_key: dict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(words):
            for key in _keys(word):
                by_key[key].append(number)
        return Vocabulary(
            words=words,
            postings=tuple(np.unique(np.array(places)) for _, places in found.values()),
            _by_key={key: np.array(numbers) for key, numbers in by_key.items()},
            _codes=coded([word.sounds for word in words]),
            _arabic=np.array([word.arabic for word in words], dtype=bool),
            _joint=np.array([word.joint for word in words], dtype=bool),
        )

    def alike(self, asked: Sequence[Word]) -> Iterator[tuple[Word, NDArray[np.int64], Floats]]:
        """For each word the numbers of the words it is alike to, and how alike."""
        if not asked or not self.words:
            yield from ((word, _NONE, np.array([])) for word in asked)
            return
        near = [self._near(word) for word in asked]
        who = np.repeat(np.arange(len(asked)), [len(one) for one in near])
        numbers = np.concatenate(near)
        codes, width = coded([word.sounds for word in asked]), self._codes.shape[1]
        wide = max(width, codes.shape[1])
        arabic = np.array([word.arabic for word in asked], dtype=bool)
        found = likeness_of_pairs(
            _widened(codes, wide)[who],
            _widened(self._codes, wide)[numbers],
            arabic[who] != self._arabic[numbers],
        )
        ends = np.cumsum([len(one) for one in near])
        for word, start, end in zip(asked, np.r_[0, ends[:-1]], ends, strict=True):
            yield self._kept(word, numbers[start:end], found[start:end])

    def _kept(
        self, word: Word, numbers: NDArray[np.int64], found: Floats
    ) -> tuple[Word, NDArray[np.int64], Floats]:
        for place in np.flatnonzero(np.isnan(found)).tolist():
            found[place] = alike(word, self.words[numbers[place]])[0]
        if word.meaning or word.name:
            for place, number in enumerate(numbers.tolist()):
                other = self.words[number]
                if (word.name and other.name) or (word.meaning and other.meaning == word.meaning):
                    found[place] = alike(word, other)[0]
        # Both sound and text are exact where the texts are the same; the sum of prices may not be.
        found[found > 1 - 1e-9] = 1.0
        good = found >= LEAST_LIKENESS
        return word, numbers[good], found[good]

    def _near(self, word: Word) -> NDArray[np.int64]:
        lists = [self._by_key[key] for key in _keys(word) if key in self._by_key]
        if not lists:
            return _NONE
        found = np.unique(np.concatenate(lists))
        return found[~self._joint[found]] if word.joint else found


def _keys(word: Word) -> frozenset[str]:
    return keys(word.sounds) | ({word.meaning} if word.meaning else frozenset())


def _widened(codes: NDArray[np.uint8], wide: int) -> NDArray[np.uint8]:
    return np.pad(codes, ((0, 0), (0, wide - codes.shape[1])))
