"""The question about a good on its way from one country to another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from karvan.model.money import Money


@dataclass(frozen=True, slots=True)
class Consignment:
    """What is known of the goods sent: customs value and quantities by unit (kg, pc, ...); None = not given."""

    value: Money | None = None
    quantities: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AccessQuestion:
    """`on` is the day of the law, `known_on` the day of our knowledge; `code` has 2 to 12 digits.

    `home` is also the customs origin of the goods. With `allow_stale` facts whose review is overdue are
    reckoned with, and marked.
    """

    home: str
    market: str
    code: str
    hs_rev: int
    on: date
    known_on: date
    consignment: Consignment = Consignment()
    allow_stale: bool = False
