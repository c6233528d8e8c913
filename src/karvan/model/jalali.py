"""The Jalali calendar at the edges: parse what people write, print what they read; stored days are Gregorian."""

from __future__ import annotations

import re
from datetime import date, timedelta

from persiantools.jdatetime import JalaliDate

from karvan.errors import UnreadableInput
from karvan.model.text import normalise

MONTHS = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور",
    "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip
_MONTH_NUMBERS = {normalise(name): number for number, name in enumerate(MONTHS, start=1)}
_NUMBERS = re.compile(r"(\d{4})[/\-.](\d{1,2})[/\-.](\d{1,2})")
_WORDS = re.compile(r"(\d{1,2})\s*([^\W\d]+)\s*(?:ماه\s*)?(\d{4})")
_JALALI_YEARS = range(1200, 1600)


def to_jalali(day: date) -> tuple[int, int, int]:
    """Year, month and day in the Jalali calendar."""
    found = JalaliDate(day)
    return found.year, found.month, found.day


def from_jalali(year: int, month: int, day: int) -> date:
    """The Gregorian day.

    Raises UnreadableInput when the Jalali calendar has no such day.
    """
    try:
        day_found: date = JalaliDate(year, month, day).to_gregorian()
    except ValueError as cause:
        raise _no_day(f"{year}/{month}/{day}") from cause
    return day_found


def parse_day(text: str) -> date:
    """A day written as 2026-11-24, 1405-09-03, ۱۴۰۵/۹/۳ or «۳ آذر ۱۴۰۵».

    Raises UnreadableInput.
    """
    plain = normalise(text).strip()
    if numbers := _NUMBERS.fullmatch(plain):
        return _day(int(numbers[1]), int(numbers[2]), int(numbers[3]), text)
    words = _WORDS.fullmatch(plain)
    if words and words[2] in _MONTH_NUMBERS:
        return _day(int(words[3]), _MONTH_NUMBERS[words[2]], int(words[1]), text)
    raise _no_day(text)


def year_span(year: int) -> tuple[date, date]:
    """First and last Gregorian day of a Jalali year, which is also Iran's customs year.

    Raises UnreadableInput when it is not a Jalali year.
    """
    return from_jalali(year, 1, 1), from_jalali(year + 1, 1, 1) - timedelta(days=1)


def is_jalali_year(year: int) -> bool:
    """Whether a four-digit year is Jalali rather than Gregorian."""
    return year in _JALALI_YEARS


def _day(year: int, month: int, day: int, text: str) -> date:
    if is_jalali_year(year):
        return from_jalali(year, month, day)
    try:
        return date(year, month, day)
    except ValueError as cause:
        raise _no_day(text) from cause


def _no_day(text: str) -> UnreadableInput:
    return UnreadableInput(
        "{text!r} is not a day.",
        fix="Write it as 2026-11-24, or in the Jalali calendar as 1405-09-03.",
        text=text,
    )
