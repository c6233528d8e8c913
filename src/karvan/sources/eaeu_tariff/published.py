"""Rates as the tariff prints them, in Russian, and back: `published(read_published(text)) == text`.

15                                           per cent of the customs value
0,4 евро за 1 кг                             of a quantity
10, но не менее 0,04 евро за 1 кг            not less than
20 плюс 0,5 евро за 1 кг                     and also
15, либо 12,5, но не менее 0,6 евро за 1 см3 объема двигателя, в зависимости от того, ... ниже
                                             the lower of the two
"""

from __future__ import annotations

import re
from decimal import Decimal

from karvan.errors import RateUnreadable
from karvan.model.rate import AtLeast, AtMost, Percent, Plus, Rate, Specific

# What one counts, after «за 1» in the accusative.
_UNITS = {
    "кг": "kg",
    "л": "l",
    "м2": "m2",
    "пару": "pair",
    "шт": "pc",
    "см3 объема двигателя": "cm3",
}
_NAMES = {unit: name for name, unit in _UNITS.items()}
_NUMBER = r"[0-9]{1,9}(?:,[0-9]{1,6})?"
_PERCENT = re.compile(_NUMBER)
_SPECIFIC = re.compile(
    rf"({_NUMBER}) (евро|доллар США|доллара США|долларов США) за ([0-9]+) ({'|'.join(_UNITS)})"
)
_LOWER = ", в зависимости от того, какая из исчисленных сумм таможенной пошлины ниже"
_OR, _AT_LEAST, _PLUS = ", либо ", ", но не менее ", " плюс "


def read_published(text: str) -> Rate:
    """The rate a cell of the tariff says, given on one line with single spaces.

    Raises RateUnreadable for any wording that the tariff has not used so far.
    """
    if text.endswith(_LOWER):
        first, between, second = text.removesuffix(_LOWER).partition(_OR)
        if between:
            return AtMost(read_published(first), read_published(second))
    for joint, kind in ((_AT_LEAST, AtLeast), (_PLUS, Plus)):
        first, between, second = text.partition(joint)
        if between:
            joined: Rate = kind(_percent(first), _specific(second))
            return joined
    return _percent(text) if _PERCENT.fullmatch(text) else _specific(text)


def published(rate: Rate) -> str:
    """The rate in the tariff's words.

    Raises RateUnreadable for a kind of rate that the tariff has no words for.
    """
    match rate:
        case Percent(fraction):
            return _number(fraction.scaleb(2))
        case Specific() if rate.unit in _NAMES and rate.currency in ("EUR", "USD"):
            return f"{_number(rate.amount)} {_currency(rate)} за {rate.per} {_NAMES[rate.unit]}"
        case AtLeast(Percent() as first, Specific() as second):
            return f"{published(first)}{_AT_LEAST}{published(second)}"
        case Plus(Percent() as first, Specific() as second):
            return f"{published(first)}{_PLUS}{published(second)}"
        case AtMost(first, second):
            return f"{published(first)}{_OR}{published(second)}{_LOWER}"
        case _:
            raise _unreadable(str(rate))


def _percent(text: str) -> Percent:
    if not _PERCENT.fullmatch(text):
        raise _unreadable(text)
    return Percent(_decimal(text).scaleb(-2))


def _specific(text: str) -> Specific:
    found = _SPECIFIC.fullmatch(text)
    if not found:
        raise _unreadable(text)
    number, currency, per, unit = found.groups()
    code = "EUR" if currency == "евро" else "USD"
    return Specific(_decimal(number), code, Decimal(per), _UNITS[unit])


def _currency(rate: Specific) -> str:
    """Euro has one form; the dollar is counted: 1 доллар, 2 доллара, 5 долларов, 1,5 доллара."""
    if rate.currency == "EUR":
        return "евро"
    whole = int(rate.amount)
    if whole != rate.amount:
        return "доллара США"
    if whole % 10 == 1 and whole % 100 != 11:
        return "доллар США"
    few = whole % 10 in (2, 3, 4) and whole % 100 not in (12, 13, 14)
    return "доллара США" if few else "долларов США"


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def _number(number: Decimal) -> str:
    return f"{number:f}".replace(".", ",")


def _unreadable(text: str) -> RateUnreadable:
    return RateUnreadable(
        "The rate «{text}» cannot be read: {problem}.",
        fix="Look at the chapter's page; the line stays unknown until the reader knows these words.",
        text=text,
        problem="the tariff's words are others",
    )
