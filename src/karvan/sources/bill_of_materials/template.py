"""An empty bill to fill in, in the form that its ending names."""

from __future__ import annotations

import csv
import io

import openpyxl

from karvan.sources.bill_of_materials.words import ANSWER_KEYS, HEADINGS, PERSIAN

ENDINGS = (".yml", ".csv", ".xlsx")
_ROWS_AS_TEXT = 200
_YAML = """\
# A bill of materials. Leave empty what you do not know: it is never taken for 0 or for no.
product:
  name:
  hs_rev: 2022
  hs:                        # 2, 4 or 6 digits, in quotes: "760711"
  country: IRN               # where it is made
  currency: USD              # of every value below
  exw:                       # ex-works value of the lot
  fob:                       # FOB value of the same lot
answers:                     # yes, no, or empty
  wholly_obtained:
  only_simple_operations:    # only packing, sorting, mixing and the like
  transport:                 # direct, third_country_with_proof, third_country_without_proof
  processes:                 # spinning: yes
materials:
  - name:
    hs:
    origin:                  # country of origin
    status:                  # wholly_obtained, originating, non_originating
    proof:                   # yes: a proof of its origin is held
    value:                   # of what the lot takes
"""


def template(ending: str, lang: str) -> bytes:
    """The bytes of an empty bill: .yml, or a table (.csv, .xlsx) with headings in `en` or `fa`."""
    if ending == ".yml":
        return _YAML.encode()
    rows = _rows(lang)
    if ending == ".xlsx":
        return _workbook(rows, is_persian=lang == "fa")
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    # The mark makes spreadsheet programs read the Persian as UTF-8.
    return ("\ufeff" + text.getvalue()).encode()


def _rows(lang: str) -> list[list[str]]:
    words = {**PERSIAN, **HEADINGS} if lang == "fa" else {}
    filled = [{"kind": "product", "hs_rev": "2022"}]
    filled += [{"kind": "answer", "name": key} for key in ANSWER_KEYS if key != "processes"]
    filled.append({"kind": "material"})
    heading = [words.get(name, name) for name in HEADINGS]
    return [
        heading,
        *([words.get(row.get(name, ""), row.get(name, "")) for name in HEADINGS] for row in filled),
    ]


def _workbook(rows: list[list[str]], *, is_persian: bool) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.sheet_view.rightToLeft = is_persian
    for texts in rows:
        sheet.append(texts)
    sheet.freeze_panes = "A2"
    column = list(HEADINGS).index("hs") + 1
    for row in range(2, _ROWS_AS_TEXT):
        sheet.cell(row, column).number_format = "@"  # or the program cuts the leading zero of 0101
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()
