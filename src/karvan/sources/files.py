"""A source's files as text tables: nothing is guessed, nothing is filled in, nothing is cut off."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import polars as pl

from karvan.errors import CorruptArchive, LayoutChanged, UnreadableInput
from karvan.store.write import sha256_of


def content_sha256(*paths: Path) -> str:
    """Hex sha256 of one file's bytes, or of the sums of several, in the order given.

    Raises UnreadableInput when a file cannot be opened.
    """
    sums = [_sum(path) for path in paths]
    return sums[0] if len(sums) == 1 else hashlib.sha256("".join(sums).encode()).hexdigest()


def refuse_large(path: Path, largest_mb: int) -> None:
    """Raises UnreadableInput for a file that is absent or larger than its publisher's ever was."""
    try:
        size_mb = path.stat().st_size / 1_000_000
    except OSError as cause:
        raise _unreadable(path, cause.strerror or str(cause)) from cause
    if size_mb > largest_mb:
        raise _unreadable(path, f"it is larger than {largest_mb} MB")


def read_text(path: Path) -> str:
    """A UTF-8 file, byte order mark or not.

    Raises UnreadableInput when it is missing, empty, binary or in another encoding.
    """
    try:
        raw = path.read_bytes()
    except OSError as cause:
        raise _unreadable(path, cause.strerror or str(cause)) from cause
    return decoded(raw, str(path))


def decoded(raw: bytes, where: str) -> str:
    """Bytes as UTF-8 text.

    Raises UnreadableInput when they are empty, binary or in another encoding.
    """
    if not raw.strip():
        raise _unreadable(where, "it is empty")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as cause:
        raise _unreadable(where, "it is not UTF-8 text") from cause
    if "\0" in text:
        raise _unreadable(where, "it is binary")
    return text


def read_sheet(path: Path) -> pl.DataFrame:
    """A .csv or .xlsx (first sheet) with every cell as text; an empty cell is an empty text.

    Raises UnreadableInput, LayoutChanged when a row is shorter or longer than the headings, CorruptArchive.
    """
    return text_frame(sheet_rows(path), str(path))


def sheet_rows(path: Path) -> list[tuple[int, list[str]]]:
    """Line number and texts of each row of a .csv or .xlsx that is not blank, headings first.

    Raises UnreadableInput, CorruptArchive, LayoutChanged for a file of another kind.
    """
    kind = path.suffix.lower()
    if kind == ".csv":
        return list(csv_rows(read_text(path)))
    if kind == ".xlsx":
        return _xlsx_rows(path)
    raise LayoutChanged(
        "Tables of kind {kind} are not read here.",
        where=str(path),
        fix="Open the file in a spreadsheet program and save it as .xlsx or as .csv in UTF-8.",
        kind=kind or "without an ending",
    )


def read_parquet(path: Path) -> pl.DataFrame:
    """A Parquet file with its own types.

    Raises UnreadableInput when it is missing, CorruptArchive when it is damaged or something else.
    """
    if not path.is_file():
        raise _unreadable(path, "there is no such file")
    try:
        return pl.read_parquet(path, glob=False)
    except (pl.exceptions.PolarsError, OSError) as cause:
        raise damaged(path, "Parquet file") from cause


def csv_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Line number and cells of each row that is not blank; the number is that of the row's last line."""
    reader = csv.reader(io.StringIO(text, newline=""))
    return ((reader.line_num, row) for row in reader if row)


def text_frame(rows: Iterable[tuple[int, list[str]]], where: str) -> pl.DataFrame:
    """Rows below one row of headings as a frame of texts.

    Raises LayoutChanged for a row of another width than the headings, or for two equal headings.
    """
    body = iter(rows)
    first = next(body, None)
    if first is None:
        raise _unreadable(where, "it is empty")
    names = [name.strip() for name in first[1]]
    if len(set(names)) < len(names):
        raise LayoutChanged("Two columns have the same heading: {names}.", where=where, names=names)
    checked = [_checked(row, names, f"{where}:{line}") for line, row in body]
    return pl.DataFrame(checked, schema=dict.fromkeys(names, pl.String), orient="row")


def damaged(path: Path | str, kind: str) -> CorruptArchive:
    """The error for a file whose container is broken."""
    return CorruptArchive(
        "This {kind} is truncated or damaged.", where=str(path), fix="Get the file again.", kind=kind
    )


def _checked(row: list[str], names: list[str], where: str) -> list[str]:
    if len(row) != len(names):
        raise LayoutChanged(
            "A row has {found} cells, the headings are {expected}.",
            where=where,
            fix="The file is probably cut short or was edited: get it again.",
            found=len(row),
            expected=len(names),
        )
    return row


def _xlsx_rows(path: Path) -> list[tuple[int, list[str]]]:
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except OSError as cause:
        raise _unreadable(path, cause.strerror or str(cause)) from cause
    except (zipfile.BadZipFile, KeyError) as cause:
        raise damaged(path, "workbook") from cause
    try:
        sheet = book.worksheets[0]
        rows = [(line, [_cell(value) for value in row]) for line, row in enumerate(_values(sheet), start=1)]
    finally:
        book.close()
    filled = [(line, row) for line, row in rows if any(row)]
    width = len(_without_tail(filled[0][1])) if filled else 0
    return [(line, _fitted(row, width)) for line, row in filled]


def _without_tail(row: list[str]) -> list[str]:
    return row[: max((at + 1 for at, cell in enumerate(row) if cell), default=0)]


def _fitted(row: list[str], width: int) -> list[str]:
    """A workbook stores no empty cells at the end of a row, or too many; a filled one is never cut."""
    cells = _without_tail(row)
    return cells + [""] * (width - len(cells))


def _values(sheet: openpyxl.worksheet.worksheet.Worksheet) -> Iterator[tuple[object, ...]]:
    return iter(sheet.iter_rows(values_only=True))


def _cell(value: object) -> str:
    """A cell as it would be typed: no exponents, whole floats without .0, days without a time."""
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{Decimal(repr(value)):f}"
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def _sum(path: Path) -> str:
    try:
        return sha256_of(path)
    except OSError as cause:
        raise _unreadable(path, cause.strerror or str(cause)) from cause


def _unreadable(where: Path | str, problem: str) -> UnreadableInput:
    return UnreadableInput(
        "The file cannot be read: {problem}.",
        where=str(where),
        fix="Check the path and that the file is the one that the publisher describes.",
        problem=problem,
    )
