"""Days as the publishers of sanctions lists write them."""

from __future__ import annotations

import re
from datetime import date

from karvan.errors import Incomplete, LayoutChanged, QuestionError

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T.*|[+-]\d{2}:\d{2}|Z)?", re.ASCII)
_SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_NAMED = re.compile(r"(\d{1,2})[- ]([A-Za-z]{3})[a-z]*[- ](\d{4})", re.ASCII)


def iso_day(text: str, where: str) -> date:
    """2026-11-24, also with a time or an offset behind it. Raises LayoutChanged."""
    found = _ISO.fullmatch(text.strip())
    return _day(tuple(int(part) for part in found.groups()) if found else None, text, where)


def british_day(text: str, where: str) -> date:
    """24/11/2026 or 24-Nov-2026. Raises LayoutChanged."""
    if found := _SLASHES.fullmatch(text.strip()):
        day, month, year = (int(part) for part in found.groups())
        return _day((year, month, day), text, where)
    return named_day(text, where)


def american_day(text: str, where: str) -> date:
    """11/24/2026. Raises LayoutChanged."""
    found = _SLASHES.fullmatch(text.strip())
    month, day, year = (int(part) for part in found.groups()) if found else (0, 0, 0)
    return _day((year, month, day), text, where)


def named_day(text: str, where: str) -> date:
    """24 Nov 2026 or 24-Nov-2026; the names of months are English whatever the computer speaks."""
    found = _NAMED.fullmatch(text.strip())
    if not found or found[2].lower() not in MONTHS:
        return _day(None, text, where)
    return _day((int(found[3]), MONTHS.index(found[2].lower()) + 1, int(found[1])), text, where)


def given_day(list_date: date | None, where: str, files: str) -> date:
    """The day that the user must give because `files` carry none. Raises Incomplete."""
    if list_date is None:
        raise Incomplete(
            "{files} do not say of which day the list is.",
            where=where,
            fix="Give the day on which the publisher issued it: --list-date 2026-11-24.",
            files=files,
        )
    return list_date


def agreed(stated: date, given: date | None) -> None:
    """Raises QuestionError when the user gives another day than the list itself states."""
    if given not in (None, stated):
        raise QuestionError(
            "The list says that it is of {stated}, not of {given}.",
            where="--list-date",
            fix="Leave --list-date out.",
            stated=stated,
            given=given,
        )


def _day(parts: tuple[int, ...] | None, text: str, where: str) -> date:
    try:
        year, month, day = parts or (0, 0, 0)
        return date(year, month, day)
    except ValueError as cause:
        raise LayoutChanged(
            "{text} is no date as this list writes them.",
            where=where,
            fix="Get the list again from its publisher; if it changed, karvan's reader must follow.",
            text=text or "An empty cell",
        ) from cause
