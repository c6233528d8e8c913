"""Amounts and quantities as people type them."""

from __future__ import annotations

import re
from decimal import Decimal

from karvan.cli.words import marked
from karvan.errors import QuestionError
from karvan.model.money import Money
from karvan.model.text import normalise

# A quadrillion is more than any consignment is worth in any currency; longer figures are slips of the hand.
_MONEY = re.compile(r"([0-9]{1,15}(?:\.[0-9]{1,6})?)\s*([a-zA-Z]{3})")
_NUMBER = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,6})?")
# Codes of ISO 4217 that are no money: for tests, for no currency, and for metals and units.
_NO_MONEY = re.compile(r"X(?:XX|TS|A[GU]|P[DT]|B[ABCD]|UA|SU|DR)")


def read_money(text: str) -> Money:
    """`10000 USD`, `10,000usd` or `۱۰۰۰۰ USD` as money.

    Raises QuestionError.
    """
    found = _MONEY.fullmatch(_plain(text))
    if found is None or _NO_MONEY.fullmatch(found[2].upper()):
        raise QuestionError(
            marked("{text} is no amount of money."),
            fix=marked("Write a number of at most 15 digits and the currency, such as 10000 USD."),
            text=text,
        )
    return Money(Decimal(found[1]), found[2].upper())


def read_number(text: str) -> Decimal:
    """A number of 0 or more.

    Raises QuestionError.
    """
    plain = _plain(text)
    if not _NUMBER.fullmatch(plain):
        raise QuestionError(
            marked("{text} is no number of 0 or more."),
            fix=marked("Write at most 15 digits, such as 2500."),
            text=text or "«»",
        )
    return Decimal(plain)


def _plain(text: str) -> str:
    return normalise(text).strip().replace(",", "")
