"""What becomes of a value in a cell: numbers, days, texts, unknowns, and texts that look like formulas."""

from __future__ import annotations

import math
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.reports.workbook.reader import HEADER, column_cells, document_of, opened, words

from karvan.reports.document import Column, Table, Value
from karvan.reports.workbook import to_xlsx
from karvan.reports.workbook.content import Content, content
from karvan.reports.workbook.phrases import Phrases

ENGLISH = Phrases("en")
UNKNOWN = words("unknown: not loaded")


def made(value: Any, kind: Any, **more: Any) -> Content:
    return content(Value(words("shown"), value, kind, **more), kind, ENGLISH)


@pytest.mark.parametrize(
    ("value", "kind", "cell"),
    [
        (1234, "whole", Content(1234.0, "#,##0")),
        (Decimal("0.055"), "percent", Content(0.055, "0.0%")),
        (330_700_000.0, "usd", Content(330_700_000.0, "#,##0")),
        (1.25, "number", Content(1.25, "#,##0.000")),
        (-2.0, "usd", Content(-2.0, "#,##0")),
        (0, "usd", Content(0.0, "#,##0")),
        (date(2026, 11, 24), "date", Content(date(2026, 11, 24), "yyyy-mm-dd")),
        (date(1899, 12, 31), "date", Content("shown", "General")),
        ("010121", "code", Content("010121", "@")),
        ("shown", "text", Content("shown", "General")),
        # What would look like zero is written so that it does not.
        (0.3, "usd", Content(0.3, "General")),
        (0.0001, "percent", Content(0.0001, "0.00E+00%")),
        (1e-7, "number", Content(1e-7, "General")),
    ],
)
def test_known_values(value: Any, kind: Any, cell: Content) -> None:
    assert made(value, kind) == cell


@pytest.mark.parametrize(
    ("status", "word"),
    [("estimated", "estimate"), ("stale", "out of date"), ("conflict", "the sources differ")],
)
def test_a_doubt_stands_beside_the_figure_which_stays_a_figure(status: Any, word: str) -> None:
    assert made(5.0, "usd", status=status) == Content(5.0, f'#,##0 "({word})"')
    assert made("shown", "text", status=status) == Content("shown", f'@ "({word})"')


def test_unknown_is_words_and_never_zero_or_empty() -> None:
    assert content(Value(UNKNOWN, None, "usd", "unknown"), "usd", ENGLISH) == Content(
        "unknown: not loaded", "#,##0", "unknown"
    )
    silent = [
        content(Value((), None, "usd", status), "usd", ENGLISH).plain for status in ("", "conflict", "stale")
    ]
    assert silent == ["unknown", "the sources differ", "out of date"]
    assert [made(one, "number") for one in (math.nan, math.inf)] == [
        Content("shown", "#,##0.000", "unknown")
    ] * 2


def test_a_bare_value_takes_the_format_of_its_column() -> None:
    assert content(Value(words("5 %"), 0.05), "percent", ENGLISH) == Content(0.05, "0.0%")
    assert content(Value(words("5 %"), 0.05, "number"), "percent", ENGLISH) == Content(0.05, "#,##0.000")


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\n=1",
        '=HYPERLINK("https://e.invalid")',
        "{=1}",
        "=cmd|' /C'!A0",
    ],
)
def test_text_that_looks_like_a_formula_stays_text(text: str) -> None:
    cells = column_cells(
        [Value(words(text), text), Value(words(text), text, "code"), Value(words(text), None)]
    )
    assert [(one.data_type, one.value) for one in cells] == [
        ("s", text.strip()), ("s", text), ("s", text.strip()),
    ]  # fmt: skip
    assert [one.quotePrefix for one in cells] == [
        text.strip()[0] in "=+-@",
        text[0] in "=+-@\t\n",
        text.strip()[0] in "=+-@",
    ]


def test_titles_and_notes_run_nothing_either() -> None:
    table = Table("=t", "=1+1", (Column("c", "=2+2"),), ((Value(words("a"), "a"),),), words("=3+3"))
    sheet = opened(to_xlsx(document_of(table))).worksheets[2]
    found = {cell.value: cell.data_type for row in sheet.iter_rows() for cell in row if cell.value}
    assert found == {"=1+1": "s", "Back to the contents": "s", "=2+2": "s", "a": "s", "=3+3": "s"}


@pytest.mark.parametrize(
    "address", ["http://e.invalid", "javascript:alert(1)", "file:///etc/hosts", "#nowhere", "external:a.xlsx",
                "https://e.invalid/a b", "https://e.invalid/" + "x" * 2100]
)  # fmt: skip
def test_only_https_addresses_and_known_anchors_become_links(address: str) -> None:
    cells = column_cells(
        [Value(words("there", href=address), "there"), Value(words("a", href="https://e.invalid"), "a")]
    )
    assert [one.value for one in cells] == ["there", "a"]
    assert [one.hyperlink.target if one.hyperlink else None for one in cells] == [None, "https://e.invalid"]


def test_a_text_longer_than_a_cell_is_cut_with_a_mark() -> None:
    mark = " … [cut: longer than a cell can hold]"
    whole, long, wide = "a" * 32_767, "a" * 40_000, "😀" * 20_000
    cells = column_cells([Value(words(one), one) for one in (whole, long, wide)])
    assert [one.value for one in cells] == [
        whole, "a" * (32_767 - len(mark)) + mark, "😀" * ((32_767 - len(mark)) // 2) + mark,
    ]  # fmt: skip


def test_what_xml_forbids_is_marked() -> None:
    (cell,) = column_cells([Value(words("a\x00b\x1fc\ud800d\r\ne"), "")])
    assert cell.value == "a\ufffdb\ufffdc\ufffdd\ne"


def test_a_table_without_rows_says_so() -> None:
    table = Table("t", "Empty", (Column("c", "Values", "usd", is_summed=True),), ())
    sheet = opened(to_xlsx(document_of(table)))["Empty"]
    assert [sheet.cell(at, 1).value for at in range(HEADER, HEADER + 3)] == [
        "Values (USD)", "This table has no rows.", None,
    ]  # fmt: skip
