"""Answers on stdout: lines for people, or one JSON document for machines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from karvan.cli.bars import watched
from karvan.cli.session import current
from karvan.cli.words import say

__all__ = ["done", "line", "remark", "table", "watched"]


def done(document: Any, lines: Iterable[str]) -> None:
    """Print the answer: the document under --json, else the lines."""
    if current().json:
        print(json.dumps(document, ensure_ascii=False, indent=1))
        return
    for one in lines:
        print(one)


def line(template: str, **facts: object) -> str:
    """A marked sentence in the user's language."""
    return say(template, current().lang, **facts)


def remark(template: str, **facts: object) -> None:
    """Say something beside the answer, on stderr; silent under --json, where the answer carries it."""
    if not current().json:
        print(line(template, **facts), file=sys.stderr)


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """Aligned columns as lines; numbers to the right."""
    texts = [[_cell(cell) for cell in row] for row in rows]
    right = [bool(texts) and all(_is_number(row[at]) for row in texts) for at in range(len(headings))]
    widths = [max(len(row[at]) for row in [list(headings), *texts]) for at in range(len(headings))]
    return [_aligned(row, widths, right) for row in [list(headings), *texts]]


def _aligned(row: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    cells = (
        cell.rjust(width) if is_right else cell.ljust(width)
        for cell, width, is_right in zip(row, widths, right, strict=True)
    )
    return "  ".join(cells).rstrip()


def _cell(value: object) -> str:
    if value is None:
        return "-"
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


def _is_number(text: str) -> bool:
    return text.replace(",", "").isdigit() or text == "-"
