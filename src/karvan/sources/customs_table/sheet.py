"""The table's rows as texts with their row numbers, from CSV or a workbook."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

import openpyxl

from karvan.errors import CorruptArchive, LayoutChanged, UnreadableInput
from karvan.sources.customs_table.mapping import FileForm

Rows = Iterator[tuple[int, list[str]]]


def sheet(path: Path, form: FileForm) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Headings, and (row number in the file, cells) below them; blank rows are left out.

    Raises UnreadableInput, CorruptArchive, LayoutChanged.
    """
    rows = _xlsx(path, form) if path.suffix.lower() in (".xlsx", ".xlsm") else _csv(path, form)
    body = [(line, cells) for line, cells in rows if line >= form.header_row and any(cells)]
    if not body or body[0][0] != form.header_row:
        raise _odd(path, f"row {form.header_row} holds no headings")
    headings = [cell.strip() for cell in body[0][1]]
    while headings and not headings[-1]:
        headings.pop()
    _check_headings(headings, path)
    return headings, [(line, _fitted(cells, len(headings), f"{path}:{line}")) for line, cells in body[1:]]


def _check_headings(headings: Sequence[str], path: Path) -> None:
    if "" in headings:
        raise _odd(path, "a column has no heading, as in a merged cell")
    if len(set(headings)) < len(headings):
        raise _odd(path, "two columns have the same heading")


def _fitted(cells: Sequence[str], width: int, where: str) -> list[str]:
    if any(cells[width:]):
        raise _odd(where, "a row is longer than the headings")
    return [*cells[:width], *[""] * (width - len(cells))]


def _csv(path: Path, form: FileForm) -> Rows:
    try:
        raw = path.read_bytes()
    except OSError as cause:
        raise _unreadable(path, cause.strerror or str(cause)) from cause
    if not raw.strip():
        raise _unreadable(path, "it is empty")
    try:
        text = raw.decode("utf-8-sig" if form.encoding.lower() in ("utf-8", "utf8") else form.encoding)
    except (UnicodeDecodeError, LookupError) as cause:
        raise _unreadable(path, f"it is not text in {form.encoding}") from cause
    if "\0" in text:
        raise _unreadable(path, "it is binary")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=form.delimiter)
    return ((reader.line_num, [cell.strip() for cell in row]) for row in reader)


def _xlsx(path: Path, form: FileForm) -> Rows:
    values, formulas = (_book_rows(path, form, data_only=data_only) for data_only in (True, False))
    for (line, shown), (_, written) in zip(values, formulas, strict=True):
        if any(not cell and text.startswith("=") for cell, text in zip(shown, written, strict=True)):
            raise _odd(
                f"{path}:{line}", "a formula has no stored value; open the file, save it, and load it again"
            )
        yield line, shown


def _book_rows(path: Path, form: FileForm, *, data_only: bool) -> list[tuple[int, list[str]]]:
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=data_only)
    except OSError as cause:
        raise _unreadable(path, cause.strerror or str(cause)) from cause
    except (zipfile.BadZipFile, KeyError, ValueError) as cause:
        raise CorruptArchive(
            "This workbook is truncated, damaged or not .xlsx.",
            where=str(path),
            fix="Save it again as .xlsx or as CSV.",
        ) from cause
    try:
        if form.sheet and form.sheet not in book.sheetnames:
            raise _odd(path, f"there is no sheet {form.sheet!r}, only {', '.join(book.sheetnames)}")
        chosen = book[form.sheet] if form.sheet else book.worksheets[0]
        return [(line, _texts(row)) for line, row in enumerate(chosen.iter_rows(values_only=True), start=1)]
    finally:
        book.close()


def _texts(row: Iterable[object]) -> list[str]:
    return [_text(value) for value in row]


def _text(value: object) -> str:
    """A cell as it would be typed: whole floats without .0, so that codes keep their digits."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value).strip()


def _odd(where: Path | str, problem: str) -> LayoutChanged:
    return LayoutChanged(
        "The table is not as its mapping says: {problem}.",
        where=str(where),
        fix="Mend the mapping or the file.",
        problem=problem,
    )


def _unreadable(where: Path | str, problem: str) -> UnreadableInput:
    return UnreadableInput(
        "The table cannot be read: {problem}.",
        where=str(where),
        fix="Check the path and the mapping's file section.",
        problem=problem,
    )
