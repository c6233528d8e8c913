"""Axes with words in the language's digits; the value axis always stands on the left, as in the field's own charts."""

from __future__ import annotations

from collections.abc import Sequence

from karvan.reports.pictures.ink import Ink
from karvan.reports.pictures.labels import Box
from karvan.reports.pictures.palette import QUIET
from karvan.reports.pictures.scales import Scale
from karvan.reports.pictures.sheet import Sheet

_GRID = {"type": "rule", "strokeWidth": 0.6}


def draw_across(sheet: Sheet, ink: Ink, scale: Scale, ticks: Sequence[float], frame: Box) -> None:
    """Dollars from left to right, with lines upwards."""
    _, top, _, bottom = frame
    sheet.add(
        "x-grid", _GRID, [{"x": scale.at(one), "x2": scale.at(one), "y": top, "y2": bottom} for one in ticks]
    )
    words = [{"x": scale.at(one), "y": bottom + 13, "text": ink.usd(one)} for one in ticks]
    last = len(words) - 1
    # The words of the last step would leave the sheet.
    sheet.words("x-steps", words[:last], align="center", fontSize=11, color=QUIET)
    sheet.words("x-last", words[last:], align="right", fontSize=11, color=QUIET, dx=6)


def draw_up(sheet: Sheet, ink: Ink, scale: Scale, ticks: Sequence[float], frame: Box) -> None:
    """Dollars upwards, with lines across."""
    left, _, right, _ = frame
    sheet.add(
        "y-grid", _GRID, [{"x": left, "x2": right, "y": scale.at(one), "y2": scale.at(one)} for one in ticks]
    )
    words = [{"x": left - 6, "y": scale.at(one), "text": ink.usd(one)} for one in ticks]
    sheet.words("y-steps", words, align="right", fontSize=11, color=QUIET)
