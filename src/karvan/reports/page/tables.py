"""How a table is laid out: which column names the rows, how wide each is, and how many rows paper gets."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from karvan.reports.document import Column, Table, Value
from karvan.reports.page.cells import is_at_end, legend
from karvan.reports.page.runs import plain

_LONG = 30  # rows a screen shows before the table scrolls inside its frame
_WIDEST = 55.0
_LONGEST_WORD = 13
_NARROWEST = 5.0
_FEWEST = 4  # rows a table keeps on paper however long its texts are


@dataclass(frozen=True, slots=True)
class Paper:
    """How much of long tables paper gets: `rows` of each, or fewer with about `letters`; the workbook has all.

    The data of a picture are printed when they have at most `picture_rows`.
    """

    rows: int = 60
    letters: int = 2500
    picture_rows: int = 8


@dataclass(frozen=True, slots=True)
class Laid:
    """A table with its layout: widths in percent, `rows` those that are printed, `left` how many are not."""

    table: Table
    heading: int
    widths: tuple[float, ...]
    at_end: tuple[bool, ...]
    rows: tuple[tuple[Value, ...], ...]
    left: int
    least: float
    is_long: bool
    legend: tuple[tuple[str, str], ...]


def laid(table: Table, paper: Paper | None) -> Laid:
    """The layout for a screen, or for paper, which gets fewer rows."""
    rows = () if table.is_for_workbook else table.rows if paper is None else _first(table, paper)
    weights = tuple(_weight(column, at, rows) for at, column in enumerate(table.columns))
    total = sum(weights) or 1.0
    return Laid(
        table=table,
        heading=_heading(table),
        widths=tuple(round(100 * one / total, 2) for one in weights),
        at_end=tuple(is_at_end(one.format) for one in table.columns),
        rows=rows,
        left=len(table.rows) - len(rows),
        least=round(total * 0.55, 1),
        is_long=len(rows) > _LONG,
        legend=legend(value for row in rows for value in row),
    )


def _first(table: Table, paper: Paper) -> tuple[tuple[Value, ...], ...]:
    letters = accumulate(sum(len(plain(value.shown)) for value in row) for row in table.rows)
    fitting = sum(1 for one in letters if one <= paper.letters)
    return table.rows[: min(paper.rows, max(fitting, _FEWEST))]


def _heading(table: Table) -> int:
    """The first column of words that tells most rows apart names them: neither a rank nor a repeated group."""
    of_words = [at for at, one in enumerate(table.columns) if one.format == "text"]
    for at in of_words:
        if len({plain(row[at].shown) for row in table.rows}) > len(table.rows) / 2:
            return at
    return of_words[0] if of_words else 0


def _weight(column: Column, at: int, rows: tuple[tuple[Value, ...], ...]) -> float:
    """About as many letters as the column wants: long texts get less than their share, no word is broken."""
    texts = [plain(row[at].shown) for row in rows]
    words = [word for text in (column.title, *texts) for word in text.split()]
    longest = min(max((len(one) for one in words), default=0), _LONGEST_WORD)
    mean = sum(len(one) for one in texts) / len(texts) if texts else 0.0
    return max(_NARROWEST, longest + 3.0, min(float(mean**0.85), _WIDEST))
