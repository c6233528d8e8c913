"""An invented tariff as customs offices print it, its workbook twin, and what is wrong with broken ones."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.whole_way import stored, written

from karvan.errors import CorruptArchive, KarvanError, LayoutChanged, QuestionError, UnreadableInput
from karvan.sources import national_schedule
from karvan.sources.contract import Issue
from karvan.sources.files import content_sha256
from karvan.sources.national_schedule import cells
from karvan.sources.national_schedule.about import About, read_about
from karvan.sources.national_schedule.sheet import Cell
from karvan.sources.national_schedule.template import headings

EXAMPLE = Path(__file__).parents[3] / "examples" / "schedule"
TABLE, ABOUT = EXAMPLE / "tariff.csv", EXAMPLE / "tariff.yml"
HEADS, LINES = "national_schedules", "national_schedule_lines"
TEXT, SAID = TABLE.read_text(encoding="utf-8"), ABOUT.read_text(encoding="utf-8")

HEAD = (
    "AND", "import-tariff", "Invented nomenclature", 10, 2022, "cif", "EUR", "fa", "Invented customs tariff",
    "The karvan authors (fictional example)", "https://example.org/tariff", "No. 7", date(2025, 12, 22),
    date(2026, 11, 20), date(2027, 5, 20), "CC0-1.0", "single_source", date(2026, 1, 1), None, 4,
    content_sha256(TABLE, ABOUT),
)  # fmt: skip
NO_FEE = '[{"name": "عوارض راه", "rate": null, "status": "unknown"}]'
FEE = '[{"name": "عوارض راه", "rate": "0.2%", "status": "known"}]'
NOTHING = (None, "unknown")
# code, hs6, from, description, unit, import, export, VAT, excise, other, bans, note, row
ROWS = [
    ("0101", None, date(2026, 1, 1), "اسب", "", *NOTHING, *NOTHING, *NOTHING, *NOTHING, NO_FEE,
     "unknown", "unknown", "", 3),
    ("0101210000", "010121", date(2026, 1, 1), "اسب اصیل", "رأس", "0%", "known", "0%", "known",
     "12%", "known", *NOTHING, FEE, "no", "licence", "", 4),
    ("0802510000", "080251", date(2026, 3, 21), "پستهٔ با پوست", "کیلوگرم", "10% min 0.04 EUR/kg", "known",
     *NOTHING, "12%", "known", *NOTHING, NO_FEE, "unknown", "yes", "از اول سال", 5),
    ("7606129900", "760612", date(2026, 1, 1), "ورق آلومینیوم", "کیلوگرم", None, "unreadable",
     "0.5 EUR/kg", "known", "0%", "known", *NOTHING, NO_FEE, "unknown", "unknown", "", 6),
]  # fmt: skip
ISSUES = (
    Issue("tariff.csv:5", "code 802510000 has lost its leading zero; read as 0802510000"),
    Issue("tariff.csv:6", "import_rate: «۵» cannot be read; it is unknown, not 0"),
)
SHOWN = [
    "code", "hs6", "valid_from", "description", "unit", "import_rate", "import_status", "export_rate",
    "export_status", "vat_rate", "vat_status", "excise_rate", "excise_status", "other",
    "prohibition_import", "prohibition_export", "note", "row",
]  # fmt: skip
SAME = ["country", "schedule", "hs_rev", "valid_to"]
PLAIN = read_about(ABOUT)


def about(folder: Path, before: str = "", after: str = "", *, more: str = "") -> Path:
    """The example's file with one change."""
    assert before in SAID
    return written(folder, "about.yml", SAID.replace(before, after, 1) + more)


def book(folder: Path, rows: list[list[Any]], forms: dict[str, str] | None = None) -> Path:
    """A workbook; `forms` gives cells number formats."""
    made = openpyxl.Workbook()
    for row in rows:
        made.worksheets[0].append(row)
    for place, form in (forms or {}).items():
        made.worksheets[0][place].number_format = form
    made.save(folder / "tariff.xlsx")
    return folder / "tariff.xlsx"


def test_the_whole_way_of_the_example(tmp_path: Path) -> None:
    reading = national_schedule.read(TABLE, ABOUT)
    assert (reading.label, reading.published_on) == ("AND-2026-11-20", date(2025, 12, 22))
    assert reading.issues == ISSUES
    assert reading.coverage == {
        "schedules": [{"country": "AND", "schedule": "import-tariff", "lines": 4}],
        "titles": 1,
    }
    snapshot = stored(tmp_path / "home", national_schedule.DESCRIPTION, reading)
    assert snapshot.read(HEADS).rows() == [HEAD]
    lines = snapshot.read(LINES)
    assert lines.select(SHOWN).rows() == ROWS
    assert lines.select(SAME).rows() == [("AND", "import-tariff", 2022, None)] * 4
    assert json.loads(lines["as_printed"][0]) == {
        "ردیف": "۱",
        "کد تعرفه": "0101",
        "شرح": "اسب",
    }


