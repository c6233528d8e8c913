"""The common customs tariff of the Eurasian Economic Union, from the PDF files of its chapters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import polars as pl

from karvan.errors import UnreadableInput
from karvan.sources.contract import Issue
from karvan.sources.eaeu_tariff.extract import Page, pages_of
from karvan.sources.eaeu_tariff.layout import rows
from karvan.sources.eaeu_tariff.lines import TariffLine, lines_of, once

# ru.08_2022_28.07.2024.pdf: chapter 8, nomenclature of 2022, edition of 28 July 2024.
_NAME = re.compile(r"ru\.(?P<chapter>\d\d)_\d{4}(?:_(?P<day>\d\d)\.(?P<month>\d\d)\.(?P<year>\d{4}))?\.pdf")
SCHEDULE: Final = {
    "code": pl.String,
    "description": pl.String,
    "unit": pl.String,
    "rate_text": pl.String,
    "rate": pl.String,
    "status": pl.String,
    "footnote": pl.String,
    "edition": pl.Date,
}


@dataclass(frozen=True, slots=True)
class Tariff:
    """Every ten-digit line once, by code, and what was odd on the way."""

    lines: tuple[TariffLine, ...]
    issues: tuple[Issue, ...]

    def frame(self) -> pl.DataFrame:
        """The lines as the schedule's table, columns as in `SCHEDULE`."""
        return pl.DataFrame([line.as_row() for line in self.lines], schema=SCHEDULE, orient="row")


def read_tariff(folder: Path) -> Tariff:
    """All chapters of a folder of files named like ru.08_2022_28.07.2024.pdf.

    Raises UnreadableInput (no such file, a damaged PDF), LayoutChanged, FormatUnavailable (no pdftotext).
    """
    files = sorted(path for path in folder.glob("*.pdf") if _NAME.fullmatch(path.name))
    if not files:
        raise UnreadableInput(
            "The file cannot be read: {problem}.",
            where=str(folder),
            fix="Give the folder with the tariff's chapters, named like ru.08_2022_28.07.2024.pdf.",
            problem="the folder has no chapter of the tariff",
        )
    return tariff_of([(path.name, pages_of(path)) for path in files])


def tariff_of(chapters: Sequence[tuple[str, Sequence[Page]]]) -> Tariff:
    """The tariff of chapters given as (file name, pages)."""
    lines: list[TariffLine] = []
    issues: list[Issue] = []
    for name, pages in chapters:
        found, odd = lines_of(rows(pages, name), name, edition_of(name))
        lines += found
        issues += odd
    kept, doubled = once(lines)
    return Tariff(tuple(kept), (*issues, *doubled))


def edition_of(name: str) -> date | None:
    """The day of the edition in a chapter's file name; None when it names none."""
    found = _NAME.fullmatch(name)
    if not found or not found["year"]:
        return None
    return date(int(found["year"]), int(found["month"]), int(found["day"]))
