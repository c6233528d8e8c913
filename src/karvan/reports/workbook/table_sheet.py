"""A sheet with one table: title, the way back, a header that stays, rows, sums, and the note below."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from karvan.errors import RenderError
from karvan.reports.document import Column, Picture, Table, Text
from karvan.reports.i18n import marked
from karvan.reports.workbook.book import Book, links_of
from karvan.reports.workbook.content import Content, content, number_format
from karvan.reports.workbook.names import headers
from karvan.reports.workbook.png import width_of
from karvan.reports.workbook.text import for_cell, plain
from karvan.reports.workbook.totals import completeness, total
from karvan.reports.workbook.written_days import with_written_days

HEADER = 2  # row of the header, from 0: above it the title and the way back
_MOST_ROWS = 1_048_000
_NARROWEST, _WIDEST, _SPARE = 9, 48, 3  # widths in characters; the spare holds the filter's button
CONTENTS = "contents"  # anchor of the list of sheets


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with the name of its sheet, its name in formulas and its title in the list of sheets.

    `picture` when the table is a picture's.
    """

    name: str
    table_name: str
    label: str
    table: Table
    picture: Picture | None = None


def write_table(book: Book, sheet: Any, given: Sheet, png: bytes | None) -> None:
    """Fill a sheet. Raises RenderError when the table is longer than a sheet."""
    table = with_written_days(given.table, book.lang, book.phrases)
    if len(table.rows) > _MOST_ROWS:
        raise RenderError(
            "The table {name!r} is longer than a sheet.",
            fix="Ask for fewer markets or products.",
            name=table.id,
        )
    back = Content(book.phrases.say(marked("Back to the contents")), "General", "known", f"#{CONTENTS}")
    book.write(sheet, (0, 0), _words(given.label, book), "title", wraps=False)
    book.write(sheet, (1, 0), back, wraps=False)
    rows = [
        [
            content(value, column.format, book.phrases)
            for value, column in zip(row, table.columns, strict=True)
        ]
        for row in table.rows
    ]
    # Rows that wrap grow, and a picture beside them would grow with them.
    _body(book, sheet, rows, wraps=given.picture is None)
    titles = headers((_title(one, book) for one in table.columns), book.phrases.say(marked("Column")))
    _header(book, sheet, titles, len(rows), given)
    for at, title in enumerate(titles):
        sheet.set_column(at, at, _width(title, (row[at] for row in rows)))
    below = _sums(book, sheet, table.columns, rows) if rows else HEADER + 2
    _note(book, sheet, below + 1, table)
    _page(sheet)
    if given.picture is not None and png is not None:
        _picture(sheet, given.picture, png, len(titles) + 1)


def _title(column: Column, book: Book) -> str:
    return book.phrases.in_usd(column.title) if column.format == "usd" else column.title


def _body(book: Book, sheet: Any, rows: Sequence[Sequence[Content]], *, wraps: bool) -> None:
    for row_at, row in enumerate(rows, start=HEADER + 1):
        for column_at, cell in enumerate(row):
            book.write(sheet, (row_at, column_at), cell, wraps=wraps)


def _header(book: Book, sheet: Any, titles: Sequence[str], rows: int, given: Sheet) -> None:
    """The header, as that of a real table: it filters, and screen readers read it with each cell."""
    style = book.styles.of("header", wraps=True)
    if not rows:
        for at, title in enumerate(titles):
            sheet.write_string(HEADER, at, title, style)
        book.write(
            sheet,
            (HEADER + 1, 0),
            _words(book.phrases.say(marked("This table has no rows.")), book),
            "note",
            wraps=False,
        )
        return
    sheet.add_table(
        HEADER,
        0,
        HEADER + rows,
        len(titles) - 1,
        {
            "name": given.table_name,
            "title": for_cell(given.label, book.phrases),
            "style": "Table Style Light 1",
            "columns": [{"header": one, "header_format": style} for one in titles],
        },
    )


def _sums(book: Book, sheet: Any, columns: Sequence[Column], rows: Sequence[Sequence[Content]]) -> int:
    """Sums under the table; the row below them."""
    first, below = HEADER + 1, HEADER + 1 + len(rows)
    summed = [at for at, column in enumerate(columns) if column.is_summed]
    if not summed:
        return below
    for at in summed:
        cells = [row[at] for row in rows]
        style = book.styles.of("total", number_format(columns[at].format, 0.0))
        sum_ = total(cells, at, first, book.phrases)
        sheet.write_formula(below, at, sum_.text, style, sum_.result)
        said = completeness(cells, at, first, book.phrases)
        sheet.write_formula(below + 1, at, said.text, book.styles.of("note", wraps=True), said.result)
    if summed[0] > 0:
        book.write(sheet, (below, 0), _words(book.phrases.say(marked("Total")), book), "total", wraps=False)
    return below + 2


def _note(book: Book, sheet: Any, row: int, table: Table) -> None:
    """The note, and each place it leads to in a row of its own."""
    if not table.note:
        return
    book.write(sheet, (row, 0), _words(plain(table.note), book), "note", wraps=False)
    for at, (words, href) in enumerate(links_of(book, _hrefs(table.note)), start=row + 1):
        book.write(
            sheet, (at, 0), Content(for_cell(words, book.phrases), "General", "known", href), wraps=False
        )


def _hrefs(words: Iterable[Text]) -> Iterator[tuple[str, str]]:
    return ((one.text, one.href) for one in words if one.href)


def _page(sheet: Any) -> None:
    """What stays on the screen and how it prints: A4 across, as wide as the paper, the header on every page."""
    sheet.freeze_panes(HEADER + 1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER)


def _picture(sheet: Any, picture: Picture, png: bytes, column: int) -> None:
    """The picture beside its table, as large as on a page, with its words for those who do not see it."""
    scale = picture.width / width_of(png, picture.id)
    options = {"description": picture.alt, "x_scale": scale, "y_scale": scale, "object_position": 2}
    sheet.insert_image(HEADER, column, io.BytesIO(png), options)


def _width(title: str, cells: Iterable[Content]) -> int:
    longest = max((_length(one) for one in cells), default=0)
    return min(max(_NARROWEST, min(len(title), _WIDEST // 2) + _SPARE, longest + 1), _WIDEST)


def _length(cell: Content) -> int:
    if isinstance(cell.plain, str):
        return len(cell.plain)
    mark = len(cell.number_format.partition('"')[2])
    return mark + (10 if isinstance(cell.plain, date) else len(f"{cell.plain:,.0f}") + 2)


def _words(text: str, book: Book) -> Content:
    return Content(for_cell(text, book.phrases), "General")
