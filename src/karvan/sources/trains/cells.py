"""One cell at a time: countries, codes, percentages and counts as WITS prints them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from functools import cache

import pycountry

from karvan.errors import LayoutChanged, UnknownCode
from karvan.sources.trains.layout import DESCRIPTION

_BLANKS = frozenset(DESCRIPTION.extra["blanks"])
_COUNTRIES: Mapping[str, str] = DESCRIPTION.extra["countries"]
_NOMENCLATURES: Mapping[str, int] = DESCRIPTION.extra["nomenclatures"]
_LONGEST = 12
_COMBINED = "HS"  # codes of every revision together: then each row is in its native one


@cache
def place(text: str) -> str:
    """ISO alpha-3 of a numeric code (a lost zero restored), or a group's code as printed; empty for blank."""
    if not text.isdecimal():
        return text.upper()
    digits = text.zfill(3)
    found = pycountry.countries.get(numeric=digits)
    return _COUNTRIES.get(digits) or (found.alpha_3 if found else digits)


def reporter(text: str, where: str) -> str:
    """The country that levies the duty.

    Raises UnknownCode for a number that no list explains.
    """
    found = place(text)
    if not found or found.isdecimal():
        raise UnknownCode(
            "{text} is no country of WITS that karvan knows.",
            where=where,
            fix="Check the row; if the publisher uses a new code, karvan's reader must follow.",
            text=text or "An empty cell",
        )
    return found


def partner(text: str, where: str) -> str:
    """The origins: a country, WLD for all, or a group's code as printed.

    Raises UnknownCode for an empty cell.
    """
    found = place(text)
    if not found:
        raise UnknownCode("A rate has no partner.", where=where, fix="Get the file again.")
    return found


def hs_rev(selected: str, native: str, where: str) -> int:
    """The revision of a row's code.

    Raises LayoutChanged when the products were not chosen by the Harmonised System.
    """
    rev = _NOMENCLATURES.get(native if selected == _COMBINED else selected)
    if rev is None:
        raise LayoutChanged(
            "{text} is no revision of the Harmonised System.",
            where=where,
            fix="Ask WITS for products by HS (H0 to H6), not for groups of another nomenclature.",
            text=selected or "An empty cell",
        )
    return rev


def code(text: str, where: str) -> str:
    """An HS or national code; a spreadsheet's lost leading zero is restored.

    Raises LayoutChanged for groups and totals.
    """
    if not (text.isascii() and text.isdecimal()) or len(text) > _LONGEST:
        raise LayoutChanged(
            "{text} is no HS code.",
            where=where,
            fix="Ask WITS for products of the Harmonised System, without groups and totals.",
            text=text or "An empty cell",
        )
    return text.zfill(len(text) + len(text) % 2)


def fraction(text: str, where: str) -> float | None:
    """A percentage as a fraction; None for a blank.

    Raises LayoutChanged.
    """
    if text in _BLANKS:
        return None
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal(-1)
    if not value.is_finite() or value < 0:
        raise LayoutChanged(
            "{text} is no rate in per cent.", where=where, fix="Get the file again.", text=text
        )
    return float(value / 100)


def count(text: str, where: str) -> int | None:
    """A number of lines; None for a blank.

    Raises LayoutChanged.
    """
    if text in _BLANKS:
        return None
    if not (text.isascii() and text.isdecimal()) or len(text) > 9:
        raise LayoutChanged(
            "{text} is no number of lines.", where=where, fix="Get the file again.", text=text
        )
    return int(text)
