"""The kinds of rate. `str(rate)` is the canonical text, which `parse_rate` reads back.

    0%   15%                       of the customs value
    0.5 EUR/kg   2 EUR/1000 pc     of a quantity
    3500 AMD                       of a declaration
    10% min 0.04 EUR/kg            not less than
    5% max 100 USD                 not more than
    10% + 0.2 EUR/kg               and also
    value USD <=10000: 1 BCU; <1000000: 20 BCU; else 25 BCU
    rate mfn_duty <=10: 5%; <=20: 10%; <30: 15%; else 20%      by the height of another rate, in percent

`min`, `max` and `+` bind equally and from the left; a part in parentheses is read first. A currency is
any three capital letters, so that a unit of account of a law (BCU) can stand beside ISO 4217.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from karvan.errors import RateUnreadable
from karvan.model.rate.units import UNITS

_CURRENCY = re.compile(r"[A-Z]{3}")
_CHARGE = re.compile(r"[a-z]+(?:_[a-z]+)*")
# Decimals are exact up to 28 digits; law needs far fewer.
_DIGITS = 28


@dataclass(frozen=True, slots=True)
class Percent:
    """A share of the customs value: `fraction` 0.15 is 15 %."""

    fraction: Decimal

    def __post_init__(self) -> None:
        _not_negative(self.fraction)

    def __str__(self) -> str:
        return f"{plain(self.fraction.scaleb(2))}%"


@dataclass(frozen=True, slots=True)
class Specific:
    """`amount` of a currency for each `per` units of quantity: 0.04 EUR for 1 kg."""

    amount: Decimal
    currency: str
    per: Decimal
    unit: str

    def __post_init__(self) -> None:
        _not_negative(self.amount)
        _is_currency(self.currency)
        if self.unit not in UNITS:
            raise unreadable(self.unit, "it is no unit of quantity")
        if not self.per.is_finite() or self.per <= 0:
            raise unreadable(f"{self.per} {self.unit}", "a duty counts a positive number of units")

    def __str__(self) -> str:
        count = "" if self.per == 1 else f"{plain(self.per)} "
        return f"{plain(self.amount)} {self.currency}/{count}{self.unit}"


@dataclass(frozen=True, slots=True)
class Fixed:
    """One amount for a declaration, whatever its value."""

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        _not_negative(self.amount)
        _is_currency(self.currency)

    def __str__(self) -> str:
        return f"{plain(self.amount)} {self.currency}"


@dataclass(frozen=True, slots=True)
class AtLeast:
    """The rate, but not less than the floor."""

    rate: Rate
    floor: Rate

    def __str__(self) -> str:
        return f"{_left(self.rate)} min {_right(self.floor)}"


@dataclass(frozen=True, slots=True)
class AtMost:
    """The rate, but not more than the ceiling."""

    rate: Rate
    ceiling: Rate

    def __str__(self) -> str:
        return f"{_left(self.rate)} max {_right(self.ceiling)}"


@dataclass(frozen=True, slots=True)
class Plus:
    """Both rates, added."""

    rate: Rate
    other: Rate

    def __str__(self) -> str:
        return f"{_left(self.rate)} + {_right(self.other)}"


@dataclass(frozen=True, slots=True)
class Step:
    """One bracket: `rate` holds up to `upto`, itself included or not; None is «all the rest»."""

    upto: Decimal | None
    rate: Rate
    inclusive: bool = True

    def __post_init__(self) -> None:
        if self.upto is None:
            # Without a bound there is nothing to include: one way to write it, so that equals are equal.
            object.__setattr__(self, "inclusive", True)
        else:
            _not_negative(self.upto)

    def __str__(self) -> str:
        rate = f"({self.rate})" if isinstance(self.rate, Bands) else str(self.rate)
        if self.upto is None:
            return f"else {rate}"
        return f"{'<=' if self.inclusive else '<'}{plain(self.upto)}: {rate}"

    def holds(self, size: Decimal) -> bool:
        """Whether a value or quantity of this size is within the bound."""
        return self.upto is None or size < self.upto or (self.inclusive and size == self.upto)


@dataclass(frozen=True, slots=True)
class Bands:
    """The rate of the first bracket that holds; `over` is `value:USD`, `quantity:kg` or `rate:mfn_duty`."""

    over: str
    steps: tuple[Step, ...]

    def __post_init__(self) -> None:
        kind, _, name = self.over.partition(":")
        if kind == "value":
            _is_currency(name)
        elif kind == "rate":
            _is_charge(name)
        elif kind != "quantity" or name not in UNITS:
            raise unreadable(self.over, "brackets go over the value in a currency, a quantity or a rate")
        bounds = [(step.upto, step.inclusive) for step in self.steps[:-1] if step.upto is not None]
        whole = len(self.steps) > 1 and self.steps[-1].upto is None and len(bounds) == len(self.steps) - 1
        if not whole or bounds != sorted(set(bounds)):
            raise unreadable(str(self), "brackets rise one by one and end with «else»")

    def __str__(self) -> str:
        return f"{self.over.replace(':', ' ', 1)} {'; '.join(map(str, self.steps))}"


Rate: TypeAlias = Percent | Specific | Fixed | AtLeast | AtMost | Plus | Bands


def plain(number: Decimal) -> str:
    """The number in plain digits, without an exponent and without trailing zeros."""
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def _left(rate: Rate) -> str:
    return f"({rate})" if isinstance(rate, Bands) else str(rate)


def _right(rate: Rate) -> str:
    return str(rate) if isinstance(rate, Percent | Specific | Fixed) else f"({rate})"


def _not_negative(number: Decimal) -> None:
    if not number.is_finite() or number.is_signed():
        raise unreadable(str(number), "a rate is a number that is not negative")
    if abs(number.adjusted()) > _DIGITS or len(f"{number:f}") > _DIGITS:
        raise unreadable(f"{number:.3e}", "it has too many digits")


def _is_currency(text: str) -> None:
    if not _CURRENCY.fullmatch(text):
        raise unreadable(text, "a currency is three capital letters")


def _is_charge(text: str) -> None:
    if not _CHARGE.fullmatch(text):
        raise unreadable(text, "a charge is named in small letters")


def unreadable(text: str, problem: str) -> RateUnreadable:
    """The error about one text, with the ways a rate may be written."""
    return RateUnreadable(
        "The rate «{text}» cannot be read: {problem}.",
        fix="Write it like 15%, 0.5 EUR/kg, 10% min 0.04 EUR/kg, 5% + 2 USD/1000 pc or 3500 AMD.",
        text=text,
        problem=problem,
    )
