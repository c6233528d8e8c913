"""Brackets over the height of another rate: the Uzbek addition for goods without most-favoured treatment."""

from __future__ import annotations

from decimal import Decimal

import pytest

from karvan.model.known import Known, Maybe, Unknown
from karvan.model.money import Money
from karvan.model.rate import amount, currencies, formula, needs, parse_rate

TEXT = "rate mfn_duty <=10: 5%; <=20: 10%; <30: 15%; else 20%"
BASE = Money(Decimal(1000), "USD")


def no_fx(one: str, other: str) -> Maybe[Decimal]:
    return Unknown("fx_missing", (f"{one}/{other}",))


@pytest.mark.parametrize(
    ("duty", "due"), [("0", 50), ("0.1", 50), ("0.101", 100), ("0.2", 100), ("0.299", 150), ("0.3", 200)]
)
def test_the_bracket_follows_the_other_rate(duty: str, due: int) -> None:
    found = amount(parse_rate(TEXT), BASE, {}, no_fx, {"mfn_duty": Decimal(duty)})
    assert found == Known(Money(Decimal(due), "USD"))


def test_without_the_other_rate_nothing_is_known() -> None:
    assert amount(parse_rate(TEXT), BASE, {}, no_fx) == Unknown("rate_missing", ("mfn_duty",))


def test_it_says_itself() -> None:
    rate = parse_rate(TEXT)
    assert str(rate) == TEXT
    assert (needs(rate), currencies(rate)) == (frozenset(), frozenset())
    assert formula(rate) == (
        "by the MFN duty in percent: up to 10, 5 % of the customs value; up to 20, 10 % of the customs value; "
        "below 30, 15 % of the customs value; otherwise, 20 % of the customs value"
    )
