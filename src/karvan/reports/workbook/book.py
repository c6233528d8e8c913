"""A workbook in the making: writes one cell, and knows where each anchor stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from karvan.reports.i18n import Lang
from karvan.reports.workbook.content import Content
from karvan.reports.workbook.phrases import Phrases
from karvan.reports.workbook.styles import Look, Styles
from karvan.reports.workbook.text import is_risky, units

# Only plain https addresses become links, none longer than Excel takes.
_ADDRESS = re.compile(r"https://[^\s\x00-\x20\x7f]+")
_LONGEST_ADDRESS = 2079


def place(sheet: str, row: int, column: int = 0) -> str:
    """A cell as XlsxWriter's links name it."""
    quoted = sheet.replace("'", "''")
    return f"internal:'{quoted}'!{'ABCDEFGH'[column]}{row + 1}"


def targets(placed: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Anchor -> place; the first of two equal anchors keeps it, as in a page."""
    found: dict[str, str] = {}
    for anchor, where in placed:
        if anchor:
            found.setdefault(anchor, where)
    return found


@dataclass(frozen=True, slots=True)
class Book:
    """What every sheet needs: styles, words, and the places that links lead to."""

    lang: Lang
    phrases: Phrases
    styles: Styles
    targets: Mapping[str, str]

    def link(self, href: str) -> str:
        """Where an `href` leads in this workbook; empty when nowhere, or to an address that is not https."""
        if href.startswith("#"):
            return self.targets.get(href[1:], "")
        is_good = _ADDRESS.fullmatch(href) and units(href) <= _LONGEST_ADDRESS
        return href if is_good else ""

    def write(
        self, sheet: Any, at: tuple[int, int], cell: Content, look: Look | None = None, *, wraps: bool
    ) -> None:
        """Write a cell; text is always written as text, whatever it begins with."""
        link = self.link(cell.href)
        text = cell.plain if isinstance(cell.plain, str) else ""
        style = self.styles.of(
            look or cell.look,
            cell.number_format,
            wraps=wraps and bool(text),
            is_link=bool(link and text),
            is_quoted=is_risky(text),
        )
        if link and text:
            sheet.write_url(*at, link, style, text)
        elif isinstance(cell.plain, str):
            sheet.write_string(*at, cell.plain, style)
        elif isinstance(cell.plain, date):
            sheet.write_datetime(*at, cell.plain, style)
        else:
            sheet.write_number(*at, cell.plain, style)


def links_of(book: Book, hrefs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """(words, href) of those that lead somewhere, each address once."""
    seen: set[str] = set()
    for words, href in hrefs:
        if book.link(href) and href not in seen:
            seen.add(href)
            yield words.strip() or href, href
