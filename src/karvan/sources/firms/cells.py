"""What may stand in a cell of a file of firms; each reader gives a value or refuses the cell with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from karvan.errors import LayoutChanged, UnknownMarket
from karvan.model.known import Known, Maybe, Unknown
from karvan.model.markets import market_of
from karvan.model.party import KINDS, Identifier, Role
from karvan.model.text import normalise
from karvan.model.truth import Truth
from karvan.sources.firms.words import meaning_of

_SPLIT = re.compile(r"[;؛]")
_SHARE = re.compile(r"(\d{1,3}(?:\.\d{1,10})?)\s*%", re.ASCII)
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Cell:
    """A text, the heading it stands under, and its place (file:row)."""

    text: str
    key: str
    where: str

    def refusal(self, message: str, fix: str = "", **facts: object) -> LayoutChanged:
        """A fault of this cell, ready to raise."""
        return LayoutChanged(message, where=self.where, fix=fix, key=self.key, text=self.text, **facts)


@dataclass(frozen=True, slots=True)
class DeclaredStake:
    """An owner as it is named in a cell: another row of the file of that name, or a name alone."""

    name: str
    share: Maybe[Decimal]
    control: Truth


def parts(cell: Cell) -> list[str]:
    """The texts between semicolons."""
    return [" ".join(part.split()) for part in _SPLIT.split(cell.text) if part.strip()]


def role(cell: Cell) -> Role:
    """A role; unknown when empty."""
    said = meaning_of(cell.text) or "unknown"
    if said not in list(Role):
        raise cell.refusal("{key} cannot be {text}.", "Use one of: {known}.", known=", ".join(Role))
    return Role(said)


def kind(cell: Cell) -> str:
    """A kind of party; empty when not known."""
    said = meaning_of(cell.text)
    if said and said not in KINDS:
        raise cell.refusal("{key} cannot be {text}.", "Use one of: {known}.", known=", ".join(KINDS))
    return said


def country(cell: Cell) -> str:
    """ISO 3166-1 alpha-3 of a code or a name; empty when not known."""
    if not meaning_of(cell.text):
        return ""
    try:
        return market_of(cell.text)
    except UnknownMarket as cause:
        raise cell.refusal("{text} is no country.", "Write an ISO 3166-1 code such as IRN.") from cause


def identifiers(cell: Cell) -> tuple[Identifier, ...]:
    """`kind=number; kind=number`."""
    found = []
    for part in parts(cell):
        before, mark, number = part.partition("=")
        if not mark or not before.strip() or not number.strip():
            raise cell.refusal(
                "{part} is no identifier.", "Write kind=number; kind=number, such as national-id=10101234567.",
                part=part,
            )  # fmt: skip
        found.append(Identifier(before.strip(), number.strip()))
    return tuple(found)


def stakes(cell: Cell) -> tuple[DeclaredStake, ...]:
    """`name = 30%; name = 25% control; name = ? no control`; a share or a control left out is unknown."""
    return tuple(_stake(cell, part) for part in parts(cell))


def _stake(cell: Cell, part: str) -> DeclaredStake:
    name, _, said = part.rpartition("=") if "=" in part else (part, "", "")
    plain = normalise(said).strip()
    found = _SHARE.match(plain)
    rest = plain[found.end() :].strip() if found else plain.removeprefix("?").strip()
    share: Maybe[Decimal] = Known(Decimal(found[1]) / _HUNDRED) if found else Unknown("not_given")
    control = {"": Truth.UNKNOWN, "control": Truth.YES, "no control": Truth.NO}.get(meaning_of(rest))
    if not name.strip() or control is None or (isinstance(share, Known) and share.value > 1):
        raise cell.refusal(
            "{part} is no owner with a share.",
            "Write name = 30%, with control or no control behind it; write name = ? when it is not known.",
            part=part,
        )
    return DeclaredStake(name.strip(), share, control)
