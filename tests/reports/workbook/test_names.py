"""Sheet names that Excel takes and people can tell apart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from karvan.reports.workbook.names import LONGEST_SHEET, headers, sheet_names, table_names
from karvan.reports.workbook.text import units

LONG = "صنعت، معدن و صنایع دستی استان در بازار"


def test_a_long_title_keeps_its_start_and_its_end() -> None:
    assert sheet_names(["Industry, with mining and crafts in Armenia", "Energy in Iraq"], "Table") == (
        "Industry, with…in Armenia",
        "Energy in Iraq",
    )
    assert sheet_names(["صنعت، معدن و صنایع دستی در ارمنستان"], "جدول") == ("صنعت، معدن و صنایع…در ارمنستان",)


def test_what_excel_forbids_is_replaced() -> None:
    titles = ["a/b\\c?d*e[f]g:h", "'quoted'", "History", "", "Tab\tand\nline", "x" * 40]
    assert sheet_names(titles, "Table") == (
        "a b c d e f g h", "quoted", "History 1", "Table", "Tab and line", "x" * 30 + "…",
    )  # fmt: skip


def test_names_differ_whatever_the_case() -> None:
    assert sheet_names(["Cost", "COST", "cost", "Cost (2)"], "Table") == (
        "Cost", "COST (2)", "cost (3)", "Cost (2) (2)",
    )  # fmt: skip


def test_forty_long_persian_titles() -> None:
    names = sheet_names([LONG] * 20 + [f"{LONG} شمارهٔ {number}" for number in range(20)], "جدول")
    assert len({one.lower() for one in names}) == 40
    assert max(units(one) for one in names) <= LONGEST_SHEET
    assert (names[0], names[1], names[21]) == (
        "صنعت، معدن و…استان در بازار", "صنعت، معدن و صنایع…در بازار (2)", "صنعت، معدن و…بازار شمارهٔ 1",
    )  # fmt: skip


def test_headers_differ_and_are_never_empty() -> None:
    assert headers(["to", "To", "", "two\nlines"], "Column") == ("to", "To (2)", "Column", "two lines")


def test_names_for_formulas_are_ascii() -> None:
    assert table_names(["lines-irq-industry", "قیمت", "A1"]) == (
        "table_1_lines_irq_industry", "table_2", "table_3_a1",
    )  # fmt: skip


@given(st.lists(st.text(max_size=60), max_size=12))
def test_any_titles_become_names_that_excel_takes(titles: list[str]) -> None:
    names = sheet_names(titles, "Table")
    assert len({one.lower() for one in names}) == len(titles)
    for name in names:
        assert 0 < units(name) <= LONGEST_SHEET
        assert not set(name) & set("[]:*?/\\\n\t\r\x00")
        assert name.strip("'") == name
        assert name.lower() != "history"
