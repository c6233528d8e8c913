"""An empty schedule to fill in, and the file about it; the example stands on a sheet that is never loaded."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from karvan.errors import QuestionError
from karvan.sources.national_schedule.about import DESCRIPTION

_WIDTH = 24
_TEXT = "@"

# column -> (what to write, the same in Persian, an invented example)
_EXPLAINED = {
    "code": (
        "4 to 12 digits; points and spaces are removed. As text, so that 0101 keeps its zero.",
        "۴ تا ۱۲ رقم؛ نقطه و فاصله حذف می‌شود. به صورت متن، تا صفر 0101 بماند.",
        "0101.21.00",
    ),
    "description": ("The words of the line.", "شرح ردیف.", "Pure-bred breeding horses"),
    "unit": ("As printed.", "همان‌گونه که چاپ شده است.", "head"),
    "import_rate": (
        "15% · 0.5 EUR/kg · 10% min 0.04 EUR/kg · 5% + 2 USD/1000 pc. 0 or free = the law says zero. "
        "Empty = unknown.",
        "۱۵٪ · 0.5 EUR/kg · 10% min 0.04 EUR/kg. «۰» یا «معاف» یعنی قانون صفر گفته است؛ خالی یعنی نامعلوم.",
        "10% min 0.04 EUR/kg",
    ),
    "export_rate": ("As import_rate.", "مانند حقوق ورودی.", "0"),
    "vat_rate": ("As import_rate.", "مانند حقوق ورودی.", "12%"),
    "excise_rate": ("As import_rate.", "مانند حقوق ورودی.", ""),
    "other: road fee": (
        "Any other charge: write its name after the colon, one column each.",
        "هر عوارض دیگر: نام آن پس از دونقطه، برای هر کدام یک ستون.",
        "0.2%",
    ),
    "prohibition_import": (
        "yes, no or licence; empty = unknown.",
        "ممنوع، مجاز یا مجوز؛ خالی یعنی نامعلوم.",
        "no",
    ),
    "prohibition_export": ("As prohibition_import.", "مانند ممنوعیت واردات.", "licence"),
    "valid_from": (
        "2026-01-01 or 1404-10-11; empty = as the schedule.",
        "میلادی یا شمسی؛ خالی یعنی مانند کل تعرفه.",
        "2026-01-01",
    ),
    "valid_to": ("The last day; empty = as the schedule.", "آخرین روز؛ خالی یعنی مانند کل تعرفه.", ""),
    "note": ("Anything else.", "هر چیز دیگر.", "invented example"),
}

_ABOUT = """\
# What the schedule is. Fill in every key; null only where nothing is printed.
country: {country}
schedule: import-tariff    # your name for it; loading it again replaces it, other schedules stay
system: ""                 # name of the code system
digits: [4, 6, 8, 10]      # lengths that a code may have, the full line last
hs_rev: 2022
base: unknown              # cif, cip, fob or unknown: what the percentages are of
currency: ""               # ISO 4217
language: ""               # ISO 639, two letters
title: ""
publisher: ""
address: ""
document: null             # number of the legal act
published_on: null
observed_on: ""            # the day on which you read the source
review_by: ""              # when somebody must look again
licence: ""
standing: single_source    # verified, single_source, conflict, stale, assigned or unknown
valid_from: ""
valid_to: null
percent: []                # columns whose bare numbers are per cent, such as import_rate
decimal: "."               # "," where 12,5 means twelve and a half
"""


def write_template(path: Path, country: str) -> tuple[Path, Path]:
    """Write the workbook and, beside it, the YAML about it; gives both paths.

    Raises QuestionError when one of them is there already or the ending is not .xlsx.
    """
    beside = path.with_suffix(".yml")
    if path.suffix.lower() != ".xlsx":
        raise QuestionError("{path} does not end in .xlsx.", fix="Name a workbook.", path=path)
    for one in (path, beside):
        if one.exists():
            raise QuestionError("{path} is there already.", fix="Name a new file.", path=one)
    book = openpyxl.Workbook()
    _schedule(book.worksheets[0])
    _explanations(book.create_sheet("explanations"))
    book.save(path)
    beside.write_text(_ABOUT.format(country=country), encoding="utf-8")
    return path, beside


def headings() -> list[str]:
    """The headings in English and Persian, as the reader knows them."""
    words = DESCRIPTION.extra["headings"]
    return [f"{name} | {_persian(words[name])}" if name in words else name for name in _EXPLAINED]


def _persian(words: list[str]) -> str:
    return next(word for word in words if not word.isascii())


def _schedule(sheet: Worksheet) -> None:
    sheet.title = "schedule"
    sheet.append(headings())
    sheet.freeze_panes = "B2"
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True)
        column = sheet.column_dimensions[cell.column_letter]
        column.width = _WIDTH
        # As text, because a spreadsheet takes the zero of 0101 away and turns 15% into 0.15.
        column.number_format = _TEXT


def _explanations(sheet: Worksheet) -> None:
    sheet.append(["column", "what to write", "چه بنویسید", "invented example"])
    for heading, words in zip(headings(), _EXPLAINED.values(), strict=True):
        sheet.append([heading, *words])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for letter, width in (("A", 36), ("B", 90), ("C", 70), ("D", 30)):
        sheet.column_dimensions[letter].width = width
