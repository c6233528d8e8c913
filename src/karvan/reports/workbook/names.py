"""Names that Excel takes: of sheets, of the headers of a table, of the table itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from karvan.reports.workbook.text import clean, cut, units

LONGEST_SHEET = 31
LONGEST_HEADER = 255
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\s]+")
_RESERVED = {"", "history"}  # Excel keeps the second for itself
_ELLIPSIS = "…"


def sheet_names(titles: Iterable[str], fallback: str) -> tuple[str, ...]:
    """A sheet name for each title: at most 31 units, unique whatever the case, readable.

    A long title loses its middle, as the start says what a table holds and the end of which market it is.
    """
    stems = (_FORBIDDEN.sub(" ", clean(title)).strip("' ") for title in titles)
    kept = (f"{stem} 1" if stem.lower() in _RESERVED - {""} else stem or fallback for stem in stems)
    return tuple(_unique(kept, LONGEST_SHEET))


def headers(titles: Iterable[str], fallback: str) -> tuple[str, ...]:
    """A header for each title: one line, unique whatever the case, never empty."""
    return tuple(_unique((" ".join(clean(one).split()) or fallback for one in titles), LONGEST_HEADER))


def table_names(ids: Iterable[str]) -> tuple[str, ...]:
    """A name for formulas and screen readers for each table: ASCII, unique whatever the case."""
    stems = (re.sub(r"[^A-Za-z0-9]+", "_", one).strip("_").lower() for one in ids)
    return tuple(f"table_{at}_{stem}".strip("_") for at, stem in enumerate(stems, start=1))


def _unique(stems: Iterable[str], longest: int) -> Iterator[str]:
    taken: set[str] = set()
    for stem in stems:
        name, number = short(stem, longest), 1
        while name.lower() in taken:
            number += 1
            ending = f" ({number})"
            name = short(stem, longest - len(ending)) + ending
        taken.add(name.lower())
        yield name


def short(title: str, longest: int) -> str:
    """The title, or its first and last words with a mark between."""
    if units(title) <= longest:
        return title
    words = title.split()
    tail = " ".join(reversed(list(_fitting(reversed(words[1:]), longest // 2))))
    room = longest - units(tail) - units(_ELLIPSIS)
    head = " ".join(_fitting(words, room)) or cut(title, room)
    return f"{head}{_ELLIPSIS}{tail}".strip("' ")


def _fitting(words: Iterable[str], room: int) -> Iterator[str]:
    for word in words:
        room -= units(word)
        if room < 0:
            return
        yield word
        room -= 1