def test_only_the_same_schedule_of_the_same_country_is_replaced(tmp_path: Path) -> None:
    first = national_schedule.read(TABLE, ABOUT)
    other = written(tmp_path, "other.yml", SAID.replace("country: AND", "country: SMR"))
    both = national_schedule.read(TABLE, other, carry=first.tables)
    assert both.tables[HEADS].select("country", "lines").rows() == [("AND", 4), ("SMR", 4)]
    shorter = written(tmp_path, "short.csv", "".join(TEXT.splitlines(keepends=True)[:4]))
    again = national_schedule.read(shorter, ABOUT, carry=both.tables)
    assert again.tables[LINES].group_by("country").len().sort("country").rows() == [("AND", 2), ("SMR", 4)]
    assert again.tables[HEADS].select("country", "lines").rows() == [("AND", 2), ("SMR", 4)]


def test_a_workbook_is_read_as_people_see_it(tmp_path: Path) -> None:
    rows = [
        ["code", "import rate", "vat rate", "excise rate", "valid from"],
        [101210000, 0.15, 12, "12%", date(2026, 2, 1)],
        [802510000, 0.075, 7.5, 0, None],
        ["0802.52.0000", 0, "۷٫۵٪", "1,500 EUR", "2026-02-01"],
    ]
    path = book(tmp_path, rows, {"A3": "0000000000", "B2": "0%", "B3": "0.00%"})
    lines = national_schedule.read(path, about(tmp_path, "ignored: [ردیف]\n")).tables[LINES]
    assert lines.select("code", "valid_from", "import_rate", "vat_rate", "excise_rate").rows() == [
        ("0101210000", date(2026, 2, 1), "15%", "12%", "12%"),
        ("0802510000", date(2026, 1, 1), "7.5%", "7.5%", "0%"),
        ("0802520000", date(2026, 2, 1), "0%", "7.5%", "1500 EUR"),
    ]


def test_a_number_with_a_point_is_no_code(tmp_path: Path) -> None:
    """7606.1 may have been 7606.10 or 7606.1000 before the spreadsheet took it for a number."""
    path = book(tmp_path, [["code"], [7606.1]])
    with pytest.raises(LayoutChanged) as caught:
        national_schedule.read(path, about(tmp_path, "ignored: [ردیف]\n"))
    assert caught.value.where == f"{path}:2"
    assert caught.value.text().startswith("7606.1 is no code of 4, 6, 10 digits.")


def test_a_formula_without_a_value_is_refused(tmp_path: Path) -> None:
    path = book(tmp_path, [["code", "import_rate"], ["0101210000", "=1+1"]])
    with pytest.raises(LayoutChanged):
        national_schedule.read(path, about(tmp_path, "ignored: [ردیف]\n"))


def test_headings_of_any_language_through_the_file_about_it(tmp_path: Path) -> None:
    more = "columns: {code: TIF TN kodi, import_rate: Boj stavkasi, 'other: yigim': Yig'im}\ndelimiter: ';'\n"
    said = about(tmp_path, "ignored: [ردیف]\n", 'decimal: ","\n', more=more)
    table = written(tmp_path, "t.csv", "TIF TN kodi;Boj stavkasi;Yig'im\n0101210000;12,5%;0,125%\n")
    lines = national_schedule.read(table, said).tables[LINES]
    assert lines.select("import_rate", "other").rows() == [
        ("12.5%", '[{"name": "yigim", "rate": "0.125%", "status": "known"}]')
    ]


