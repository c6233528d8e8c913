"""Any table goes through a file unharmed: numbers, days, codes, words for what is unknown."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reports.workbook.reader import HEADER, document_of, opened, words

from karvan.reports.document import Column, Table, Value
from karvan.reports.i18n import LANGUAGES
from karvan.reports.workbook import to_xlsx

KINDS = ("usd", "percent", "number", "whole", "date", "code")
# An underscore begins XML's own escapes (_x0041_), which openpyxl does not read back.
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters="_"), min_size=1
)
NUMBERS = st.floats(-1e300, 1e300) | st.integers(-(2**53), 2**53)
DAYS = st.dates(date(1900, 3, 1), date(2200, 1, 1))


def value_of(kind: Any) -> st.SearchStrategy[Value]:
    plain: st.SearchStrategy[Any] = {"date": DAYS, "code": WORDS}.get(kind, NUMBERS)
    known = st.builds(lambda one: Value(words(str(one)), one, kind), plain)
    unknown = st.builds(lambda why: Value(words(why), None, kind, "unknown"), WORDS)
    return known | unknown


@st.composite
def tables(draw: st.DrawFn) -> Table:
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=5))
    columns = tuple(
        Column(str(at), draw(WORDS), kind, is_summed=kind == "usd") for at, kind in enumerate(kinds)
    )
    row = st.tuples(*(value_of(kind) for kind in kinds))
    return Table("t", draw(WORDS), columns, tuple(draw(st.lists(row, max_size=6))))


def as_read(value: Value) -> Any:
    if value.value is None:
        return value.shown[0].text
    if isinstance(value.value, date):
        return datetime(value.value.year, value.value.month, value.value.day)  # noqa: DTZ001
    # XlsxWriter writes 16 significant digits: one more than Excel shows, one fewer than a double has.
    return value.value if isinstance(value.value, str) else float(f"{value.value:.16G}")


@settings(max_examples=40, deadline=None)
@given(table=tables(), lang=st.sampled_from(LANGUAGES))
def test_every_value_comes_back(table: Table, lang: Any) -> None:
    data = to_xlsx(document_of(table, lang=lang))
    assert data == to_xlsx(document_of(table, lang=lang))
    sheet = opened(data).worksheets[2]
    # A Persian sheet writes each day twice: as a day, and beside it in words.
    places = [
        at for at, one in enumerate(table.columns) for _ in range(1 + (lang == "fa" and one.format == "date"))
    ]
    for row_at, row in enumerate(table.rows, start=HEADER + 1):
        expected = [as_read(row[at]) for at in places]
        doubled = [at for at in range(1, len(places)) if places[at] == places[at - 1]]
        for at in doubled:
            expected[at] = row[places[at]].shown[0].text
        assert [sheet.cell(row_at, at).value for at in range(1, len(places) + 1)] == expected
