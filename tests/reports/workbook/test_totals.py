"""Sums under a table: formulas, what they give, and what they lack; worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest
from tests.reports.workbook.reader import HEADER, column_table, document_of, opened, words

from karvan.reports.document import Value
from karvan.reports.workbook import to_xlsx

LACKING = Value(words("unknown"), None, "usd", "unknown")
SPAN = "A4:A6"
SUM = f'=IF(COUNT({SPAN})=0,"unknown",SUM({SPAN}))'
SAID = (
    f'=IF(COUNT({SPAN})=ROWS({SPAN}),"sum of all values",'
    f'"sum of the known; "&(ROWS({SPAN})-COUNT({SPAN}))&" unknown")'
)


def known(value: float) -> Value:
    return Value(words(str(value)), value, "usd")


@pytest.mark.parametrize(
    ("values", "sum_", "said"),
    [
        ([known(10.5), LACKING, known(2.0)], 12.5, "sum of the known; 1 unknown"),
        ([known(10.5), known(0.0), known(2.0)], 12.5, "sum of all values"),
        ([LACKING, LACKING, LACKING], "unknown", "sum of the known; 3 unknown"),
        ([known(0.0), LACKING, LACKING], 0, "sum of the known; 2 unknown"),
    ],
)
def test_a_column_is_summed_by_formulas(values: list[Value], sum_: Any, said: str) -> None:
    data = to_xlsx(document_of(column_table(values, "usd", is_summed=True)))
    for computed, expected in ((False, [SUM, SAID]), (True, [sum_, said])):
        sheet = opened(data, computed=computed)["One column"]
        assert [sheet.cell(HEADER + len(values) + at, 1).value for at in (1, 2)] == expected


def test_columns_that_are_not_summed_have_no_total() -> None:
    sheet = opened(to_xlsx(document_of(column_table([known(1.0)], "usd"))))["One column"]
    assert sheet.max_row == HEADER + 1
