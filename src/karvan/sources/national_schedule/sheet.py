"""The table's rows with their row numbers; a workbook's cell keeps what it was: text, number or per cent."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl

from karvan.errors import LayoutChanged, UnreadableInput
from karvan.sources.files import damaged, read_text, refuse_large
from karvan.sources.national_schedule.about import About

_LARGEST_MB = 100


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell; `is_number` when a spreadsheet holds a number, which has lost leading zeros."""

    text: str
    is_number: bool = False


Row = tuple[int, list[Cell]]


def rows(path: Path, about: About) -> tuple[list[str], list[Row]]:
    """Headings, and (row number in the file, cells) below them; blank rows are left out.

    Raises UnreadableInput, CorruptArchive, LayoutChanged.
    """
    refuse_large(path, _LARGEST_MB)
    kind = path.suffix.lower()
    if kind not in (".csv", ".xlsx"):
        raise _odd(
            path, f"tables of kind {kind or 'without an ending'} are not read; save it as .xlsx or .csv"
        )
    found = _xlsx(path, about) if kind == ".xlsx" else _csv(path, about)
    body = [(line, cells) for line, cells in found if line >= about.header_row and any(c.text for c in cells)]
    if not body or body[0][0] != about.header_row:
        raise _odd(path, f"row {about.header_row} holds no headings")
    headings = _without_tail([cell.text for cell in body[0][1]])
    if "" in headings or len(set(headings)) < len(headings):
        raise _odd(path, "a column has no heading, or two have the same")
    return headings, [(line, _fitted(cells, len(headings), f"{path}:{line}")) for line, cells in body[1:]]


def _without_tail(texts: list[str]) -> list[str]:
    return texts[: max((at + 1 for at, text in enumerate(texts) if text), default=0)]


def _fitted(cells: Sequence[Cell], width: int, where: str) -> list[Cell]:
    if any(cell.text for cell in cells[width:]):
        raise _odd(where, "a row is longer than the headings")
    return [*cells[:width], *[Cell("")] * (width - len(cells))]


def _csv(path: Path, about: About) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(read_text(path), newline=""), delimiter=about.delimiter)
    try:
        yield from ((reader.line_num, [Cell(text.strip()) for text in row]) for row in reader)
    except csv.Error as cause:
        raise _odd(f"{path}:{reader.line_num}", f"a quotation mark is missing ({cause})") from cause


def _xlsx(path: Path, about: About) -> Iterator[Row]:
    shown, written = (_book(path, about, data_only=data_only) for data_only in (True, False))
    for (line, cells), (_, formulas) in zip(shown, written, strict=True):
        if any(
            not cell.text and form.text.startswith("=") for cell, form in zip(cells, formulas, strict=True)
        ):
            raise _odd(
                f"{path}:{line}", "a formula has no stored value; open the file, save it, and load it again"
            )
        yield line, cells


def _book(path: Path, about: About, *, data_only: bool) -> list[Row]:
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=data_only)
    except OSError as cause:
        raise UnreadableInput(
            "The file cannot be read: {problem}.",
            where=str(path),
            fix="Check the path and that the file is the one that the publisher describes.",
            problem=cause.strerror or str(cause),
        ) from cause
    except (zipfile.BadZipFile, KeyError, ValueError) as cause:
        raise damaged(path, "workbook") from cause
    try:
        if about.sheet and about.sheet not in book.sheetnames:
            raise _odd(path, f"there is no sheet {about.sheet!r}, only {', '.join(book.sheetnames)}")
        chosen = book[about.sheet] if about.sheet else book.worksheets[0]
        return [(line, _cells(row)) for line, row in enumerate(chosen.iter_rows(), start=1)]
    finally:
        book.close()


def _cells(row: Iterable[Any]) -> list[Cell]:
    return [_cell(one.value, str(one.number_format or "")) for one in row]


def _cell(value: object, form: str) -> Cell:
    """A cell as people see it.

    15 typed into a column formatted as per cent is stored as 0.15, and a code formatted 0000000000 is stored
    without its zeros: what is shown counts, not what is stored.
    """
    if value is None or isinstance(value, bool):
        return Cell("" if value is None else str(value))
    if isinstance(value, datetime):
        return Cell(value.date().isoformat())
    if isinstance(value, date):
        return Cell(value.isoformat())
    if not isinstance(value, int | float):
        return Cell(" ".join(str(value).split()))
    number = Decimal(f"{value:.15g}")  # a spreadsheet itself knows no more digits
    if "%" in form:
        return Cell(f"{_plain(number * 100)}%")
    if form and not form.strip("0") and number == int(number):
        return Cell(str(int(number)).zfill(len(form)), is_number=len(form) < 2)
    return Cell(_plain(number), is_number=True)


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _odd(where: Path | str, problem: str) -> LayoutChanged:
    return LayoutChanged(
        "The schedule is not as the file about it says: {problem}.",
        where=str(where),
        fix="Mend the table, or the file about it.",
        problem=problem,
    )
