"""What one cell holds: a number, a day or a text, how it is written, and where it leads."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

from karvan.reports.document import Value, Words
from karvan.reports.document.parts import Format
from karvan.reports.workbook.phrases import Phrases
from karvan.reports.workbook.text import for_cell, plain

Plain: TypeAlias = str | float | date
# Excel counts a 29 February 1900 that never was: days before March 1900 would move by one.
_FIRST_DAY = date(1900, 3, 1)
_DAY_FORMAT = "yyyy-mm-dd"
_TEXT_FORMAT = "@"
_PLAIN_FORMAT = "General"
# Format -> how a number is written, the least it can show, and how a smaller one is (no false zeros).
_NUMBERS: dict[Format, tuple[str, float, str]] = {
    "whole": ("#,##0", 0.5, _PLAIN_FORMAT),
    "usd": ("#,##0", 0.5, _PLAIN_FORMAT),
    "percent": ("0.0%", 0.0005, "0.00E+00%"),
    "number": ("#,##0.000", 0.0005, _PLAIN_FORMAT),
}


@dataclass(frozen=True, slots=True)
class Content:
    """A cell; `look` is unknown where words stand in the place of a figure. `href` as in the document."""

    plain: Plain
    number_format: str
    look: Literal["known", "unknown"] = "known"
    href: str = ""


def content(value: Value, column: Format, phrases: Phrases) -> Content:
    """The cell of a value in a column; a value that names its own format keeps it."""
    kind = column if value.format == "text" else value.format
    href = next((one.href for one in value.shown if one.href), "")
    found = _figure(value)
    if found is None:
        said = plain(value.shown).strip() or phrases.status(value.status)
        # A figure that somebody fills in later must count: a cell of text would not.
        return Content(for_cell(said, phrases), number_format(kind, 0.0), "unknown", href)
    if isinstance(found, str):
        found = for_cell(_said(value.shown, found, kind), phrases)
    return Content(found, _marked(_format_of(found, kind), value, phrases), "known", href)


def _figure(value: Value) -> Plain | None:
    """The value as a spreadsheet knows it; None when there is none."""
    found = value.value
    if isinstance(found, int | float | Decimal):
        number = float(found)
        return number if math.isfinite(number) else None
    if isinstance(found, date):
        return found if found >= _FIRST_DAY else found.isoformat()
    return found


def _said(shown: Words, text: str, kind: Format) -> str:
    return text if kind == "code" else plain(shown).strip() or text


def _format_of(found: Plain, kind: Format) -> str:
    if isinstance(found, str):
        return _TEXT_FORMAT if kind == "code" else _PLAIN_FORMAT
    return _DAY_FORMAT if isinstance(found, date) else number_format(kind, found)


def number_format(kind: Format, number: float) -> str:
    """How a number of this size is written: as usual, or so that it does not look like zero."""
    if kind not in _NUMBERS:
        return _PLAIN_FORMAT
    usual, least, small = _NUMBERS[kind]
    return small if 0 < abs(number) < least else usual


def _marked(written: str, value: Value, phrases: Phrases) -> str:
    """The format with the status in brackets: the figure stays a figure, and its doubt can be read."""
    if not value.status:
        return written
    word = phrases.status(value.status).replace('"', "'")
    base = _TEXT_FORMAT if isinstance(value.value, str) else written
    return f'{base} "({word})"'
