"""The table of a chapter: which word stands in which row and column."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from karvan.errors import LayoutChanged
from karvan.sources.eaeu_tariff.cells import description, marks, plain_text
from karvan.sources.eaeu_tariff.extract import Page, Word

_SECTION = re.compile(r"[IVX]+\.")
# Columns by the centres of their headings: «Код», «Наименование», «Доп.», «Ставка».
_CODE_TO_TEXT = 43
_TEXT_TO_UNIT = -20
_UNIT_TO_RATE = 25
_AT_LEFT = 9
# Words up to this much above the first line of a row belong to it: raised signs do.
_ABOVE = 8


@dataclass(frozen=True, slots=True)
class Row:
    """One row as printed: `code` with its spaces («0101 21 000 0», empty for a mere group), its cells."""

    page: int
    code: str
    text: str
    unit: str
    rate: str
    marks: tuple[str, ...]


def rows(pages: Sequence[Page], where: str) -> tuple[Row, ...]:
    """Every row of the chapter's table, in order; a row that runs over a page's end is whole.

    Raises LayoutChanged when no page has the table's headings, or a page after the first lacks them.
    """
    found: list[_Cells] = []
    for number, page in enumerate(pages, start=1):
        table = _Table.of(page)
        if table is not None:
            found = _grown(found, table, number)
        elif found and page:
            raise _changed("page {page} goes on without the headings of the table", where, number)
    if not found:
        raise _changed("no page has the headings Код, Наименование, Доп. and Ставка", where, 0)
    return tuple(cells.row() for cells in found)


@dataclass(frozen=True, slots=True)
class _Cells:
    page: int
    code: list[Word]
    text: list[Word]
    unit: list[Word]
    rate: list[Word]

    def row(self) -> Row:
        return Row(
            page=self.page,
            code=plain_text(self.code),
            text=description(self.text),
            unit=plain_text(self.unit),
            rate=plain_text(self.rate),
            marks=marks(self.rate),
        )

    def columns(self) -> tuple[list[Word], ...]:
        return (self.code, self.text, self.unit, self.rate)


@dataclass(frozen=True, slots=True)
class _Table:
    """The words of one page under the headings, and the edges of the columns."""

    words: tuple[Word, ...]
    text_from: float
    unit_from: float
    rate_from: float

    @classmethod
    def of(cls, page: Page) -> _Table | None:
        """None for a page of the chapter's notes."""
        heads = {word.text: word for word in reversed(page)}
        if not all(head in heads for head in ("Код", "Наименование", "Доп.", "Ставка", "США)")):
            return None
        end = heads["США)"].bottom
        return cls(
            words=tuple(word for word in page if word.bottom > end + 2),
            text_from=heads["Код"].middle + _CODE_TO_TEXT,
            unit_from=heads["Доп."].middle + _TEXT_TO_UNIT,
            rate_from=heads["Доп."].middle + _UNIT_TO_RATE,
        )

    def column(self, word: Word) -> int:
        return bisect_right((self.text_from, self.unit_from, self.rate_from), word.middle)

    def starts(self) -> list[float]:
        """Where rows begin: at a code, at a dash on the left, at a section's Roman number."""
        lines = sorted(word.bottom for word in self.words if self._begins(word))
        return [line for line, before in zip(lines, [-99.0, *lines], strict=False) if line - before > 4]

    def _begins(self, word: Word) -> bool:
        if self.column(word) == 0:
            return not word.is_small
        at_left = word.left < self.text_from + _AT_LEFT
        return at_left and (word.text == "–" or bool(_SECTION.fullmatch(word.text)))


def _grown(found: list[_Cells], table: _Table, page: int) -> list[_Cells]:
    """The rows so far and those of one more page; what stands above its first row ends the last one."""
    starts = [start - _ABOVE for start in table.starts()]
    new = [_Cells(page, [], [], [], []) for _ in starts]
    for word in table.words:
        row = bisect_right(starts, word.bottom) - 1
        cells = new[row] if row >= 0 else (found[-1] if found else None)
        if cells is not None:
            cells.columns()[table.column(word)].append(word)
    return found + new


def _changed(what: str, where: str, page: int) -> LayoutChanged:
    return LayoutChanged(
        "The chapter is not laid out as a tariff table: {what}.",
        where=where,
        fix="Compare the PDF with an older edition; the reader must learn the new layout.",
        what=what.format(page=page),
    )
