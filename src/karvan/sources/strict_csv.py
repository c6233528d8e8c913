"""CSV files that must be whole: quotes close, rows are of one width, and the last line ends."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from karvan.errors import LayoutChanged
from karvan.sources.files import read_text, refuse_large

# An old end-of-file mark that the United States Treasury still writes.
_CTRL_Z = "\x1a"


def strict_rows(path: Path, largest_mb: int) -> Iterator[tuple[int, list[str]]]:
    """Line number and cells of each row that is not blank.

    The number is that of the row's last line. Raises UnreadableInput; LayoutChanged for a file cut short.
    """
    refuse_large(path, largest_mb)
    text = read_text(path).rstrip(_CTRL_Z)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield reader.line_num, row
    except csv.Error as cause:
        raise cut_short(f"{path}:{reader.line_num}", str(cause)) from cause
    if not text.endswith(("\n", "\r")):
        raise cut_short(f"{path}:{reader.line_num}", "the last line does not end")


def dicts(
    rows: Iterator[tuple[int, list[str]]], headings: Sequence[str], path: Path, *, raw: Sequence[str] = ()
) -> Iterator[tuple[str, dict[str, str]]]:
    """Where a row stands (file:line) and its cells by heading, without the space around them.

    The cells of the headings `raw` keep theirs. Raises LayoutChanged for a row of another width.
    """
    for line, row in rows:
        where = f"{path}:{line}"
        if len(row) != len(headings):
            raise LayoutChanged(
                "A row has {found} cells, the headings are {expected}.",
                where=where,
                fix="The file is probably cut short or was edited: get it again.",
                found=len(row),
                expected=len(headings),
            )
        cells = zip(headings, row, strict=True)
        yield where, {name: cell if name in raw else cell.strip() for name, cell in cells}


def cut_short(where: str, problem: str) -> LayoutChanged:
    """The error for a table that breaks off or is not CSV."""
    return LayoutChanged(
        "The table breaks off or is no CSV: {problem}.",
        where=where,
        fix="The file is probably cut short or was edited: get it again.",
        problem=problem,
    )
