"""An empty file of firms, in the form that its ending names."""

from __future__ import annotations

import csv
import io

import openpyxl

from karvan.sources.firms.words import HEADINGS

ENDINGS = (".yml", ".csv", ".xlsx")
_ROWS_AS_TEXT = 500
_YAML = """\
# Firms to be screened. Leave empty what you do not know: it is never taken for "none".
firms:
  - name:                # as registered, in any script
    other names:         # further names and spellings; separated by semicolons
    role:                # producer, buyer, bank, emc, carrier, investor, organiser, partner, sponsor
    kind:                # entity, individual, vessel, aircraft
    country:             # ISO 3166-1 code, or a name
    identifiers:         # national-id=10101234567; registration=1234
    place:               # city or address
    birth:               # of a person: a day or a year, in either calendar
    owners:              # Name = 30%; Name = 25% control; Name = ?
"""


def template(ending: str, lang: str) -> bytes:
    """The bytes of an empty file: .yml, or a table (.csv, .xlsx) with headings in `en` or `fa`."""
    if ending == ".yml":
        return _YAML.encode()
    headings = list(HEADINGS.values()) if lang == "fa" else list(HEADINGS)
    if ending == ".xlsx":
        return _workbook(headings, is_persian=lang == "fa")
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(headings)
    # The mark makes spreadsheet programs read the Persian as UTF-8.
    return ("\ufeff" + text.getvalue()).encode()


def _workbook(headings: list[str], *, is_persian: bool) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.sheet_view.rightToLeft = is_persian
    sheet.append(headings)
    sheet.freeze_panes = "A2"
    column = list(HEADINGS).index("identifiers") + 1
    for row in range(2, _ROWS_AS_TEXT):
        sheet.cell(row, column).number_format = "@"  # or the program cuts leading zeros
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()
