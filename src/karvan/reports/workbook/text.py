"""Text that a spreadsheet can hold: no character that XML forbids, no more than a cell takes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from karvan.reports.document import Text
from karvan.reports.workbook.phrases import Phrases

LONGEST_CELL = 32_767  # UTF-16 units: what Excel counts
# Control characters, halves of surrogate pairs and the two code points that are no characters.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# What a spreadsheet would run when the cell is edited or the sheet goes through CSV.
_RISKY = ("=", "+", "-", "@", "\t", "\n")


def plain(words: Iterable[Text]) -> str:
    """Runs of words as one text."""
    return "".join(one.text for one in words)


def clean(text: str) -> str:
    """The text with line ends as XML keeps them and a mark in the place of each forbidden character."""
    return _ILLEGAL.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def units(text: str) -> int:
    """Length in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def cut(text: str, longest: int) -> str:
    """The first `longest` UTF-16 units, no character halved."""
    return text.encode("utf-16-le")[: 2 * longest].decode("utf-16-le", errors="ignore")


def for_cell(text: str, phrases: Phrases) -> str:
    """Clean text of at most 32,767 units; a mark says where it was cut."""
    made = clean(text)
    if len(made) <= LONGEST_CELL // 2 or units(made) <= LONGEST_CELL:
        return made
    return cut(made, LONGEST_CELL - units(phrases.cut)) + phrases.cut


def is_risky(text: str) -> bool:
    """Whether the text begins like a formula."""
    return text.startswith(_RISKY)
