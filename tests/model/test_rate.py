"""Rates of law: every text comes back, every amount is exact, and what is missing is named."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karvan.errors import QuestionError, RateUnreadable
from karvan.model.known import Known, Maybe, Unknown
from karvan.model.money import Money
from karvan.model.rate import (
    UNITS,
    AtLeast,
    AtMost,
    Bands,
    Fixed,
    Percent,
    Plus,
    Rate,
    Specific,
    Step,
    amount,
    currencies,
    formula,
    needs,
    parse_rate,
)

D = Decimal
FEE = "value USD <=10000: 1 BCU; <=20000: 1.5 BCU; <1000000: 20 BCU; else 25 BCU"


def trees() -> st.SearchStrategy[Rate]:
    numbers = st.decimals(min_value=0, max_value=10**9, places=6).map(abs)
    codes = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=3, max_size=3)
    counts = st.sampled_from([D(1), D(100), D(1000), D("0.5")])
    leaves = st.one_of(
        st.builds(Percent, numbers),
        st.builds(Specific, numbers, codes, counts, st.sampled_from(sorted(UNITS))),
        st.builds(Fixed, numbers, codes),
    )
    overs = st.one_of(
        codes.map(lambda code: f"value:{code}"),
        st.sampled_from(sorted(UNITS)).map(lambda unit: f"quantity:{unit}"),
    )

    def bands(inner: st.SearchStrategy[Rate]) -> st.SearchStrategy[Rate]:
        bounds = st.sets(numbers, min_size=1, max_size=4).map(sorted)
        return st.builds(
            lambda over, bounds, rates, signs: Bands(
                over,
                (
                    *(
                        Step(bound, rate, sign)
                        for bound, rate, sign in zip(bounds, rates, signs, strict=False)
                    ),
                    Step(None, rates[-1]),
                ),
            ),
            overs,
            bounds,
            st.lists(inner, min_size=5, max_size=5),
            st.lists(st.booleans(), min_size=4, max_size=4),
        )

    def grown(inner: st.SearchStrategy[Rate]) -> st.SearchStrategy[Rate]:
        joins = [st.builds(kind, inner, inner) for kind in (AtLeast, AtMost, Plus)]
        return st.one_of(*joins, bands(inner))

    return st.recursive(leaves, grown, max_leaves=5)


def no_fx(base: str, quote: str) -> Maybe[Decimal]:
    return Unknown("not_loaded", (f"{base} in {quote}",))


def euro_at_1_10(base: str, quote: str) -> Maybe[Decimal]:
    return Known(D("1.10")) if (base, quote) == ("EUR", "USD") else no_fx(base, quote)


def due(text: str, value: str, fx=no_fx, **quantities: str) -> Maybe[Money]:
    given: Mapping[str, Decimal] = {unit: D(number) for unit, number in quantities.items()}
    return amount(parse_rate(text), Money(D(value), "USD"), given, fx)


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("0%", Percent(D(0))),
        ("7.5%", Percent(D("0.075"))),
        ("0.5 EUR/kg", Specific(D("0.5"), "EUR", D(1), "kg")),
        ("2 EUR/1000 pc", Specific(D(2), "EUR", D(1000), "pc")),
        ("10% min 0.04 EUR/kg", AtLeast(Percent(D("0.10")), Specific(D("0.04"), "EUR", D(1), "kg"))),
        ("5% max 100 USD", AtMost(Percent(D("0.05")), Fixed(D(100), "USD"))),
        ("10% + 0.2 EUR/kg", Plus(Percent(D("0.1")), Specific(D("0.2"), "EUR", D(1), "kg"))),
        ("3500 AMD", Fixed(D(3500), "AMD")),
        (
            "10% + (5% min 1 USD/t)",
            Plus(Percent(D("0.1")), AtLeast(Percent(D("0.05")), Specific(D(1), "USD", D(1), "t"))),
        ),
        (
            "10% min 1 USD max 5%",
            AtMost(AtLeast(Percent(D("0.1")), Fixed(D(1), "USD")), Percent(D("0.05"))),
        ),
        (
            FEE,
            Bands(
                "value:USD",
                (
                    Step(D(10000), Fixed(D(1), "BCU")),
                    Step(D(20000), Fixed(D("1.5"), "BCU")),
                    Step(D(1000000), Fixed(D(20), "BCU"), inclusive=False),
                    Step(None, Fixed(D(25), "BCU")),
                ),
            ),
        ),
    ],
)
def test_the_texts_of_law_are_read_and_written_alike(text: str, rate: Rate) -> None:
    assert (parse_rate(text), str(rate)) == (rate, text)


@given(trees())
def test_every_rate_comes_back_from_its_text(rate: Rate) -> None:
    assert parse_rate(str(rate)) == rate


@given(trees())
def test_equal_rates_have_one_text(rate: Rate) -> None:
    assert str(parse_rate(str(rate))) == str(rate)


def test_spaces_and_idle_zeros_do_not_matter() -> None:
    assert str(parse_rate("  10.0 %min 0.040 EUR / kg ")) == "10% min 0.04 EUR/kg"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "a number"),
        ("-5%", "no part of a rate"),
        ("free", "stands where a number should"),
        ("5", "a number"),
        ("5 eur/kg", "three capital letters"),
        ("5 EUR/", "a number"),
        ("5 EUR/kilo", "no unit"),
        ("5 EUR/0 kg", "a positive number"),
        ("5% 3", "one word too many"),
        ("5% min", "a number"),
        ("(5%", r"«\)» is missing"),
        ("۵%", "no part of a rate"),
        ("1,5%", "no part of a rate"),
        ("1e5%", "three capital letters|one word too many|a number"),
        ("value USD <=10: 5%", "rise one by one"),
        ("value USD <=10: 5%; <=10: 6%; else 7%", "rise one by one"),
        ("value USD else 5%; <=10: 6%", "rise one by one"),
        ("value usd <=10: 5%; else 6%", "three capital letters"),
        ("quantity USD <=10: 5%; else 6%", "brackets go over"),
        ("value USD 10: 5%; else 6%", "begins with"),
        ("(" * 30 + "5%" + ")" * 30, "too deep"),
        ("5% + " * 500 + "5%", "too long"),
    ],
)
def test_what_is_no_rate_says_why(text: str, problem: str) -> None:
    with pytest.raises(RateUnreadable, match=problem) as raised:
        parse_rate(text)
    assert isinstance(raised.value, QuestionError)
    assert "10% min 0.04 EUR/kg" in str(raised.value)


@pytest.mark.parametrize(
    "number", ["-1", "NaN", "Infinity", "-0", "1e400", "0.12345678901234567890123456789"]
)
def test_a_rate_cannot_be_made_of_an_odd_number(number: str) -> None:
    with pytest.raises(RateUnreadable):
        Percent(D(number))


@pytest.mark.parametrize(
    ("text", "units", "codes"),
    [
        ("15%", set(), set()),
        ("10% min 0.04 EUR/kg", {"kg"}, {"EUR"}),
        ("270 USD/t", {"kg"}, {"USD"}),
        ("10% + (1 EUR/l_alcohol max 5 USD/pc)", {"l_alcohol", "pc"}, {"EUR", "USD"}),
        (FEE, set(), {"USD", "BCU"}),
        ("quantity t <=1: 1000 AMD; else 300 AMD/t", {"kg"}, {"AMD"}),
    ],
)
def test_a_rate_says_what_it_needs(text: str, units: set[str], codes: set[str]) -> None:
    rate = parse_rate(text)
    assert (needs(rate), currencies(rate)) == (units, codes)


@pytest.mark.parametrize(
    ("text", "value", "quantities", "expected"),
    [
        ("15%", "1000", {}, "150"),
        ("0%", "1000", {}, "0"),
        ("0.5 USD/kg", "1000", {"kg": "30"}, "15"),
        ("0.5 EUR/kg", "1000", {"kg": "30"}, "16.5"),  # 0.5 x 30 x 1.10
        ("270 USD/t", "1000", {"kg": "500"}, "135"),
        ("270 USD/t", "1000", {"t": "2"}, "540"),
        ("2 USD/1000 pc", "1000", {"pc": "2500"}, "5"),
        ("10% min 0.04 EUR/kg", "1000", {"kg": "1000"}, "100"),  # the floor is 44
        ("10% min 0.04 EUR/kg", "100", {"kg": "1000"}, "44"),  # the percentage is 10
        ("5% max 100 USD", "1000", {}, "50"),
        ("5% max 100 USD", "5000", {}, "100"),
        ("10% + 0.2 EUR/kg", "1000", {"kg": "10"}, "102.2"),  # 100 + 0.2 x 10 x 1.10
        ("value USD <=1000: 5%; <2000: 6%; else 7%", "1000", {}, "50"),
        ("value USD <=1000: 5%; <2000: 6%; else 7%", "2000", {}, "140"),
        ("quantity t <=1: 1 USD; else 300 USD/t", "1000", {"kg": "1500"}, "450"),
    ],
)
def test_amounts_worked_out_by_hand(text: str, value: str, quantities: dict[str, str], expected: str) -> None:
    assert due(text, value, euro_at_1_10, **quantities) == Known(Money(D(expected), "USD"))


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("0.5 USD/kg", Unknown("quantity_missing", ("kg",))),
        ("10% min 0.5 USD/t", Unknown("quantity_missing", ("kg",))),
        ("100 EUR", Unknown("fx_missing", ("EUR/USD",))),
        ("10% min 0.04 EUR/kg", Unknown("quantity_missing", ("kg", "EUR/USD"))),
        ("1 USD/pc + 1 USD/l", Unknown("quantity_missing", ("pc", "l"))),
        ("value EUR <=1: 1%; else 2%", Unknown("fx_missing", ("USD/EUR",))),
        ("quantity kg <=1: 1%; else 2%", Unknown("quantity_missing", ("kg",))),
    ],
)
def test_what_is_missing_is_named_and_never_zero(text: str, missing: Unknown) -> None:
    assert due(text, "1000") == missing


def test_a_rate_of_exchange_may_say_why_it_is_not_usable() -> None:
    def stale(_base: str, _quote: str) -> Maybe[Decimal]:
        return Unknown("fx_stale", ("2025-01-01",))

    assert due("5 EUR", "10", stale) == Unknown("fx_stale", ("EUR/USD",))


@given(trees(), st.decimals(min_value=0, max_value=10**6, places=2))
def test_with_all_it_needs_a_rate_gives_money_and_without_names_the_rest(rate: Rate, value: Decimal) -> None:
    everything = dict.fromkeys(UNITS, D(3))
    base = Money(value, "USD")
    found = amount(rate, base, everything, lambda _base, _quote: Known(D(2)))
    assert isinstance(found, Known)
    assert found.value.amount >= 0
    without = amount(rate, base, {}, no_fx)
    if isinstance(without, Unknown):
        pairs = {f"{code}/USD" for code in currencies(rate)} | {f"USD/{code}" for code in currencies(rate)}
        assert set(without.missing) <= needs(rate) | pairs
        assert without.missing


@pytest.mark.parametrize(
    ("text", "english", "persian"),
    [
        ("15%", "15 % of the customs value", "۱۵٪ ارزش گمرکی"),
        (
            "10% min 0.04 EUR/kg",
            "10 % of the customs value, but not less than 0.04 EUR per kg",
            "۱۰٪ ارزش گمرکی، ولی نه کمتر از ۰٫۰۴ یورو برای هر کیلوگرم",
        ),
        (
            "5% max 2 USD/1000 pc",
            "5 % of the customs value, but not more than 2 USD per 1,000 pieces",
            "۵٪ ارزش گمرکی، ولی نه بیشتر از ۲ دلار آمریکا برای هر ۱٬۰۰۰ عدد",
        ),
        ("3500 AMD", "3,500 AMD per declaration", "۳٬۵۰۰ درام ارمنستان برای هر اظهارنامه"),
        (
            "1% + (2% min 1 XAF/l)",
            "1 % of the customs value, plus (2 % of the customs value, but not less than 1 XAF per litre)",
            "۱٪ ارزش گمرکی، به‌اضافهٔ (۲٪ ارزش گمرکی، ولی نه کمتر از ۱ XAF برای هر لیتر)",
        ),
        (
            "value USD <=10000: 1 BCU; <20000: 2 BCU; else 3 BCU",
            "by value in USD: up to 10,000, 1 BCU per declaration; below 20,000, 2 BCU per declaration; "
            "otherwise, 3 BCU per declaration",
            "بر پایهٔ ارزش به دلار آمریکا: تا ۱۰٬۰۰۰، ۱ واحد پایهٔ محاسبه برای هر اظهارنامه؛ کمتر از ۲۰٬۰۰۰، "
            "۲ واحد پایهٔ محاسبه برای هر اظهارنامه؛ در غیر این صورت، ۳ واحد پایهٔ محاسبه برای هر اظهارنامه",
        ),
        (
            "quantity t <=1: 5%; else 6%",
            "by quantity in tonne: up to 1, 5 % of the customs value; otherwise, 6 % of the customs value",
            "بر پایهٔ مقدار به تن: تا ۱، ۵٪ ارزش گمرکی؛ در غیر این صورت، ۶٪ ارزش گمرکی",
        ),
    ],
)
def test_a_rate_is_said_in_both_languages(text: str, english: str, persian: str) -> None:
    rate = parse_rate(text)
    assert (formula(rate), formula(rate, "fa")) == (english, persian)


def test_the_base_of_a_percentage_can_be_named() -> None:
    assert formula(parse_rate("20%"), base="value, duty and excise") == "20 % of value, duty and excise"


@given(trees(), st.sampled_from(["en", "fa"]))
def test_every_rate_can_be_said(rate: Rate, lang: str) -> None:
    said = formula(rate, lang)
    assert said
    assert "{" not in said
