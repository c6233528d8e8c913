"""The words of one cell of the table, put together as a reader would read them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from karvan.sources.eaeu_tariff.extract import Word

# A raised sign stands this far above its line; lines are 13 points apart or more.
RAISED = 5.5
_SAME_LINE = 8.0
_TOUCHING = 1.0
_MARK = re.compile(r"([0-9]+)[СC]\)")  # the C is Cyrillic, or Latin by a slip of the typist
_UP = str.maketrans("0123456789-–+)", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁺⁾")
_PLAIN = str.maketrans("²³", "23")
_DOWN = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def plain_text(words: Sequence[Word]) -> str:
    """The cell on one line, footnote marks left out and small digits as digits: м2, 0,6 евро за 1 см3."""
    return _text([word for word in words if not _MARK.fullmatch(word.text)], keep_small=False)


def description(words: Sequence[Word]) -> str:
    """The cell on one line, raised and lowered signs kept as such: г/м², В₁₂ and the note «⁵⁾»."""
    return _text(words, keep_small=True)


def marks(words: Sequence[Word]) -> tuple[str, ...]:
    """The footnote marks of a rate, as 63С."""
    found = (_MARK.fullmatch(word.text) for word in words)
    return tuple(f"{mark[1]}С" for mark in found if mark)


def _text(words: Sequence[Word], *, keep_small: bool) -> str:
    text = ""
    for line in _lines(words):
        said = _line(line, keep_small=keep_small)
        text += f"{_gap(text, said)}{said}"
    return text


def _lines(words: Sequence[Word]) -> list[list[Word]]:
    """The words by line, each from left to right; a small sign belongs to the line it hangs on."""
    lines: dict[tuple[int, float], list[Word]] = {}
    for word in sorted(words, key=lambda word: (word.is_small, word.page, word.bottom)):
        near = [line for line in lines if line[0] == word.page and abs(line[1] - word.bottom) < _SAME_LINE]
        line = min(near, key=lambda line: abs(line[1] - word.bottom), default=None)
        if line is None:
            line = (word.page, word.bottom + (RAISED if word.is_small else 0))
        lines.setdefault(line, []).append(word)
    return [sorted(lines[line], key=lambda word: word.left) for line in sorted(lines)]


def _line(words: Sequence[Word], *, keep_small: bool) -> str:
    base = max((word.bottom for word in words if not word.is_small), default=0.0)
    text, end = "", 0.0
    for word in words:
        gap = " " if text and word.left - end > _TOUCHING else ""
        text += gap + (_kept(word, base) if keep_small else _flat(word, text))
        end = word.right
    return text


def _kept(word: Word, base: float) -> str:
    if not word.is_small:
        return word.text
    return word.text.translate(_UP if word.bottom < base - RAISED / 2 else _DOWN)


def _flat(word: Word, before: str) -> str:
    """A raised digit after a digit is no part of that number: it is set apart, so that no rate is misread."""
    apart = word.is_small and before[-1:].isdigit()
    return f"^{word.text}" if apart else word.text.translate(_PLAIN)


def _gap(before: str, after: str) -> str:
    """What stands between two lines: nothing after the hyphen of a compound word, else a space."""
    if not before:
        return ""
    compound = re.search(r"\S[-/]$", before) and not re.match(r"(и|или|и/или)\b", after)
    return "" if compound else " "
