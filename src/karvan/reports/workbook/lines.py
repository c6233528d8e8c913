"""The words of a document as rows of a sheet: headings, sentences, lists, facts, and the way to each table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from karvan.reports import format as written
from karvan.reports.document import (
    Block,
    Document,
    Facts,
    Items,
    Paragraph,
    Picture,
    Section,
    Table,
    Text,
    Value,
    Words,
)
from karvan.reports.i18n import marked
from karvan.reports.workbook.phrases import Phrases
from karvan.reports.workbook.styles import Look

TABLE = "table:"  # before the id of a table: the anchor of its sheet
AGAIN = "again"  # id of the section that says how to make the document again


@dataclass(frozen=True, slots=True)
class Line:
    """One row: words, or a label with its value beside it; `anchor` when links lead to it."""

    words: Words = ()
    look: Look = "plain"
    value: Value | None = None
    anchor: str = ""


def first_lines(
    document: Document, entries: Iterable[Line], contents: str, phrases: Phrases
) -> tuple[Line, ...]:
    """The first sheet: what it is, of which day, page one, how to make it again, the sheets.

    `entries` are the ways to the sheets, `contents` the anchor of their list.
    """
    day = Value((Text(written.day(document.day, document.lang)),), document.day, "date")
    rest = _text_link(document, phrases)
    return (
        Line(_words(document.title), "title"),
        Line(_words(document.subtitle), "subtitle"),
        Line(_words(phrases.say(marked("As known on"))), value=day),
        *section_lines(document.first, phrases),
        *(replace(line, anchor="") for line in _again(document.sections, phrases)),
        Line(_words(phrases.say(marked("Contents"))), "heading", anchor=contents),
        *rest,
        *entries,
        Line(_words(phrases.legend), "note"),
    )


def text_lines(document: Document, phrases: Phrases) -> tuple[Line, ...]:
    """All other words of the document, in the order of reading."""
    return tuple(line for section in document.sections for line in section_lines(section, phrases))


def section_lines(section: Section, phrases: Phrases, depth: int = 0) -> Iterator[Line]:
    """A section with its own sections."""
    yield Line(_words(section.title), "subheading" if depth else "heading", anchor=section.id)
    for block in section.blocks:
        yield from _block(block, phrases)
    for one in section.sections:
        yield from section_lines(one, phrases, depth + 1)


def _block(block: Block, phrases: Phrases) -> Iterator[Line]:
    if isinstance(block, Paragraph):
        yield Line((*_tone(block, phrases), *block.words), block.tone, anchor=block.anchor)
    elif isinstance(block, Items):
        for at, item in enumerate(block.items, start=1):
            mark = f"{written.digits(str(at), phrases.lang)}. " if block.is_ordered else "• "
            yield Line((Text(mark), *item))
    elif isinstance(block, Facts):
        for label, value in block.pairs:
            yield Line(_words(label), value=value)
    elif isinstance(block, Table):
        yield entry(block, block.title, phrases)
    else:
        yield from _picture(block)


def _tone(block: Paragraph, phrases: Phrases) -> Words:
    """A stop and a warning say so in words: colour alone would not reach everybody."""
    if block.tone == "stop":
        return (Text(phrases.say(marked("Stop: "))),)
    return (Text(phrases.say(marked("Warning: "))),) if block.tone == "warning" else ()


def _picture(picture: Picture) -> Iterator[Line]:
    yield Line((Text(picture.title, href=f"#{TABLE}{picture.table.id}"),))
    yield Line(_words(picture.alt), "note")


def entry(table: Table, label: str, phrases: Phrases) -> Line:
    """The way to a table's sheet, with how many rows it has."""
    rows = len(table.rows)
    said = phrases.say(marked("rows: %(count)s")).replace("%(count)s", written.whole(rows, phrases.lang))
    return Line((Text(label, href=f"#{TABLE}{table.id}"),), value=Value(_words(said), said))


def _text_link(document: Document, phrases: Phrases) -> tuple[Line, ...]:
    if not document.sections:
        return ()
    title = phrases.say(marked("All words of the document"))
    return (Line((Text(title, href=f"#{document.sections[0].id}"),)),)


def _again(sections: Iterable[Section], phrases: Phrases) -> Iterator[Line]:
    for section in sections:
        if section.id == AGAIN:
            yield from section_lines(section, phrases)
        else:
            yield from _again(section.sections, phrases)


def _words(text: str) -> Words:
    return (Text(text),) if text else ()
