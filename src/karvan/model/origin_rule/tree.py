"""The kinds of origin rule. `str(rule)` is the canonical text, which `parse_rule` reads back.

    WO                             wholly obtained
    CC   CTH   CTSH                every non-originating material comes from another chapter, heading, subheading
    CTH except 7601,7602           and from none of these
    MAXNOM 50% EXW                 non-originating materials are at most this share of the value
    RVC 40% FOB                    regional value content of at least this share, build-down
    RVC 40% FOB build-up           the same, from the originating materials alone
    PROCESS spinning               a named process is done in the party
    CC and RVC 40% FOB             both
    CTH or MAXNOM 50% EXW          either; `and` binds closer, parentheses bind first

A value rule without EXW or FOB takes the base of its agreement.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from karvan.errors import OriginRuleUnreadable

LEVELS = {"CC": 2, "CTH": 4, "CTSH": 6}
BASES = ("EXW", "FOB")
METHODS = ("build-down", "build-up")
_CODE = re.compile(r"\d{2}(\d{2}){0,2}", re.ASCII)
_PROCESS = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_MOST_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class WhollyObtained:
    """Nothing in the product comes from elsewhere."""

    def __str__(self) -> str:
        return "WO"


@dataclass(frozen=True, slots=True)
class Shift:
    """A change of tariff classification; `level` CC, CTH or CTSH. Materials under `excepted` do not pass."""

    level: str
    excepted: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.level not in LEVELS:
            raise unreadable(self.level, "it is no change of classification")
        for code in self.excepted:
            if not _CODE.fullmatch(code):
                raise unreadable(code, "an HS code has 2, 4 or 6 digits")
        object.__setattr__(self, "excepted", tuple(sorted(set(self.excepted))))

    @property
    def digits(self) -> int:
        """How many digits of the code must not all be equal."""
        return LEVELS[self.level]

    def __str__(self) -> str:
        return f"{self.level} except {','.join(self.excepted)}" if self.excepted else self.level


@dataclass(frozen=True, slots=True)
class MaxNom:
    """Non-originating materials are worth at most `share` (a fraction) of the product's value at `base`."""

    share: Decimal
    base: str = ""

    def __post_init__(self) -> None:
        check_share(self.share)
        _check_base(self.base)

    def __str__(self) -> str:
        return f"MAXNOM {percent(self.share)}{_after(self.base)}"


@dataclass(frozen=True, slots=True)
class RegionalValue:
    """Regional value content of at least `share` (a fraction), by `method` build-down or build-up."""

    share: Decimal
    base: str = ""
    method: str = "build-down"

    def __post_init__(self) -> None:
        check_share(self.share)
        _check_base(self.base)
        if self.method not in METHODS:
            raise unreadable(self.method, "regional value is built up or built down")

    def __str__(self) -> str:
        way = "" if self.method == "build-down" else self.method
        return f"RVC {percent(self.share)}{_after(self.base)}{_after(way)}"


@dataclass(frozen=True, slots=True)
class Process:
    """A working that the firm says it does or does not do; `name` in small letters and hyphens."""

    name: str

    def __post_init__(self) -> None:
        if not _PROCESS.fullmatch(self.name):
            raise unreadable(self.name, "a process is named in small Latin letters, digits and hyphens")

    def __str__(self) -> str:
        return f"PROCESS {self.name}"


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds."""

    parts: tuple[Rule, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "parts", _flat(self.parts, AllOf))

    def __str__(self) -> str:
        return " and ".join(f"({part})" if isinstance(part, AnyOf) else str(part) for part in self.parts)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One part at least holds."""

    parts: tuple[Rule, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "parts", _flat(self.parts, AnyOf))

    def __str__(self) -> str:
        return " or ".join(map(str, self.parts))


Rule: TypeAlias = WhollyObtained | Shift | MaxNom | RegionalValue | Process | AllOf | AnyOf


def percent(share: Decimal) -> str:
    """A fraction as percent in plain digits."""
    text = f"{share.scaleb(2):f}"
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text}%"


def check_share(share: Decimal) -> None:
    """Raises OriginRuleUnreadable unless it is a fraction from 0 to 1 of few decimals."""
    if not share.is_finite() or not 0 <= share <= 1 or share.is_signed():
        raise unreadable(percent(share) if share.is_finite() else str(share), "a share is from 0% to 100%")
    if share != round(share, _MOST_DECIMALS):
        raise unreadable(str(share), "a share has four decimals of a percent at most")


def unreadable(text: str, problem: str) -> OriginRuleUnreadable:
    """The error about one text, with the ways a rule may be written."""
    return OriginRuleUnreadable(
        "The origin rule «{text}» cannot be read: {problem}.",
        fix="Write it like WO, CTH except 7601, MAXNOM 50% EXW, RVC 40% FOB, PROCESS spinning, or joined by and, or.",
        text=text,
        problem=problem,
    )


def _flat(parts: tuple[Rule, ...], kind: type[AllOf] | type[AnyOf]) -> tuple[Rule, ...]:
    """A join inside a join of the same kind says nothing more: one way to write it, so that equals are equal."""
    flat: list[Rule] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, kind) else (part,))
    if len(flat) < 2:
        raise unreadable(" ".join(map(str, parts)), "a join needs two parts")
    return tuple(flat)


def _check_base(base: str) -> None:
    if base and base not in BASES:
        raise unreadable(base, "a value is EXW or FOB")


def _after(word: str) -> str:
    return f" {word}" if word else ""
