"""Days as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karvan.errors import UnreadableInput
from karvan.model.jalali import from_jalali, parse_day, to_jalali, year_span


@pytest.mark.parametrize(
    "text",
    ["2025-10-05", "1404/7/13", "۱۴۰۴/۰۷/۱۳", "1404-07-13", "۱۳ مهر ۱۴۰۴", "13 مهر ماه 1404", " ٢٠٢٥-١٠-٠٥ "],
)
def test_one_day_in_many_forms(text: str) -> None:
    assert parse_day(text) == date(2025, 10, 5)


@pytest.mark.parametrize("text", ["", "1404/13/1", "2025-02-30", "1403/12/31", "13 اکتبر 1404", "yesterday"])
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(UnreadableInput, match="is not a day"):
        parse_day(text)


@given(st.dates(date(1925, 1, 1), date(2089, 1, 1)))
def test_round_trip(day: date) -> None:
    assert from_jalali(*to_jalali(day)) == day


def test_years_of_customs() -> None:
    assert year_span(1403) == (date(2024, 3, 20), date(2025, 3, 20))
    assert to_jalali(date(2025, 3, 20)) == (1403, 12, 30)
