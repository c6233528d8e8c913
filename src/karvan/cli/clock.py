"""The only place that asks what day it is; everything below takes the day as an argument."""

from __future__ import annotations

from datetime import date


def today() -> date:
    """The day on this computer's calendar."""
    return date.today()


def day(text: str | None) -> date:
    """The day a user wrote, in either calendar (2026-11-24, 1405-09-03, ۱۴۰۵/۰۹/۰۳); today when none.

    Raises UnreadableInput.
    """
    if not text:
        return today()
    # Late: the calendar is not needed to print a help page.
    from karvan.model.jalali import parse_day

    return parse_day(text)
