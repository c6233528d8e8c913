"""A firm's bill of materials: what one product is made of, as the firm declares it.

Amounts are of one currency and of the same lot of the product. What the firm does not know stays unknown:
it is never taken for zero, for «no», or for a material of its own country.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from karvan.errors import QuestionError
from karvan.model.known import Known, Maybe
from karvan.model.truth import Truth

_CODE = re.compile(r"\d{2}(\d{2}){0,2}", re.ASCII)
# 12 digits before and 6 after the point: every sum and product of them is exact in 60 digits.
LARGEST = Decimal(10) ** 12
DECIMALS = 6


class Status(StrEnum):
    """What a material is in the country it comes from, by the agreement's own rules."""

    WHOLLY_OBTAINED = "wholly_obtained"
    ORIGINATING = "originating"
    NON_ORIGINATING = "non_originating"
    UNKNOWN = "unknown"


class Transport(StrEnum):
    """The way to the importing country: straight, or through a third one, under customs control or not."""

    DIRECT = "direct"
    CONTROLLED = "third_country_with_proof"
    UNCONTROLLED = "third_country_without_proof"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Material:
    """One material; `line` is its place in the firm's file and its identity.

    `hs` has 2, 4 or 6 digits, `origin` is ISO 3166-1 alpha-3. `proof`: whether the firm holds a proof of
    the material's origin (supplier's declaration, certificate).
    """

    line: int
    name: str
    hs: Maybe[str]
    origin: Maybe[str]
    status: Status
    proof: Truth
    value: Maybe[Decimal]

    def __post_init__(self) -> None:
        if isinstance(self.hs, Known):
            _check_code(self.hs.value, self.line)
        _check_amount(self.value, self.line, least=Decimal(0))


@dataclass(frozen=True, slots=True)
class Bill:
    """The product, its two values, the firm's answers and the materials in the order of their lines.

    `country` is where it is made. `exw` and `fob` are above 0 and exw is not above fob. `processes` maps the
    name of a process to whether it is done there; one that is not named is unknown.
    """

    name: str
    hs_rev: int
    hs: str
    country: str
    currency: str
    exw: Maybe[Decimal]
    fob: Maybe[Decimal]
    materials: tuple[Material, ...]
    wholly_obtained: Truth = Truth.UNKNOWN
    only_simple_operations: Truth = Truth.UNKNOWN
    transport: Transport = Transport.UNKNOWN
    processes: Mapping[str, Truth] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _check_code(self.hs, 0)
        for value in (self.exw, self.fob):
            _check_amount(value, 0, least=Decimal(1).scaleb(-DECIMALS))
        if isinstance(self.exw, Known) and isinstance(self.fob, Known) and self.exw.value > self.fob.value:
            raise QuestionError(
                "The ex-works value {exw} is above the FOB value {fob}.",
                fix="FOB is the ex-works value plus carriage to the ship or border: correct one of the two.",
                exw=self.exw.value,
                fob=self.fob.value,
            )
        ordered = tuple(sorted(self.materials, key=lambda one: one.line))
        if len({one.line for one in ordered}) < len(ordered):
            raise QuestionError(
                "Two materials of the bill have the same line.", fix="Give each a line of its own."
            )
        object.__setattr__(self, "materials", ordered)


def _check_code(code: str, line: int) -> None:
    if not _CODE.fullmatch(code):
        raise QuestionError(
            "{code} is not an HS code of 2, 4 or 6 digits (line {line}).",
            fix="Write digits only, with the leading zero.",
            code=code,
            line=line,
        )


def _check_amount(value: Maybe[Decimal], line: int, least: Decimal) -> None:
    if not isinstance(value, Known):
        return
    amount = value.value
    if not amount.is_finite() or not least <= amount <= LARGEST or amount != round(amount, DECIMALS):
        raise QuestionError(
            "{amount} is no amount of a bill (line {line}).",
            fix="Values have up to 12 digits and 6 decimals; the product's are above 0, a material's are 0 or more.",
            amount=amount,
            line=line,
        )
