"""The last rows of a table: what its known figures add up to, and how many it lacks, as formulas."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_range

from karvan.reports.i18n import marked
from karvan.reports.workbook.content import Content
from karvan.reports.workbook.phrases import Phrases


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula and what it gives today, for readers that do not compute."""

    text: str
    result: str | float


def total(cells: Sequence[Content], column: int, first_row: int, phrases: Phrases) -> Formula:
    """SUM over the column; words when nothing in it is known: a sum of nothing is not zero."""
    span = xl_range(first_row, column, first_row + len(cells) - 1, column)
    numbers = _numbers(cells)
    unknown = phrases.status("unknown")
    return Formula(
        f"=IF(COUNT({span})=0,{_quoted(unknown)},SUM({span}))", math.fsum(numbers) if numbers else unknown
    )


def completeness(cells: Sequence[Content], column: int, first_row: int, phrases: Phrases) -> Formula:
    """What the sum is a sum of, counted by the sheet: all values, or the known ones and how many are not."""
    span = xl_range(first_row, column, first_row + len(cells) - 1, column)
    before, after = phrases.say(marked("sum of the known; %(count)s unknown")).split("%(count)s")
    whole = phrases.say(marked("sum of all values"))
    lacking = len(cells) - len(_numbers(cells))
    return Formula(
        f"=IF(COUNT({span})=ROWS({span}),{_quoted(whole)},"
        f"{_quoted(before)}&(ROWS({span})-COUNT({span}))&{_quoted(after)})",
        f"{before}{lacking}{after}" if lacking else whole,
    )


def _numbers(cells: Sequence[Content]) -> list[float]:
    return [one.plain for one in cells if isinstance(one.plain, float)]


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'
