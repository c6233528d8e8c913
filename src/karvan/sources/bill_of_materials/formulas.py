"""A workbook before it is read: not a bomb, not something else, and no formula whose result was never stored."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from karvan.errors import LayoutChanged, UnreadableInput
from karvan.sources.files import damaged

_LARGEST_INSIDE = 100_000_000
_ERRORS = ("#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#N/A", "#NUM!", "#NULL!")


def check_book(path: Path) -> None:
    """Raises UnreadableInput, CorruptArchive, LayoutChanged with file:row."""
    try:
        with zipfile.ZipFile(path) as archive:
            inside = sum(one.file_size for one in archive.infolist())
    except OSError as cause:
        raise UnreadableInput(
            "The file cannot be read: {problem}.",
            where=str(path),
            fix="Check the path and that the file is a bill.",
            problem=cause.strerror or str(cause),
        ) from cause
    except zipfile.BadZipFile as cause:
        raise damaged(path, "workbook") from cause
    if inside > _LARGEST_INSIDE:
        raise UnreadableInput(
            "The workbook unpacks to more than {most} bytes.",
            where=str(path),
            fix="Save the one sheet as a new .xlsx.",
            most=_LARGEST_INSIDE,
        )
    shown, written = _cells(path, data_only=True), _cells(path, data_only=False)
    for (line, at), text in written.items():
        value = shown.get((line, at))
        if (text.startswith("=") and value is None) or value in _ERRORS:
            raise LayoutChanged(
                "The formula {text} has no stored value.",
                where=f"{path}:{line}",
                fix="Open the file in a spreadsheet program, save it, or write the value itself.",
                text=text,
            )


def _cells(path: Path, *, data_only: bool) -> dict[tuple[int, int], str]:
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=data_only)
    except (zipfile.BadZipFile, KeyError, ValueError, InvalidFileException, ParseError) as cause:
        raise damaged(path, "workbook") from cause
    try:
        rows = book.worksheets[0].iter_rows(values_only=True) if book.worksheets else ()
        return {
            (line, at): str(value)
            for line, row in enumerate(rows, start=1)
            for at, value in enumerate(row)
            if value is not None
        }
    finally:
        book.close()
