"""What may be declared of a party."""

from __future__ import annotations

from decimal import Decimal

import pytest

from karvan.errors import QuestionError
from karvan.model.known import Known, Unknown
from karvan.model.party import Party, Stake
from karvan.model.truth import Truth


def stake(share: str | None) -> Stake:
    held = Unknown("not_given") if share is None else Known(Decimal(share))
    return Stake(Party(("Owner",)), held, Truth.UNKNOWN)


def test_a_party_is_shown_under_its_first_name():
    assert Party(("نام", "Name")).name == "نام"


@pytest.mark.parametrize(
    ("names", "kind", "shares", "message"),
    [
        ((), "", (), "A party has no name."),
        (("A", "  "), "", (), "A party has no name."),
        (("A" * 301,), "", (), "A name is longer than {most} characters."),
        (("A",), "ship", (), "{kind} is no kind of party."),
        (
            ("A",),
            "",
            ("0.6", "0.41"),
            "The declared owners of {name} hold more than the whole, or less than nothing.",
        ),
        (
            ("A",),
            "",
            ("-0.1",),
            "The declared owners of {name} hold more than the whole, or less than nothing.",
        ),
    ],
)
def test_what_is_no_party(names, kind, shares, message):
    with pytest.raises(QuestionError) as told:
        Party(names, kind=kind, stakes=tuple(stake(one) for one in shares))
    assert told.value.message == message


def test_the_whole_may_be_declared_and_a_share_be_unknown():
    held = (stake("0.6"), stake("0.4"), stake(None))
    assert Party(("A",), stakes=held).stakes == held
