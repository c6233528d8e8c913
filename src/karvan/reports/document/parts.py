"""What a document is made of. All words are already in its language; a renderer decides only how they look.

A figure carries three things: how it is shown, the value behind it (a spreadsheet needs numbers), and the
place in the dossier's JSON that it was read from. So each format shows the same, and each figure can be
followed to its answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal, TypeAlias

from karvan.reports.i18n import Lang

# How a value is written in a spreadsheet; usd and amount are numbers, code is a text that looks like one.
Format = Literal["text", "whole", "number", "usd", "percent", "date", "code"]
# Why there is no plain value; empty when there is one.
Status = Literal["", "unknown", "conflict", "stale", "not_applicable", "estimated"]


@dataclass(frozen=True, slots=True)
class Text:
    """A run of words. `lang` is set when it is not the document's language (en, fa, ru ...): it is isolated,
    marked for screen readers, and counted as untranslated where it is a label. `href` is `#anchor` or an address.
    """

    text: str
    lang: str = ""
    strong: bool = False
    href: str = ""


Words: TypeAlias = tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """A figure or label: as shown, as a value, and where it stands in the JSON (a JSON pointer).

    `value` is None when it is unknown; then `shown` says so in words. `path` is empty for words of our own,
    which state no figure. Percentages are fractions.
    """

    shown: Words
    value: str | int | float | Decimal | date | None = None
    format: Format = "text"
    status: Status = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column; a spreadsheet sums it in a last row when `is_summed` (the sum says what it lacks)."""

    id: str
    title: str
    format: Format = "text"
    is_summed: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header; `id` is unique in the document and names its sheet.

    `is_for_workbook` tables are too long to read: pages and print say that the workbook has them.
    """

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    note: Words = ()
    is_for_workbook: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words; `tone` tells how they stand out: a stop bars a recommendation, a warning stands beside a figure.

    `anchor` is its id, where links lead to it.
    """

    words: Words
    tone: Literal["plain", "note", "warning", "stop"] = "plain"
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list, numbered when its order means something."""

    items: tuple[Words, ...]
    is_ordered: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """A short list of what is what: label and value."""

    pairs: tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as a Vega or Vega-Lite specification, with words for those who cannot see it, and its data.

    `width` and `height` in CSS pixels. The table holds every figure of the picture.
    """

    id: str
    title: str
    alt: str
    spec: Mapping[str, Any]
    width: int
    height: int
    table: Table


Block: TypeAlias = Paragraph | Items | Facts | Table | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part; `id` is its anchor. `starts_page` in print."""

    id: str
    title: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    starts_page: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """One document in one language: the officer's plan, an exporter's dossier or a market brief.

    `first` is page one: what to do, in ten lines. `day` is the day of knowledge it was made for.
    """

    kind: Literal["plan", "exporter", "brief"]
    lang: Lang
    title: str
    subtitle: str
    day: date
    first: Section
    sections: tuple[Section, ...] = field(default=())


def every_section(document: Document) -> Iterator[Section]:
    """The document's sections with their own, in the order of reading."""
    for section in (document.first, *document.sections):
        yield from _inside(section)


def _inside(section: Section) -> Iterator[Section]:
    yield section
    for one in section.sections:
        yield from _inside(one)


def every_block(document: Document) -> Iterator[Block]:
    """All blocks in the order of reading."""
    for section in every_section(document):
        yield from section.blocks


def every_value(document: Document) -> Iterator[Value]:
    """All values of tables, fact lists and the tables of pictures."""
    for block in every_block(document):
        if isinstance(block, Facts):
            yield from (value for _, value in block.pairs)
        elif isinstance(block, Table | Picture):
            table = block.table if isinstance(block, Picture) else block
            yield from (value for row in table.rows for value in row)
