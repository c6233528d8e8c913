"""A line of colours with their words, from the side where reading starts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from karvan.reports.pictures.ink import Ink
from karvan.reports.pictures.labels import text_width
from karvan.reports.pictures.palette import QUIET, UNKNOWN
from karvan.reports.pictures.sheet import Row, Sheet

_PATCH, _GAP, _SIZE = 12, 6, 11


@dataclass(frozen=True, slots=True)
class Entry:
    """A colour and its words; `is_unknown` draws the dashed grey that stands for unknown."""

    colour: str
    text: str
    is_unknown: bool = False
    edge: str = QUIET


def unknown_entry(text: str) -> Entry:
    """The entry for what is not known."""
    return Entry(UNKNOWN, text, is_unknown=True)


def draw_legend(
    sheet: Sheet, ink: Ink, entries: Sequence[Entry], top: float, start: float, end: float
) -> float:
    """Patches and words in as many lines as they need between `start` and `end`; the pixel below the last line."""
    patches: list[tuple[Entry, Row]] = []
    words: list[Row] = []
    at, y = 0.0, top
    for entry in entries:
        width = _PATCH + _GAP + text_width(entry.text, _SIZE) + 14
        if at and at + width > end - start:
            at, y = 0.0, y + 18
        patches.append((entry, _patch(entry, ink, at, y, start, end)))
        beside = at + _PATCH + _GAP
        words.append({"x": end - beside if ink.is_rtl else start + beside, "y": y, "text": entry.text})
        at += width
    name = f"legend-{round(top)}"
    sheet.add(
        f"{name}-patches",
        {"type": "rect", "strokeWidth": 1.2},
        [row for entry, row in patches if not entry.is_unknown],
    )
    sheet.add(
        f"{name}-unknown",
        {"type": "rect", "stroke": QUIET, "strokeDash": [2, 2]},
        [row for entry, row in patches if entry.is_unknown],
    )
    sheet.words(f"{name}-words", words, fontSize=_SIZE, align="right" if ink.is_rtl else "left")
    return y + 14


def draw_notes(sheet: Sheet, ink: Ink, lines: Sequence[str], top: float) -> None:
    """Lines that explain, under all else; the sheet ends below them."""
    side = sheet.width - 10 if ink.is_rtl else 10
    rows = [{"x": side, "y": top + 8 + 17 * number, "text": text} for number, text in enumerate(lines)]
    sheet.words("notes", rows, align="right" if ink.is_rtl else "left", fontSize=_SIZE, color=QUIET)
    sheet.height = round(top + 8 + 17 * len(lines) + 2)


def _patch(entry: Entry, ink: Ink, at: float, y: float, start: float, end: float) -> Row:
    x = end - at - _PATCH if ink.is_rtl else start + at
    return {
        "x": x,
        "x2": x + _PATCH,
        "y": y - _PATCH / 2,
        "y2": y + _PATCH / 2,
        "fill": entry.colour,
        "stroke": entry.edge,
    }