def test_the_template_is_read_as_it_is_written(tmp_path: Path) -> None:
    table, said = national_schedule.write_template(tmp_path / "uz.xlsx", "UZB")
    assert (table.name, said.name) == ("uz.xlsx", "uz.yml")
    with pytest.raises(QuestionError):
        national_schedule.write_template(table, "UZB")
    with pytest.raises(QuestionError):
        national_schedule.write_template(tmp_path / "uz.csv", "UZB")
    filled = {
        'system: ""': "system: TN VED", 'currency: ""': "currency: UZS", 'language: ""': "language: uz",
        'title: ""': "title: Invented", 'publisher: ""': "publisher: Nobody", 'address: ""': "address: here",
        'observed_on: ""': "observed_on: 2026-11-20", 'review_by: ""': "review_by: 2027-05-20",
        'licence: ""': "licence: none", 'valid_from: ""': "valid_from: 2026-01-01",
    }  # fmt: skip
    text = said.read_text(encoding="utf-8")
    for before, after in filled.items():
        assert before in text
        text = text.replace(before, after)
    said.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableInput):  # the example on the second sheet is no law
        national_schedule.read(table, said)
    filled_in = openpyxl.load_workbook(table)
    assert [cell.value for cell in filled_in.worksheets[0][1]] == headings()
    for column, row in enumerate(filled_in["explanations"].iter_rows(min_row=2, values_only=True), start=1):
        filled_in.worksheets[0].cell(2, column, row[-1])
    filled_in.save(table)
    (line,) = national_schedule.read(table, said).tables[LINES].select(SHOWN).rows()
    assert line == (
        "01012100", "010121", date(2026, 1, 1), "Pure-bred breeding horses", "head",
        "10% min 0.04 EUR/kg", "known", "0%", "known", "12%", "known", *NOTHING,
        '[{"name": "road fee", "rate": "0.2%", "status": "known"}]', "no", "licence", "invented example", 2,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "rate", "status"),
    [
        ("15%", "15%", "known"),
        ("15 %", "15%", "known"),
        ("%15", "15%", "known"),
        ("٪۱۵", "15%", "known"),
        ("۱۵٫۵٪", "15.5%", "known"),
        ("0", "0%", "known"),
        ("۰", "0%", "known"),
        ("0.0", "0%", "known"),
        ("Free", "0%", "known"),
        ("معاف", "0%", "known"),
        ("", None, "unknown"),
        ("-", None, "unknown"),
        ("N/A", None, "unknown"),
        ("15", None, "unreadable"),
        ("15,5%", None, "unreadable"),
        ("12,500%", None, "unreadable"),
        ("0,125%", None, "unreadable"),
        ("-5%", None, "unreadable"),
        ("about 5%", None, "unreadable"),
        ("5% or 7%", None, "unreadable"),
        ("0.5 eur/kg", None, "unreadable"),
        ("0.5 EUR/kg", "0.5 EUR/kg", "known"),
        ("۰٫۵ EUR/kg", "0.5 EUR/kg", "known"),
        ("1,500 AMD", "1500 AMD", "known"),
        ("1٬500 AMD", "1500 AMD", "known"),
        ("5% + 2 USD/1000 pc", "5% + 2 USD/1000 pc", "known"),
    ],
)
def test_a_rate_is_known_unknown_or_unreadable(text: str, rate: str | None, status: str) -> None:
    assert cells.rate(Cell(text), PLAIN, is_percent=False) == (rate, status)


@pytest.mark.parametrize(
    ("text", "rate"),
    [("12,5%", "12.5%"), ("1.500,5 AMD", "1500.5 AMD"), ("12.5%", None), ("12٫5%", "12.5%")],
)
def test_a_comma_may_be_the_decimal_mark(tmp_path: Path, text: str, rate: str | None) -> None:
    with_comma = read_about(about(tmp_path, more='decimal: ","\n'))
    assert cells.rate(Cell(text), with_comma, is_percent=False).text == rate


@given(st.decimals(min_value="0", max_value="999", places=3))
def test_a_percentage_is_exact_in_any_script(value: Decimal) -> None:
    persian = f"{value:f}".translate(str.maketrans("0123456789.", "۰۱۲۳۴۵۶۷۸۹٫"))
    expected = cells.rate(Cell(f"{value:f}%"), PLAIN, is_percent=False)
    assert Decimal(str(expected.text).removesuffix("%")) == value
    assert cells.rate(Cell(f"{persian}٪"), PLAIN, is_percent=False) == expected
    assert cells.rate(Cell(f"٪{persian}"), PLAIN, is_percent=False) == expected
    assert cells.rate(Cell(persian), PLAIN, is_percent=True) == expected
    assert cells.rate(Cell(f"{value:f}", is_number=True), PLAIN, is_percent=True) == expected


@given(st.text(max_size=30))
def test_zero_is_only_what_says_zero(text: str) -> None:
    found = cells.rate(Cell(text), PLAIN, is_percent=True)
    assert (found.text is None) == (found.status != "known")
    if found.text == "0%":
        assert cells.name_key(text).strip("0") in {"", "free", "exempt", "nil", *map(cells.name_key, ARABIC)}


ARABIC = ("معاف", "معفى", "معفاة")


@given(st.from_regex(r"[0-9]{4}|[0-9]{6}|[0-9]{10}", fullmatch=True))
def test_a_code_keeps_all_its_digits(code: str) -> None:
    dotted = f"{code[:4]}.{code[4:6]} {code[6:]}".strip(" .")
    assert cells.code(Cell(code), PLAIN) == (code, False)
    assert cells.code(Cell(dotted), PLAIN) == (code, False)
    if code.startswith("0") and code[1] != "0":
        assert cells.code(Cell(code[1:], is_number=True), PLAIN) == (code, True)


