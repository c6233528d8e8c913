"""Names of countries and regions as sequences of folded words, found in time linear in the text."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from karvan.model.text import Folded, normalise

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_KIND_RANK = {"name": 0, "alias": 1, "city": 2, "demonym": 3, "district": 4}
_GLUED = ("هایی", "های", "ها", "ست")


@dataclass(frozen=True, slots=True)
class Entry:
    """A name of a place; `kind` is name, alias, demonym, city or district (a part of a region)."""

    code: str
    lang: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A place named in the text: offsets in the folded text."""

    entry: Entry
    start: int
    end: int

    @property
    def is_country(self) -> bool:
        """Whether a country is named rather than a part of one."""
        return "-" not in self.entry.code


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """First word -> candidate names, longest first; and the best name of each code by language."""

    by_first: Mapping[str, tuple[tuple[tuple[str, ...], tuple[Entry, ...]], ...]]
    best: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def name(self, code: str, lang: str) -> str:
        """The name to show, or an empty text."""
        return self.best.get((code, lang), "")

    def mentions(self, folded: Folded) -> Iterator[Mention]:
        """Every place named, longest names first, none overlapping; several readings of one name all come."""
        words = [(_plain_word(m.group()), m.start(), m.end()) for m in _WORD.finditer(folded.text)]
        at = 0
        while at < len(words):
            length, entries = self._longest(words, at)
            for entry in entries:
                if _is_capitalised(entry, folded, words[at][1]):
                    yield Mention(entry, words[at][1], words[at + length - 1][2])
            at += max(length, 1)

    def _longest(self, words: list[tuple[str, int, int]], at: int) -> tuple[int, tuple[Entry, ...]]:
        for first in _readings(words[at][0]):
            for name, entries in self.by_first.get(first, ()):
                tail = words[at + 1 : at + len(name)]
                if len(tail) == len(name) - 1 and all(w[0] == n for w, n in zip(tail, name[1:], strict=True)):
                    return len(name), entries
        return 0, ()


def gazetteer(entries: Iterable[Entry]) -> Gazetteer:
    """Index names; a name of several words is also found when a deleted ZWNJ glued them."""
    found: dict[tuple[str, ...], dict[Entry, None]] = defaultdict(dict)
    best: dict[tuple[str, str], tuple[int, str]] = {}
    for entry in entries:
        words = tuple(_WORD.findall(plain(entry.name)))
        if not words or len("".join(words)) < 2:
            continue
        found[words][entry] = None
        if len(words) > 1 and entry.lang == "fa":
            found["".join(words),][entry] = None
        rank = _KIND_RANK[entry.kind]
        if rank < best.get((entry.code, entry.lang), (len(_KIND_RANK), ""))[0]:
            best[entry.code, entry.lang] = (rank, entry.name)
    index: dict[str, list[tuple[tuple[str, ...], tuple[Entry, ...]]]] = defaultdict(list)
    for words, named in found.items():
        index[words[0]].append((words, tuple(_distinct(named))))
    by_first = {first: tuple(sorted(some, key=lambda one: -len(one[0]))) for first, some in index.items()}
    return Gazetteer(by_first, {key: name for key, (_, name) in best.items()})


def plain(name: str) -> str:
    """A name folded; Latin letters without the marks of transliteration (Markazī, Āz̄ārbāyjān)."""
    return "".join(one for letter in normalise(name) for one in _bare(letter))


def _plain_word(word: str) -> str:
    return word if word.isascii() else "".join(_bare(letter) for letter in word)


def _bare(letter: str) -> str:
    """Only Latin letters lose their marks: آ and ا are two letters of Persian."""
    decomposed = unicodedata.normalize("NFD", letter)
    return decomposed[0] if decomposed[0].isascii() else letter


def _distinct(entries: Iterable[Entry]) -> Iterator[Entry]:
    """One entry for each code: the pack's comes first and wins over the standard tables'."""
    seen: set[str] = set()
    for entry in sorted(entries, key=lambda one: _KIND_RANK[one.kind]):
        if entry.code not in seen:
            seen.add(entry.code)
            yield entry


def _readings(word: str) -> Iterator[str]:
    """The word, and what it was before a plural (a deleted ZWNJ) or «است» was glued to it."""
    yield word
    for ending in _GLUED:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            yield word.removesuffix(ending)


def _is_capitalised(entry: Entry, folded: Folded, start: int) -> bool:
    """Latin names must begin with a capital: turkey is a bird, chad a scrap of paper."""
    first = folded.quote(start, start + 1)
    return not first.isascii() or first.isupper() or entry.lang == "fa"
