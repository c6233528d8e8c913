"""A file of firms as rows of cells: a table (CSV, XLSX) with headings, or YAML with the same keys."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from karvan.errors import LayoutChanged, PackError, UnreadableInput
from karvan.sources.files import damaged, read_text, sheet_rows
from karvan.sources.firms.cells import Cell
from karvan.sources.firms.words import HEADINGS, column_of
from karvan.sources.yaml_tree import Entries, Items, Leaf, Node, at, parse

_LARGEST_INSIDE = 100_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """One firm as written: its cells by English heading, and its row in the file."""

    where: str
    number: int
    cells: Mapping[str, Cell]

    def cell(self, key: str) -> Cell:
        """The cell under a heading; an empty one when there is none."""
        return self.cells.get(key) or Cell("", key, self.where)


def table_rows(path: Path) -> list[Row]:
    """Rows of a table. Raises UnreadableInput, CorruptArchive, LayoutChanged with file:row."""
    if path.suffix.lower() == ".xlsx":
        _refuse_formulas(path)
    try:
        found = sheet_rows(path)
    except csv.Error as cause:
        raise damaged(path, "CSV table") from cause
    if not found:
        raise _refused(
            f"{path}", "The file has no rows.", "Write a row of headings and one row for each firm."
        )
    columns = _columns(f"{path}:{found[0][0]}", found[0][1])
    return [
        _row(path, line, columns, texts) for line, texts in found[1:] if any(text.strip() for text in texts)
    ]


def yaml_rows(path: Path) -> list[Row]:
    """Rows of `firms:`, a list of entries. Raises UnreadableInput, LayoutChanged with file:line."""
    read_text(path)  # missing, empty, binary or not UTF-8: said as for every file
    root = parse(path, _refuse)
    firms = (
        root.entries.get("firms") if isinstance(root, Entries) and set(root.entries) == {"firms"} else None
    )
    if not isinstance(firms, Items):
        raise _refused(
            at(path, 1), "The file is no list of firms.", "Write firms: and each firm with a dash."
        )
    return [_entry(path, node) for node in firms.items]


def _entry(path: Path, node: Node) -> Row:
    where = at(path, node.line)
    if not isinstance(node, Entries):
        raise _refused(where, "A firm is written with keys.", "Write name: and what else is known.")
    cells = {}
    for key, value in node.entries.items():
        place = at(path, node.key_lines[key])
        column = column_of(key)
        if column is None or column in cells or not isinstance(value, Leaf):
            raise _unknown_heading(place, key)
        cells[column] = Cell("" if value.is_null else value.text, column, place)
    return Row(where, node.line, cells)


def _columns(where: str, names: Sequence[str]) -> list[str]:
    columns: list[str] = []
    for name in names:
        found = column_of(name)
        if found is None or found in columns:
            raise _unknown_heading(where, name)
        columns.append(found)
    if "name" not in columns:
        raise _refused(where, "The table lacks the column name.", "Known headings: {known}.", known=_known())
    return columns


def _row(path: Path, line: int, columns: Sequence[str], texts: Sequence[str]) -> Row:
    where = f"{path}:{line}"
    if len(texts) != len(columns):
        raise LayoutChanged(
            "A row has {found} cells, the headings are {expected}.",
            where=where,
            found=len(texts),
            expected=len(columns),
        )
    cells = {key: Cell(text, key, where) for key, text in zip(columns, texts, strict=True)}
    for cell in cells.values():
        # What a spreadsheet program would run is no name.
        if cell.text.lstrip().startswith("="):
            raise _formula(where, cell.text)
    return Row(where, line, cells)


def _refuse_formulas(path: Path) -> None:
    """A formula shows one name and may become another: it is refused, also when its result is stored."""
    try:
        with zipfile.ZipFile(path) as archive:
            inside = sum(one.file_size for one in archive.infolist())
        if inside > _LARGEST_INSIDE:
            raise UnreadableInput(
                "The workbook unpacks to more than {most} bytes.", where=str(path), most=_LARGEST_INSIDE
            )
        book = openpyxl.load_workbook(path, read_only=True)
    except OSError as cause:
        raise UnreadableInput(
            "The file cannot be read: {problem}.", where=str(path), problem=cause.strerror or str(cause)
        ) from cause
    except (zipfile.BadZipFile, KeyError, ValueError, InvalidFileException, ParseError) as cause:
        raise damaged(path, "workbook") from cause
    try:
        # All rows are read before one is refused: a half-read sheet would keep the file open.
        rows = list(book.worksheets[0].iter_rows()) if book.worksheets else []
    finally:
        book.close()
    for line, row in enumerate(rows, start=1):
        for cell in row:
            if cell.data_type == "f":
                raise _formula(f"{path}:{line}", str(cell.value))


def _formula(where: str, text: str) -> LayoutChanged:
    return LayoutChanged(
        "{text} is a formula.", where=where, fix="Write the name or number itself.", text=text
    )


def _unknown_heading(where: str, name: str) -> LayoutChanged:
    return LayoutChanged(
        "The heading {name} is not known here, or stands twice.",
        where=where,
        fix="Known headings: {known}.",
        name=name or "-",
        known=_known(),
    )


def _refused(where: str, message: str, fix: str, **facts: object) -> LayoutChanged:
    return LayoutChanged(message, where=where, fix=fix, **facts)


def _known() -> str:
    return ", ".join(HEADINGS)


def _refuse(error: PackError) -> None:
    raise LayoutChanged(error.message, where=error.where, fix=error.fix, **error.facts) from error