@pytest.mark.parametrize(
    "text", ["", "abc", "76", "760", "76061299", "7606.1", "76061299001", "7606129900a", "-7606"]
)
def test_what_is_no_code(text: str) -> None:
    # Three digits are four whose zero is lost; everything else has no reading.
    assert cells.code(Cell(text), PLAIN) == (("0760", True) if text == "760" else None)


LINE = TEXT.splitlines()[-1]


@pytest.mark.parametrize(
    ("broken", "error"),
    [
        ("", UnreadableInput),
        (TEXT.splitlines()[0] + "\n", UnreadableInput),
        (TEXT.replace("کد تعرفه", "کالا"), LayoutChanged),
        (TEXT.replace("ملاحظات", "ستون تازه"), LayoutChanged),
        (TEXT.replace("شرح,واحد", "شرح,شرح کالا"), LayoutChanged),
        (TEXT.replace("شرح,واحد", "شرح,شرح"), LayoutChanged),
        (TEXT.replace("شرح,واحد", "شرح,"), LayoutChanged),
        (TEXT.replace("7606129900", "76061299"), LayoutChanged),
        (TEXT.replace("7606129900", ""), LayoutChanged),
        (TEXT.replace("1405-01-01", "1404-12-30"), LayoutChanged),
        (TEXT.replace("1405-01-01", "soon"), LayoutChanged),
        (TEXT + LINE.replace("0.5 EUR", "0.6 EUR") + "\n", LayoutChanged),
        (TEXT + LINE.replace("free,,,,,", "free,,,,,,more") + "\n", LayoutChanged),
        (TEXT + '۵,"' + "x" * 200_000, LayoutChanged),
    ],
)
def test_broken_twins(tmp_path: Path, broken: str, error: type[KarvanError]) -> None:
    with pytest.raises(error):
        national_schedule.read(written(tmp_path, "tariff.csv", broken), ABOUT)


def test_the_same_line_twice_is_told_and_kept_once(tmp_path: Path) -> None:
    reading = national_schedule.read(
        written(tmp_path, "tariff.csv", TEXT + LINE.replace("۴", "۵", 1) + "\n"), ABOUT
    )
    assert reading.tables[LINES].select(SHOWN).rows() == ROWS
    assert reading.issues[-1] == Issue("tariff.csv:7", "the same line as in row 6; kept once")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("licence: CC0-1.0\n", ""),
        ("licence: CC0-1.0", "licence: ''"),
        ("licence:", "license:"),
        ("country: AND", "country: AN"),
        ("digits: [4, 6, 10]", "digits: 3"),
        ("digits: [4, 6, 10]", "digits: [10, 6]"),
        ("digits: [4, 6, 10]", "digits: []"),
        ("hs_rev: 2022", "hs_rev: 2020"),
        ("base: cif", "base: exw"),
        ("currency: EUR", "currency: TOMAN"),
        ("language: fa", "language: persian"),
        ("standing: single_source", "standing: good"),
        ("review_by: 2027-05-20", "review_by: 2026-11-19"),
        ("valid_to: null", "valid_to: 2025-12-31"),
        ("valid_from: 2026-01-01", "valid_from: 2026"),
        ("percent: [vat_rate]", "percent: [code]"),
        ("title: Invented customs tariff", "title: [a, {b: c}]"),
    ],
)
def test_a_wrong_file_about_it_is_refused_at_its_line(tmp_path: Path, before: str, after: str) -> None:
    path = about(tmp_path, before, after)
    with pytest.raises(LayoutChanged) as caught:
        national_schedule.read(TABLE, path)
    assert caught.value.where.startswith(f"{path}:")


def test_what_is_no_file_about_a_schedule(tmp_path: Path) -> None:
    for text in ("", "- a\n- b\n", "country: [\n", "a: 1\na: 2\n"):
        with pytest.raises(KarvanError):
            read_about(written(tmp_path, "about.yml", text))
    with pytest.raises(UnreadableInput):
        read_about(written(tmp_path, "about.yml", "x" * 1_000_001))


def test_one_number_of_digits_allows_the_headings_above_it(tmp_path: Path) -> None:
    found: About = read_about(about(tmp_path, "digits: [4, 6, 10]", "digits: 8"))
    assert found.levels == (4, 6, 8)


def test_other_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(LayoutChanged):
        national_schedule.read(written(tmp_path, "tariff.ods", TEXT), ABOUT)
    with pytest.raises(CorruptArchive):
        national_schedule.read(written(tmp_path, "tariff.xlsx", TEXT), ABOUT)
    with pytest.raises(UnreadableInput):
        national_schedule.read(tmp_path / "absent.csv", ABOUT)


GUIDE = Path(__file__).parents[3] / "docs" / "how-to" / "load-a-national-schedule.md"


def test_the_guide_shows_the_example(tmp_path: Path) -> None:
    (shown,) = re.findall(r"```yaml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert read_about(written(tmp_path, "shown.yml", shown)) == PLAIN
