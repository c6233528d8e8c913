"""What may stand in a cell of a bill; each reader turns a text into a value, or refuses it with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from karvan.errors import LayoutChanged, UnknownMarket
from karvan.model.bill import DECIMALS, LARGEST
from karvan.model.known import Known, Maybe, Unknown
from karvan.model.markets import market_of
from karvan.model.product import HS_REVISIONS
from karvan.model.text import normalise
from karvan.sources.bill_of_materials.words import meaning_of

ABSENT = Unknown("not_given")
_AMOUNT = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?", re.ASCII)
_CODE = re.compile(r"\d{2}([. ]?\d{2}){0,4}", re.ASCII)
_CURRENCY = re.compile(r"[A-Z]{3}")
Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Cell:
    """A text, the key it stands under, and its place (file:line)."""

    text: str
    key: str
    where: str

    @property
    def is_empty(self) -> bool:
        """Nothing, or the word for unknown."""
        return meaning_of(self.text) == "unknown"

    def refusal(self, message: str, fix: str = "", **facts: object) -> LayoutChanged:
        """A fault of this cell, ready to raise."""
        return LayoutChanged(message, where=self.where, fix=fix, key=self.key, text=self.text, **facts)


def words(cell: Cell) -> str:
    """A name. Raises LayoutChanged when there is none."""
    if not cell.text.strip():
        raise cell.refusal("{key} is empty.", "Write it.")
    return " ".join(cell.text.split())


def amount(cell: Cell, *, above_zero: bool = False) -> Maybe[Decimal]:
    """A value of 0 or more in any digits, thousands in groups of three or not at all; unknown when empty."""
    if cell.is_empty:
        return ABSENT
    plain = normalise(cell.text).strip()
    if plain.startswith(("-", "−")):
        raise cell.refusal("{key} is negative: {text}.", "Leave out what is taken back; 0 is free of charge.")
    value = Decimal(plain.replace(",", "")) if _AMOUNT.fullmatch(plain) else None
    if value is None or value > LARGEST or value != round(value, DECIMALS):
        raise cell.refusal(
            "{key} is no amount: {text}.",
            "Write digits such as 1234.50 or 1,234.50, without a currency; leave it empty when it is not known.",
        )
    if above_zero and value == 0:
        raise cell.refusal("{key} is 0.", "Leave it empty when it is not known.")
    return Known(value)


def hs(cell: Cell) -> Maybe[str]:
    """An HS code of 2, 4 or 6 digits, of a national code its first six; unknown when empty.

    A spreadsheet cuts the zero of 0101 and of 7607.10: a group of an odd number of digits is refused, not mended.
    """
    if cell.is_empty:
        return ABSENT
    plain = normalise(cell.text).strip()
    if not _CODE.fullmatch(plain) or plain.startswith("00"):
        raise cell.refusal(
            "{text} is not an HS code.",
            "Write 2, 4 or 6 digits with the leading zero (of a national code the first six are used); "
            "in a spreadsheet, format the column as text.",
        )
    return Known(re.sub(r"[. ]", "", plain)[:6])


def hs_rev(cell: Cell) -> int:
    """A revision of the Harmonised System."""
    plain = normalise(cell.text).strip()
    if plain not in map(str, HS_REVISIONS):
        raise cell.refusal("{text} is no HS revision.", "Use one of: {known}.", known=HS_REVISIONS)
    return int(plain)


def country(cell: Cell) -> Maybe[str]:
    """ISO 3166-1 alpha-3 of a code or a name in English or Persian; unknown when empty."""
    if cell.is_empty:
        return ABSENT
    try:
        return Known(market_of(cell.text))
    except UnknownMarket as cause:
        raise cell.refusal("{text} is no country.", "Write an ISO 3166-1 code such as IRN.") from cause


def currency(cell: Cell) -> str:
    """ISO 4217."""
    plain = cell.text.strip().upper()
    if not _CURRENCY.fullmatch(plain):
        raise cell.refusal("{text} is no currency.", "Write an ISO 4217 code such as USD.")
    return plain


def word(cell: Cell, known: type[Word]) -> Word:
    """One of the words of a list, in English or Persian; unknown when empty."""
    found = meaning_of(cell.text)
    if found not in list(known):
        raise cell.refusal(
            "{key} cannot be {text}.", "Use one of: {known}.", known=", ".join(str(one) for one in known)
        )
    return known(found)
