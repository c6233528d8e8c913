"""The small words: unknown, money, product."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karvan.errors import KarvanError, QuestionError, UnknownMarket, UnknownProduct
from karvan.model.known import (
    Known,
    PartialSum,
    Unknown,
    lift,
    partial_sum,
    status_of,
    to_json,
    value_or_none,
)
from karvan.model.money import Money
from karvan.model.product import Product, chapter_key_1992
from karvan.model.territory import country_name, is_country

maybes = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False).map(Known), st.just(Unknown("gone", ("a",)))
)


def test_json_of_both_kinds() -> None:
    assert to_json(Known(2)) == {"value": 2, "status": "known", "missing": []}
    assert to_json(Unknown("not_observed", ("x",))) == {
        "value": None,
        "status": "not_observed",
        "missing": ["x"],
    }


@given(st.lists(maybes, min_size=1))
def test_lift_is_known_only_when_all_are(terms: list) -> None:
    lifted = lift(lambda *values: len(values), *terms)
    unknown = [term for term in terms if isinstance(term, Unknown)]
    assert lifted == (Unknown("gone", ("a",)) if unknown else Known(len(terms)))


def test_unknown_stays_unknown_under_map() -> None:
    assert (Unknown("gone").map(abs), Known(-1).map(abs)) == (Unknown("gone"), Known(1))
    assert (value_or_none(Unknown("gone")), status_of(Unknown("gone")), status_of(Known(0))) == (
        None,
        "gone",
        "known",
    )


@given(st.lists(st.tuples(st.text(), maybes)))
def test_a_partial_sum_names_every_unknown(terms: list) -> None:
    found = partial_sum(terms)
    assert found.lacks == tuple(name for name, term in terms if isinstance(term, Unknown))
    assert found.is_complete == (not found.lacks)


def test_partial_sum_of_zero_and_unknown_differ() -> None:
    assert partial_sum([("a", Known(0.0))]) == PartialSum(0.0, ())
    assert partial_sum([("a", Unknown("gone"))]) == PartialSum(0.0, ("a",))


def test_money_is_exact_and_never_converts_silently() -> None:
    rial = Money(Decimal("0.1"), "IRR")
    assert rial + rial - rial == rial
    assert rial.times(3) == Money(Decimal("0.3"), "IRR")
    assert rial.converted(Decimal("2"), "USD") == Money(Decimal("0.2"), "USD")
    with pytest.raises(QuestionError, match="IRR and USD"):
        rial + Money(Decimal(1), "USD")


@pytest.mark.parametrize(("hs_rev", "code"), [(2017, "101"), (2017, "7606.12"), (2016, "760612"), (2017, "")])
def test_what_is_no_product(hs_rev: int, code: str) -> None:
    with pytest.raises(UnknownProduct):
        Product(hs_rev, code)


def test_products_cover_their_subheadings() -> None:
    assert Product(2017, "7606").covers("760612")
    assert not Product(2017, "7606").covers("760711")
    assert Product(2017, "010121").chapter == "01"


@pytest.mark.parametrize(
    ("hs6", "key"), [("800110", "80"), ("080251", "80"), ("010121", "10"), ("760612", "76")]
)
def test_chapter_keys_of_the_history_lost_a_zero(hs6: str, key: str) -> None:
    assert chapter_key_1992(hs6) == key


def test_names_of_countries() -> None:
    assert (country_name("IRQ", "fa"), country_name("IRQ", "en"), country_name("S19", "en")) == (
        "عراق", "Iraq", "Other Asia, not elsewhere specified",
    )  # fmt: skip
    assert (country_name("ZZZ", "en"), is_country("ZZZ"), is_country("UZB")) == ("ZZZ", False, True)


def test_an_error_is_one_paragraph_in_any_language() -> None:
    error = UnknownMarket("No {what}.", where="here", fix="Do {what}.", what="x{y}")
    assert error.text() == "No x{y}. [here] Do x{y}."
    assert error.text({"No {what}.": "{what} نیست."}) == "x{y} نیست. [here] Do x{y}."
    assert (error.code, error.exit_code, isinstance(error, ValueError)) == ("UnknownMarket", 2, True)
    assert str(KarvanError("Plain {braces}")) == "Plain {braces}"
