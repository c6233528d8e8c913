"""Rates of exchange: the last one of the last 31 days, in either direction, and never an old one in silence."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from karvan.engines.access.law.exchange import OLDEST, Exchange, ExchangeRate
from karvan.model.known import Known, Unknown

DAY = date(2026, 11, 24)


def rate(text: str, on: date, base: str = "EUR", quote: str = "USD") -> ExchangeRate:
    return ExchangeRate(base, quote, Decimal(text), on, "Fictional Bank")


def test_the_last_rate_on_or_before_the_day_is_used_and_named():
    rates = [
        rate("1.20", date(2026, 11, 20)),
        rate("1.10", date(2026, 11, 10)),
        rate("9", date(2026, 11, 25)),
    ]
    exchange = Exchange(rates, DAY)
    assert exchange("EUR", "USD") == Known(Decimal("1.20"))
    assert exchange.used == (rates[0],)


def test_of_both_directions_the_later_day_counts():
    there, back = rate("2", date(2026, 11, 1)), rate("0.25", date(2026, 11, 20), "USD", "EUR")
    exchange = Exchange([there, back], DAY)
    assert exchange("EUR", "USD") == Known(Decimal(4))
    assert exchange.used == (back,)


def test_no_rate_and_an_old_rate_are_unknown_and_no_rate_was_used():
    exchange = Exchange([rate("1.10", date(2015, 11, 1))], DAY)
    assert exchange("EUR", "USD") == Unknown("fx_stale", ("EUR/USD",))
    assert exchange("AMD", "USD") == Unknown("fx_missing", ("AMD/USD",))
    assert exchange.used == ()


def test_an_old_rate_counts_where_the_user_allows_it_and_is_named():
    old = rate("1.10", date(2015, 11, 1))
    exchange = Exchange([old], DAY, allow_stale=True)
    assert exchange("EUR", "USD") == Known(Decimal("1.10"))
    assert exchange.used == (old,)


def test_a_unit_of_account_holds_until_it_is_set_anew():
    unit = rate("30", date(2026, 1, 1), "BCU", "USD")
    assert Exchange([unit], DAY)("BCU", "USD") == Known(Decimal(30))


@given(st.integers(min_value=-40, max_value=80))
def test_the_edge_of_age(days: int):
    found = Exchange([rate("2", DAY - timedelta(days=days))], DAY)("EUR", "USD")
    assert isinstance(found, Known) == (0 <= days <= OLDEST.days)
