"""Numbers and days: nothing is lost beyond what rounding says, and nothing is zero that is not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karvan.model.jalali import parse_day
from karvan.model.text import ascii_digits
from karvan.reports import format as written
from karvan.reports.i18n import Lang

amounts = st.floats(min_value=1.0, max_value=1e13, allow_nan=False)
languages = st.sampled_from(["fa", "en"])
UNITS = {"%(amount)s B USD": 1e9, "%(amount)s M USD": 1e6, "%(amount)s k USD": 1e3, "%(amount)s USD": 1.0}


def parsed(text: str) -> float:
    return float(
        ascii_digits(text)
        .replace("٬", "")
        .replace("٫", ".")
        .replace(",", "")
        .replace("\u200e", "")
        .replace("−", "-")
    )


@given(amounts, languages)
def test_a_compact_amount_is_right_to_three_figures(value: float, lang: Lang) -> None:
    number, template = written.compact_usd(value, lang)
    assert parsed(number) * UNITS[template] == pytest.approx(value, rel=0.00501)
    assert parsed(number) < 1000 or template == "%(amount)s B USD"


@given(st.floats(min_value=1e-6, max_value=1e13, allow_nan=False), languages)
def test_a_factor_is_right_to_three_figures_and_never_a_false_zero(value: float, lang: Lang) -> None:
    assert parsed(written.significant(value, lang)) == pytest.approx(value, rel=0.00501)


@given(st.integers(min_value=-(10**15), max_value=10**15), languages)
def test_a_whole_number_reads_back(value: int, lang: Lang) -> None:
    assert parsed(written.whole(value, lang)) == value


@given(st.dates(min_value=date(1925, 3, 22), max_value=date(2080, 1, 1)))
def test_a_jalali_day_reads_back(value: date) -> None:
    assert parse_day(written.day(value, "fa")) == value


@pytest.mark.parametrize(
    ("value", "fa", "en"),
    [
        (0.0, ("۰", "%(amount)s USD"), ("0", "%(amount)s USD")),
        (0.4, ("کمتر از ۱", "%(amount)s USD"), ("under 1", "%(amount)s USD")),
        (999.6, ("۱", "%(amount)s k USD"), ("1", "%(amount)s k USD")),
        (999_600.0, ("۱", "%(amount)s M USD"), ("1", "%(amount)s M USD")),
        (1_234_567.0, ("۱٫۲۳", "%(amount)s M USD"), ("1.23", "%(amount)s M USD")),
        (7.32464e9, ("۷٫۳۲", "%(amount)s B USD"), ("7.32", "%(amount)s B USD")),
        (1.234e13, ("۱۲٬۳۰۰", "%(amount)s B USD"), ("12,300", "%(amount)s B USD")),
    ],
)
def test_compact_amounts(value: float, fa: tuple[str, str], en: tuple[str, str]) -> None:
    assert (written.compact_usd(value, "fa"), written.compact_usd(value, "en")) == (fa, en)


@pytest.mark.parametrize(
    ("share", "fa", "en"),
    [
        (0.0, "۰٪", "0%"),
        (0.859, "۸۶٪", "86%"),
        (0.0994, "۹٫۹٪", "9.9%"),
        (0.0996, "۱۰٪", "10%"),
        (0.00001, "کمتر از ۰٫۱٪", "under 0.1%"),
        (-0.5, "\u200e−۵۰٪", "−50%"),
    ],
)
def test_percent(share: float, fa: str, en: str) -> None:
    assert (written.percent(share, "fa"), written.percent(share, "en")) == (fa, en)


def test_small_factors_are_powers_of_ten() -> None:
    assert (written.significant(1.234e-9, "en"), written.significant(1.234e-9, "fa")) == (
        "1.2×10^−9",
        "۱٫۲×۱۰^\u200e−۹",
    )


def test_days_and_years() -> None:
    day = date(2026, 11, 24)
    assert (written.day(day, "en"), written.day(day, "fa")) == ("24 November 2026", "۳ آذر ۱۴۰۵")
    assert (written.year_of_data(2024, "en"), written.year_of_data(2024, "fa")) == ("2024", "۲۰۲۴ میلادی")
