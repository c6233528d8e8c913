"""Days as the document writes them, in a column beside the days that a spreadsheet counts with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from karvan.reports import format as written
from karvan.reports.document import Column, Table, Value
from karvan.reports.i18n import Lang
from karvan.reports.workbook.phrases import Phrases
from karvan.reports.workbook.text import plain


def with_written_days(table: Table, lang: Lang, phrases: Phrases) -> Table:
    """A column of days gets a neighbour with the days as the document writes them.

    In Persian always: the reader counts by the Jalali calendar. In English where a day is not exact («about»).
    """
    spread = [
        column.format == "date" and (lang == "fa" or any(_is_said_apart(row[at], lang) for row in table.rows))
        for at, column in enumerate(table.columns)
    ]
    if not any(spread):
        return table
    columns = [
        one
        for column, doubled in zip(table.columns, spread, strict=True)
        for one in ((column, _neighbour(column, phrases)) if doubled else (column,))
    ]
    rows = [
        tuple(
            one
            for value, doubled in zip(row, spread, strict=True)
            for one in ((value, _as_text(value)) if doubled else (value,))
        )
        for row in table.rows
    ]
    return replace(table, columns=tuple(columns), rows=tuple(rows))


def _is_said_apart(value: Value, lang: Lang) -> bool:
    """Whether the words for a day say more than the day."""
    found = value.value
    return isinstance(found, date) and plain(value.shown) not in (
        "",
        written.day(found, lang),
        found.isoformat(),
    )


def _neighbour(column: Column, phrases: Phrases) -> Column:
    return Column(f"{column.id}-written", phrases.as_written(column.title))


def _as_text(value: Value) -> Value:
    said = plain(value.shown)
    return replace(value, value=None if value.value is None or not said else said, format="text", path="")
