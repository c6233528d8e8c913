from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.whole_way import written

from karvan.errors import KarvanError, LayoutChanged, UnknownCode, UnreadableInput
from karvan.sources import fx_rates
from karvan.sources.contract import Issue
from karvan.sources.fx_rates import cells
from karvan.sources.loading import load
from karvan.store.snapshot import Store

SAMPLE = """on,base,quote,kind,rate,source
۱۴۰۴/۰۹/۰۳,USD,IRR,نیما,"۷۱۰٬۰۰۰",مرکز مبادلهٔ فرضی
2025-11-24,USD,IRR,market,"1,120,000.50",Fictional Rates Co.
2025-11-24,USD,IRR,Official,420000,Fictional Central Bank
1404/9/2,USD,iqd,official,1310,Fictional Central Bank
"""
ROWS = [
    (date(2025, 11, 23), "USD", "IQD", "official", "1310", "Fictional Central Bank"),
    (date(2025, 11, 24), "USD", "IRR", "market", "1120000.50", "Fictional Rates Co."),
    (date(2025, 11, 24), "USD", "IRR", "nima", "710000", "مرکز مبادلهٔ فرضی"),
    (date(2025, 11, 24), "USD", "IRR", "official", "420000", "Fictional Central Bank"),
]


def test_the_whole_way_keeps_the_kinds_apart(tmp_path: Path) -> None:
    reading = fx_rates.read(written(tmp_path, "fx.csv", SAMPLE))
    assert (reading.label, reading.published_on) == ("2025-11-24", date(2025, 11, 24))
    assert reading.coverage["rates"][0] == {
        "base": "USD",
        "quote": "IQD",
        "kind": "official",
        "first": "2025-11-23",
        "last": "2025-11-23",
        "days": 1,
    }
    loaded = load(tmp_path / "home", fx_rates.DESCRIPTION, reading, fetched_on=date(2025, 12, 5))
    assert loaded.manifest.is_stale(date(2025, 12, 5))
    assert Store.open(tmp_path / "home", bundle=tmp_path / "none").read("fx").rows() == ROWS


def test_a_workbook_with_real_days_and_numbers(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["on", "base", "quote", "kind", "rate", "source"],
        [date(2025, 11, 24), "USD", "IRR", "آزاد", 1120000.5, "Fictional Rates Co."],
        ["۱۴۰۴/۰۹/۰۳", "USD", "IRR", "رسمي", 420000, "Fictional Central Bank"],  # with an Arabic yeh
    ):
        book.worksheets[0].append(row)
    book.save(tmp_path / "fx.xlsx")
    assert fx_rates.read(tmp_path / "fx.xlsx").tables["fx"].rows() == [
        (date(2025, 11, 24), "USD", "IRR", "market", "1120000.5", "Fictional Rates Co."),
        (date(2025, 11, 24), "USD", "IRR", "official", "420000", "Fictional Central Bank"),
    ]


def test_the_same_rate_twice_is_told_and_kept_once(tmp_path: Path) -> None:
    again = SAMPLE + "2025-11-24,USD,IRR,official,420000.0,Another Fictional Bank\n"
    reading = fx_rates.read(written(tmp_path, "fx.csv", again))
    assert reading.tables["fx"].rows() == ROWS
    assert reading.issues == (Issue("fx.csv:6", "the same rate as in line 4; kept once"),)


def test_two_rates_of_one_kind_on_one_day_name_both_lines(tmp_path: Path) -> None:
    path = written(tmp_path, "fx.csv", SAMPLE + "2025-11-24,USD,IRR,official,420001,Fictional Rates Co.\n")
    with pytest.raises(LayoutChanged) as caught:
        fx_rates.read(path)
    assert caught.value.where == f"{path}:6"
    assert caught.value.text().startswith(
        "USD/IRR (official) of 2025-11-24 is 420001 here and 420000 in line 4."
    )


@pytest.mark.parametrize("toman", ["TOMAN", "IRT", "تومان"])
def test_the_toman_is_refused_with_advice(tmp_path: Path, toman: str) -> None:
    path = written(tmp_path, "fx.csv", SAMPLE.replace("USD,IRR,Official", f"USD,{toman},official"))
    with pytest.raises(UnknownCode) as caught:
        fx_rates.read(path)
    assert caught.value.where == f"{path}:4"
    assert caught.value.fix == "Use IRR and write the rate in rials: ten times the number of tomans."


@pytest.mark.parametrize(
    ("broken", "error"),
    [
        ("", UnreadableInput),
        (SAMPLE.splitlines()[0] + "\n", UnreadableInput),
        (SAMPLE.replace("source\n", "publisher\n", 1), LayoutChanged),
        (SAMPLE.replace("iqd", "XYZ"), UnknownCode),
        (SAMPLE.replace("iqd", "USD"), LayoutChanged),
        (SAMPLE.replace("1404/9/2", "1404/12/30"), LayoutChanged),
        (SAMPLE.replace("1404/9/2", "24.11.2025"), LayoutChanged),
        (SAMPLE.replace("1310", "1,31"), LayoutChanged),
        (SAMPLE.replace("1310", "-1310"), LayoutChanged),
        (SAMPLE.replace("1310", "0"), LayoutChanged),
        (SAMPLE.replace("1310", ""), LayoutChanged),
        (SAMPLE.replace("market", "street"), LayoutChanged),
        (SAMPLE.replace("1310,Fictional Central Bank", "1310,"), LayoutChanged),
        (SAMPLE.replace('"1,120,000.50"', "1,120,000.50"), LayoutChanged),
        (SAMPLE[:-30], LayoutChanged),
    ],
)
def test_broken_twins(tmp_path: Path, broken: str, error: type[KarvanError]) -> None:
    with pytest.raises(error):
        fx_rates.read(written(tmp_path, "fx.csv", broken))


@given(st.decimals(min_value="0.000001", max_value="1e12", places=6))
def test_a_rate_is_exact_in_any_script(value: Decimal) -> None:
    grouped = f"{value:,.6f}"
    persian = grouped.translate(str.maketrans("0123456789,.", "۰۱۲۳۴۵۶۷۸۹٬٫"))
    assert Decimal(cells.rate(grouped, "test")) == value
    assert cells.rate(persian, "test") == cells.rate(grouped, "test")
