"""One cell at a time: codes, rates, prohibitions. What cannot be read is said so and is never 0."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from karvan.errors import RateUnreadable
from karvan.model.rate import Percent, parse_rate
from karvan.model.text import ascii_digits, name_key, normalise
from karvan.sources.national_schedule.about import DESCRIPTION, About
from karvan.sources.national_schedule.sheet import Cell

KNOWN, UNKNOWN, UNREADABLE = "known", "unknown", "unreadable"
_BLANKS = frozenset(DESCRIPTION.extra["blanks"])
_ZERO = frozenset(name_key(word) for word in DESCRIPTION.extra["zero"])
_BANS = {
    name_key(word): answer for answer, words in DESCRIPTION.extra["prohibition"].items() for word in words
}
_SEPARATORS = re.compile(r"[\s.\-/]")
_BARE = re.compile(r"\d+(?:\.\d+)?")
_SIGN_FIRST = re.compile(r"%\s*(\d+(?:\.\d+)?)")
# Thousands are grouped in amounts of money only: 12,500 % is 12.5 % written with a comma, not twelve thousand.
_GROUPED = {
    ".": re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:,\d{3})+(?=(?:\.\d+)?\s*[A-Za-z])"),
    ",": re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:\.\d{3})+(?=(?:,\d+)?\s*[A-Za-z])"),
}
_OTHER_MARK = {".": ",", ",": "."}


class Rate(NamedTuple):
    """Canonical text of a rate, None unless `status` is known."""

    text: str | None
    status: str


def is_blank(cell: Cell) -> bool:
    """Whether nothing is said in the cell."""
    return normalise(cell.text).strip() in _BLANKS


def code(cell: Cell, about: About) -> tuple[str, bool] | None:
    """The digits of a national code, and whether a lost leading zero was given back; None when it is none.

    A zero comes back only where the lengths that the schedule declares leave no other reading: the cell
    has nothing but digits, their number is no declared length, and one more is.
    """
    text = ascii_digits(cell.text).strip()
    digits = _SEPARATORS.sub("", text)
    is_plain = digits.isascii() and digits.isdigit() and text[:1].isdigit()
    if not is_plain or (cell.is_number and digits != text):
        return None  # 7606.1 as a number may have been 7606.10 or 7606.1000
    if len(digits) in about.levels:
        return digits, False
    if digits == text and len(digits) + 1 in about.levels and not digits.startswith("0"):
        return f"0{digits}", True
    return None


def rate(cell: Cell, about: About, *, is_percent: bool) -> Rate:
    """The rate that a cell says; a bare number is per cent only where the column was declared so."""
    return _rate(cell, about.decimal, is_percent)


@lru_cache(maxsize=10_000)  # a schedule has many lines and few different rates
def _rate(cell: Cell, decimal: str, is_percent: bool) -> Rate:
    if is_blank(cell):
        return Rate(None, UNKNOWN)
    if name_key(cell.text) in _ZERO:
        return Rate("0%", KNOWN)
    text = cell.text if cell.is_number else _plain(cell.text, decimal)
    try:
        if not _BARE.fullmatch(text):
            return Rate(str(parse_rate(_SIGN_FIRST.sub(r"\1%", text))), KNOWN)
        if is_percent or Decimal(text) == 0:
            return Rate(str(Percent(Decimal(text) / 100)), KNOWN)
    except RateUnreadable:
        pass
    return Rate(None, UNREADABLE)


def prohibition(cell: Cell) -> str:
    """yes, no, licence, unknown or unreadable."""
    return UNKNOWN if is_blank(cell) else _BANS.get(name_key(cell.text), UNREADABLE)


def _plain(text: str, decimal: str) -> str:
    """Digits of any script as 0-9, the point as decimal mark, no grouping; a doubtful mark stays and stops."""
    plain = ascii_digits(text).replace("٪", "%").replace("﹪", "%").replace("％", "%")
    plain = "".join(one for one in plain if one.isprintable()).replace("٬", "").strip()
    other = _OTHER_MARK[decimal]
    plain = _GROUPED[decimal].sub(lambda found: found[0].replace(other, ""), plain)
    if decimal == ",":
        plain = re.sub(r"(?<=\d)\.(?=\d)", "·", plain)  # a doubtful point
        plain = re.sub(r"(?<=\d),(?=\d)", ".", plain)
    return plain.replace("٫", ".")
