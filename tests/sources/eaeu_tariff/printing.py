"""Chapters as pdftotext -bbox gives them, set from short samples: same columns, sizes and distances."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

HEADS = (
    ("Ставка", 453.0, 60.0), ("ввозной", 495.0, 60.0), ("таможенной", 468.0, 75.0), ("Код", 127.9, 105.0),
    ("Наименование", 224.5, 105.0), ("позиции", 306.0, 105.0), ("Доп.", 404.7, 90.0), ("ед.", 410.0, 105.0),
    ("изм.", 408.0, 120.0), ("долларах", 456.4, 163.0), ("США)", 510.3, 163.0),
)  # fmt: skip
LEFT = {"code": 99.4, "text": 187.2, "unit": 412.0, "rate": 476.0}
LETTER, PITCH, FIRST = 6.0, 15.0, 185.0

# code, description, unit, rate: «/» begins a new line of the cell, {63С)} is raised, {_2} is lowered.
SampleRow = tuple[str, str, str, str]


def chapter(*pages: Sequence[SampleRow], notes: str = "") -> str:
    """Pages of a table, after a page of notes when these are given."""
    sheets = [_words(notes, 85.0, 60.0)] if notes else []
    sheets += [_heads() + _table(rows) for rows in pages]
    body = "".join(f'<page width="595.32" height="841.68">\n{"".join(sheet)}</page>\n' for sheet in sheets)
    return f"<html><head><title>?</title></head>\n<body>\n<doc>\n{body}</doc>\n</body>\n</html>\n"


def _heads() -> list[str]:
    return [word for text, left, top in HEADS for word in _words(text, left, top + 14)]


def _table(rows: Sequence[SampleRow]) -> list[str]:
    down, words = FIRST, []
    for row in rows:
        cells = [cell.split("/") for cell in row]
        for left, lines in zip(LEFT.values(), cells, strict=True):
            for number, line in enumerate(lines):
                words += _words(line, left, down + number * PITCH)
        down += PITCH * max(len(lines) for lines in cells) + 2
    return words


def _words(line: str, left: float, base: float) -> list[str]:
    """The words of one line that ends at `base`; braces touch the word before them."""
    words = []
    for one, space in re.findall(r"(\{[^}]*\}|[^\s{]+)(\s*)", line):
        small = one.startswith("{")
        text = one.strip("{_}")
        high, up = (9.4, 0.0 if one.startswith("{_") else 5.5) if small else (14.3, 0.0)
        right = left + LETTER * len(text)
        bottom = base - up
        words.append(
            f'    <word xMin="{left:.6f}" yMin="{bottom - high:.6f}" xMax="{right:.6f}" '
            f'yMax="{bottom:.6f}">{html.escape(text)}</word>\n'
        )
        left = right + (LETTER / 2 if space else 0)
    return words
