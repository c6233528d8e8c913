"""Reads a workbook back: what each sheet holds, and how it is written."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import Workbook, load_workbook
from tests.reports.document_sample import sample

from karvan.reports.document import Column, Document, Section, Table, Text, Value
from karvan.reports.i18n import Lang, translations
from karvan.reports.workbook import to_xlsx

HEADER = 3  # row of a table's header, as people count


def opened(data: bytes, *, computed: bool = False) -> Workbook:
    return load_workbook(io.BytesIO(data), data_only=computed)


def rows(sheet: Any) -> list[list[Any]]:
    """The values of a sheet, empty cells at the end of a row left out."""
    found = []
    for row in sheet.iter_rows(values_only=True):
        last = max((at for at, value in enumerate(row, start=1) if value is not None), default=0)
        found.append(list(row[:last]))
    return found


def say(lang: Lang, text: str) -> str:
    return translations(lang).gettext(text)


def document_of(*tables: Table, lang: Lang = "en") -> Document:
    """The sample with these tables instead of its sections."""
    whole = sample(lang)
    section = Section("only", "Only", tables)
    return Document(whole.kind, lang, whole.title, whole.subtitle, whole.day, whole.first, (section,))


def column_table(
    values: list[Value], kind: Any = "text", *, is_summed: bool = False, name: str = "t"
) -> Table:
    """A table of one column."""
    columns = (Column("c", "Values", kind, is_summed),)
    return Table(name, "One column", columns, tuple((one,) for one in values))


def column_cells(values: list[Value], kind: Any = "text") -> list[Any]:
    """The cells of a one-column table after it went through a file."""
    sheet = opened(to_xlsx(document_of(column_table(values, kind))))["One column"]
    return [sheet.cell(HEADER + at, 1) for at in range(1, len(values) + 1)]


def words(text: str, **more: Any) -> tuple[Text, ...]:
    return (Text(text, **more),)
