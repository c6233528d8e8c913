"""From a document to the bytes of a workbook."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, time
from typing import Any

from xlsxwriter import Workbook

from karvan.errors import RenderError
from karvan.reports.document import Document, Picture, Table, every_section
from karvan.reports.i18n import Lang, marked
from karvan.reports.workbook.book import Book, place, targets
from karvan.reports.workbook.lines import TABLE, Line, entry, first_lines, text_lines
from karvan.reports.workbook.names import sheet_names, table_names
from karvan.reports.workbook.phrases import Phrases
from karvan.reports.workbook.styles import FONTS, Styles
from karvan.reports.workbook.table_sheet import CONTENTS, Sheet, write_table
from karvan.reports.workbook.words_sheet import anchors, write_lines

_NO_PICTURES: Mapping[str, bytes] = {}


def to_xlsx(document: Document, pictures: Mapping[str, bytes] = _NO_PICTURES) -> bytes:
    """The workbook of a document, equal bytes for equal documents. `pictures`: PNG files by the picture's id.

    Raises RenderError when two tables have one id, a table is longer than a sheet, or a picture is no PNG.
    """
    phrases = Phrases(document.lang)
    names, sheets = _sheets(document, phrases)
    words = _words(document, names, sheets, phrases)
    stream = io.BytesIO()
    workbook = _opened(stream, document)
    book = Book(document.lang, phrases, Styles(workbook, document.lang), targets(_places(words, sheets)))
    for name, lines in words.items():
        write_lines(book, _added(workbook, name, document.lang), lines)
    for one in sheets:
        png = pictures.get(one.picture.id) if one.picture else None
        write_table(book, _added(workbook, one.name, document.lang), one, png)
    workbook.close()
    return stream.getvalue()


def _sheets(document: Document, phrases: Phrases) -> tuple[tuple[str, str], tuple[Sheet, ...]]:
    """Names of the two sheets of words, and the sheets of tables in the order of reading."""
    found = list(_tables(document))
    ids = [one.table.id for one in found]
    if len(set(ids)) < len(ids):
        twice = next(one for one in ids if ids.count(one) > 1)
        raise RenderError(
            "The document has two tables called {name!r}.",
            fix="Give each table an id of its own.",
            name=twice,
        )
    own = (phrases.say(marked("Page one")), phrases.say(marked("Words")))
    first, text, *rest = sheet_names((*own, *(one.label for one in found)), phrases.say(marked("Table")))
    sheets = tuple(
        replace(one, name=name, table_name=table_name)
        for one, name, table_name in zip(found, rest, table_names(ids), strict=True)
    )
    return (first, text), sheets


def _tables(document: Document) -> Iterator[Sheet]:
    """The tables in the order of reading; one whose title another has too is told apart by its part."""
    blocks = [(block, section) for section in every_section(document) for block in section.blocks]
    titles = Counter(block.title for block, _ in blocks if isinstance(block, Table | Picture))
    for block, section in blocks:
        if isinstance(block, Table | Picture):
            label = block.title if titles[block.title] == 1 else f"{block.title} – {section.title}"
            picture = block if isinstance(block, Picture) else None
            yield Sheet("", "", label, block.table if isinstance(block, Picture) else block, picture)


def _words(
    document: Document, names: tuple[str, str], sheets: Iterable[Sheet], phrases: Phrases
) -> dict[str, tuple[Line, ...]]:
    """Sheet name -> lines of the one or two sheets of words."""
    first = first_lines(document, (entry(one.table, one.label, phrases) for one in sheets), CONTENTS, phrases)
    rest = text_lines(document, phrases)
    return {names[0]: first, names[1]: rest} if rest else {names[0]: first}


def _places(words: Mapping[str, tuple[Line, ...]], sheets: Iterable[Sheet]) -> Iterator[tuple[str, str]]:
    """Every anchor of the document with its place: sections and paragraphs first, then tables and pictures."""
    for name, lines in words.items():
        yield from anchors(name, lines)
    for one in sheets:
        where = place(one.name, 0)
        yield TABLE + one.table.id, where
        yield one.table.id, where
        yield (one.picture.id if one.picture else ""), where


def _opened(stream: io.BytesIO, document: Document) -> Workbook:
    """A workbook that guesses nothing from texts, with its properties and without a clock."""
    options: dict[str, Any] = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "default_format_properties": {"font_name": FONTS[document.lang], "font_size": 10},
    }
    workbook = Workbook(stream, options)
    workbook.set_properties(
        {
            "title": document.title,
            "subject": document.subtitle,
            "author": "karvan",
            "created": datetime.combine(document.day, time(), UTC),
        }
    )
    workbook.set_custom_property("Language", document.lang, "text")
    workbook.set_custom_property("Day", document.day.isoformat(), "text")
    return workbook


def _added(workbook: Workbook, name: str, lang: Lang) -> Any:
    sheet = workbook.add_worksheet(name)
    if lang == "fa":
        sheet.right_to_left()
    return sheet
