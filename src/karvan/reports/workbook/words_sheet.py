"""A sheet of words: one line a row, values beside their labels, links beside sentences that hold several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from karvan.reports.document import Value
from karvan.reports.workbook.book import Book, links_of, place
from karvan.reports.workbook.content import Content, content
from karvan.reports.workbook.lines import Line
from karvan.reports.workbook.text import for_cell, plain

_WIDTHS = (90, 28, 28)  # characters of the first columns


def anchors(sheet: str, lines: Sequence[Line]) -> Iterator[tuple[str, str]]:
    """Each line's anchor and its place."""
    return ((line.anchor, place(sheet, at)) for at, line in enumerate(lines))


def write_lines(book: Book, sheet: Any, lines: Sequence[Line]) -> None:
    """Fill a sheet of words."""
    for at, line in enumerate(lines):
        links = list(links_of(book, ((one.text, one.href) for one in line.words if one.href)))
        only = links[0][1] if len(links) == 1 else ""
        words = Content(for_cell(plain(line.words), book.phrases), "General", "known", only)
        book.write(sheet, (at, 0), words, line.look, wraps=line.look != "title")
        for column, (text, href) in enumerate(links if not only else (), start=1):
            cell = Content(for_cell(text, book.phrases), "General", "known", href)
            book.write(sheet, (at, column), cell, wraps=False)
        if line.value is not None:
            _value(book, sheet, at, line.value)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.hide_gridlines(2)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _value(book: Book, sheet: Any, row: int, value: Value) -> None:
    """The value; beside a figure or a day how the document writes it: with its unit, in its calendar."""
    cell = content(value, "text", book.phrases)
    book.write(sheet, (row, 1), cell, wraps=True)
    if value.shown and not isinstance(cell.plain, str):
        said = for_cell(plain(value.shown), book.phrases)
        book.write(sheet, (row, 2), Content(said, "General"), wraps=True)
