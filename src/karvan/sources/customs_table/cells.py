"""One printed cell at a time: numbers in any digits, national codes, years of either calendar, countries."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache

import pycountry

from karvan.errors import QuestionError
from karvan.model.jalali import is_jalali_year, year_span
from karvan.model.territory import country_name
from karvan.model.text import name_key, normalise

_YEAR = re.compile(r"\d{4}")
_CODE_LENGTHS = (6, 8, 10)


def number(text: str) -> Decimal | None:
    """A printed amount («۱٬۲۳۴٫۵», "1,234.5"); None when it is not one. Brackets and signs are not amounts."""
    plain = normalise(text).replace(",", "").replace(" ", "")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return None
    return value if value.is_finite() and value >= 0 and plain[:1].isdigit() else None


def national_code(text: str) -> str | None:
    """The digits of an HS6, HS8 or HS10 code, its lost leading zero restored; None when it is no such code."""
    digits = re.sub(r"[\s.\-/]", "", normalise(text))
    if not digits.isdecimal():
        return None
    padded = digits.zfill(len(digits) + len(digits) % 2)
    return padded if len(padded) in _CODE_LENGTHS else None


def span_of_year(text: str) -> tuple[date, date]:
    """First and last day of a year as printed, Jalali (1403) or Gregorian (2024).

    Raises QuestionError when it is no year.
    """
    plain = normalise(text).strip()
    if not _YEAR.fullmatch(plain):
        raise QuestionError(
            "{text!r} is not a year.", fix="Write four digits, such as 1403 or 2024.", text=text
        )
    year = int(plain)
    return year_span(year) if is_jalali_year(year) else (date(year, 1, 1), date(year, 12, 31))


def country(text: str, own: Mapping[str, str]) -> str | None:
    """ISO alpha-3 of a printed name: the mapping's own words first, then CLDR's in English and Persian."""
    key = name_key(text)
    return {name_key(name): code for name, code in own.items()}.get(key) or _names().get(key)


@cache
def _names() -> dict[str, str]:
    names = {}
    for entry in pycountry.countries:
        spoken = (entry.alpha_3, entry.alpha_2, entry.name, country_name(entry.alpha_3, "en"))
        for name in (*spoken, country_name(entry.alpha_3, "fa")):
            names[name_key(name)] = entry.alpha_3
    return names
