"""One cell at a time: places, kinds of measure, codes of goods and days as UNCTAD prints them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache, lru_cache

import pycountry

from karvan.errors import LayoutChanged, UnknownCode
from karvan.model.territory import country_name
from karvan.model.text import name_key
from karvan.sources.trains_ntm.layout import DESCRIPTION

EVERYBODY = "WLD"
_EVERYBODY = frozenset(name_key(word) for word in DESCRIPTION.extra["everybody"])
_PLACES: Mapping[str, str] = DESCRIPTION.extra["places"]
_BLANKS = frozenset(DESCRIPTION.extra["blanks"])
_ALL_GOODS = frozenset(name_key(word) for word in DESCRIPTION.extra["all_goods"])
_OPEN_YEARS = frozenset(DESCRIPTION.extra["open_years"])
_LONGEST_NAME = 4  # parts between commas: «Korea, Republic of»
_LONGEST_RANGE = 1000

_KIND = re.compile(r"[A-P]\d{0,4}")
_RANGE = re.compile(r"(\d{2,6})\s*(?:-|–|to)\s*(\d{2,6})")
_CODE = re.compile(r"\d{1,12}")
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?")
_DAY_OR_MONTH = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_YEAR = re.compile(r"\d{4}")


def is_blank(text: str) -> bool:
    """Whether nothing is said."""
    return text.casefold() in _BLANKS


def reporter(text: str, where: str) -> str:
    """The country that asks for the measure.

    Raises UnknownCode.
    """
    found = _place(text)
    if found is None or found == EVERYBODY:
        raise UnknownCode(
            "{text} is no country that karvan knows.",
            where=where,
            fix="Check the row; if the publisher uses a new name, karvan's reader must follow.",
            text=text or "An empty cell",
        )
    return found


@lru_cache(maxsize=10_000)  # the same lists of countries come back row after row
def partners(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The countries that are meant, and the words that name none, which stay as printed.

    Names hold commas themselves («Korea, Republic of»), so the longest known name is taken first.
    """
    if is_blank(text):
        return (), ()
    if ";" in text:
        pieces = [[one.strip()] for one in text.split(";") if one.strip()]
    else:
        pieces = _named([one.strip() for one in text.split(",") if one.strip()])
    found = [(", ".join(piece), _place(", ".join(piece))) for piece in pieces]
    strange = tuple(name for name, place in found if place is None)
    return tuple(dict.fromkeys(place or name for name, place in found)), strange


def _named(parts: Sequence[str]) -> list[list[str]]:
    pieces, at = [], 0
    while at < len(parts):
        long = next((n for n in range(_LONGEST_NAME, 1, -1) if _place(", ".join(parts[at : at + n]))), 1)
        pieces.append(list(parts[at : at + long]))
        at += long
    return pieces


def kinds(text: str, where: str) -> list[str]:
    """Codes of the international classification, such as A14.

    Raises LayoutChanged.
    """
    found = [one for one in re.split(r"[,;\s]+", text.upper()) if one]
    if not found or any(not _KIND.fullmatch(one) for one in found):
        raise LayoutChanged(
            "{text} is no code of a non-tariff measure.",
            where=where,
            fix="Codes are a letter from A to P and up to four digits; get the file again.",
            text=text or "An empty cell",
        )
    return found


def goods(text: str, where: str) -> list[str]:
    """Codes of two, four or six digits; longer national ones are cut, and all goods are an empty code.

    Raises LayoutChanged.
    """
    if name_key(text) in _ALL_GOODS:
        return [""]
    found: list[str] = []
    for one in re.split(r"[,;]", text.replace(".", "")):
        if one.strip():
            found += _codes(one.strip(), where)
    if not found:
        raise _no_code(text, where)
    return list(dict.fromkeys(found))


def _codes(text: str, where: str) -> list[str]:
    if _CODE.fullmatch(text):
        return [text.zfill(len(text) + len(text) % 2)[:6]]
    ends = _RANGE.fullmatch(text)
    if ends is None:
        parts = text.split()
        if len(parts) > 1 and all(_CODE.fullmatch(part) for part in parts):
            return [code for part in parts for code in _codes(part, where)]
        raise _no_code(text, where)
    first, last = (end.zfill(len(end) + len(end) % 2) for end in ends.groups())
    if len(first) != len(last) or not 0 <= int(last) - int(first) < _LONGEST_RANGE:
        raise _no_code(text, where)
    return [f"{number:0{len(first)}d}" for number in range(int(first), int(last) + 1)]


def day(text: str, *, is_last: bool) -> tuple[date | None, str]:
    """A day and how exact it is: day, year, or unknown; a year is its first or its last day."""
    if is_blank(text) or text in _OPEN_YEARS:
        return None, "unknown"
    try:
        if _YEAR.fullmatch(text):
            return (date(int(text), 12, 31) if is_last else date(int(text), 1, 1)), "year"
        if found := _ISO_DAY.fullmatch(text):
            return date(int(found[1]), int(found[2]), int(found[3])), "day"
        if found := _DAY_OR_MONTH.fullmatch(text):
            one, two, year = (int(part) for part in found.groups())
            # 03/04/2015 is a day in March or in April: nobody knows which.
            if one == two or max(one, two) > 12:
                return date(year, min(one, two), max(one, two)), "day"
    except ValueError:
        pass
    return None, "unreadable"


def count(text: str) -> int | None:
    """A number of measures; None when it is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else None


def _no_code(text: str, where: str) -> LayoutChanged:
    return LayoutChanged(
        "{text} is no HS code.",
        where=where,
        fix="Codes have 2, 4 or 6 digits, ranges two ends of one length; get the file again.",
        text=text or "An empty cell",
    )


@lru_cache(maxsize=10_000)
def _place(text: str) -> str | None:
    key = name_key(text)
    if key in _EVERYBODY:
        return EVERYBODY
    return _names().get(key)


@cache
def _names() -> dict[str, str]:
    names = {}
    for entry in pycountry.countries:
        spoken = [entry.alpha_3, entry.name, country_name(entry.alpha_3, "en")]
        spoken += [getattr(entry, more) for more in ("common_name", "official_name") if hasattr(entry, more)]
        for name in spoken:
            names[name_key(name)] = entry.alpha_3
    return names | {name_key(name): code for name, code in _PLACES.items()}
