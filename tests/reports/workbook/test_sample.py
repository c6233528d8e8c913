"""The sample's workbook read back whole, in both languages."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from tests.reports.document_sample import sample
from tests.reports.workbook.reader import opened, rows, say

from karvan.reports.i18n import LANGUAGES, Lang
from karvan.reports.workbook import to_xlsx

DAY = datetime(2026, 11, 24)  # noqa: DTZ001 -- a spreadsheet's days have no zone
TITLES = {"en": ("Potential", "Potential – Market"), "fa": ("ظرفیت", "ظرفیت – بازار")}
DAYS = {"en": "24 November 2026", "fa": "۳ آذر ۱۴۰۵"}
NUMBERS = {"en": ("1", "2"), "fa": ("۱", "۲")}


def entry(lang: Lang, label: str) -> list[Any]:
    return [label, say(lang, "rows: %(count)s") % {"count": NUMBERS[lang][1]}]


def table_rows(lang: Lang) -> list[list[Any]]:
    """Written out by hand from tests/reports/document_sample.py."""
    fa = lang == "fa"
    potential, share = ("ظرفیت", "سهم") if fa else ("Potential", "Share")
    unknown = "نامشخص" if fa else "unknown"
    head = [
        "بازار" if fa else "Market",
        "HS",
        say(lang, "%(title)s (USD)") % {"title": potential},
        share,
        "day",
    ]
    known: list[Any] = ["ارمنستان" if fa else "Armenia", "760612", 330_700_000, 0.46, DAY]
    lacking: list[Any] = ["عراق" if fa else "Iraq", "760612", unknown, unknown, unknown]
    if fa:  # a Persian sheet writes each day again as the document does
        head.append(say(lang, "%(title)s (as written)") % {"title": "day"})
        known.append("2026-11-24")
        lacking.append(unknown)
    before, after = say(lang, "sum of the known; %(count)s unknown").split("%(count)s")
    whole = say(lang, "sum of all values")
    return [
        [f"{potential} – {head[0]}"],
        [say(lang, "Back to the contents")],
        head,
        known,
        lacking,
        [say(lang, "Total"), None, f'=IF(COUNT(C4:C5)=0,"{unknown}",SUM(C4:C5))'],
        [None, None, f'=IF(COUNT(C4:C5)=ROWS(C4:C5),"{whole}","{before}"&(ROWS(C4:C5)-COUNT(C4:C5))&"{after}")'],
        [],
        ["BACI (CEPII)"],
    ]  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_tables(lang: Lang) -> None:
    book = opened(to_xlsx(sample(lang)))
    name = TITLES[lang][1]
    assert book.sheetnames == [say(lang, "Page one"), say(lang, "Words"), name, f"{name} (2)"]
    assert rows(book[name]) == table_rows(lang)
    assert rows(book[f"{name} (2)"]) == table_rows(lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_page(lang: Lang) -> None:
    document = sample(lang)
    one, two = NUMBERS[lang]
    label = f"{TITLES[lang][0]} – {'بازار' if lang == 'fa' else 'Market'}"
    legend = (
        "A cell without a figure says why in words and counts in no sum. "
        "A word in brackets beside a figure tells how far to trust it."
    )
    assert rows(opened(to_xlsx(document)).worksheets[0]) == [
        [document.title],
        [document.subtitle],
        [say(lang, "As known on"), DAY, DAYS[lang]],
        [document.first.title],
        [f"{one}. {'نخست ورق را به ارمنستان بفروشید.' if lang == 'fa' else 'Sell sheets to Armenia first.'}"],
        [f"{two}. {'ورق‌ها' if lang == 'fa' else 'Sheets'} HS 7606.12"],
        [say(lang, "Contents")],
        [say(lang, "All words of the document")],
        entry(lang, label),
        entry(lang, label),
        [say(lang, legend)],
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_words(lang: Lang) -> None:
    fa = lang == "fa"
    sell = "نخست ورق را به ارمنستان بفروشید." if fa else "Sell sheets to Armenia first."
    title = TITLES[lang][0]
    assert rows(opened(to_xlsx(sample(lang))).worksheets[1]) == [
        ["بازار" if fa else "Market"],
        ["حقوق گمرکی" if fa else "Duty", 0.05, "5 % EEC"],
        entry(lang, title),
        [f"{sell} [1]"],
        [title],
        [sell],
        ["ایست‌ها" if fa else "Stops"],
        [say(lang, "Stop: ") + ("عراق" if fa else "Iraq")],
        ["1"],
        ["Regulation 2025/1975"],
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_how_cells_are_written(lang: Lang) -> None:
    sheet = opened(to_xlsx(sample(lang)))[TITLES[lang][1]]
    estimate = f'0.0% "({say(lang, "estimate")})"'
    assert [sheet.cell(4, at).number_format for at in range(1, 6)] == [
        "General", "@", "#,##0", estimate, "yyyy-mm-dd",
    ]  # fmt: skip
    assert [sheet.cell(4, at).data_type for at in range(1, 6)] == ["s", "s", "n", "n", "d"]
    assert [sheet.cell(5, at).data_type for at in range(1, 6)] == ["s"] * 5
    # An unknown is told by slant and fill besides its words, and a figure put in its place is one at once.
    assert [(sheet.cell(at, 3).font.i, sheet.cell(at, 3).fill.fgColor.rgb) for at in (4, 5)] == [
        (False, "00000000"), (True, "FFF2F2F2"),
    ]  # fmt: skip
    assert [sheet.cell(5, at).number_format for at in (3, 4)] == ["#,##0", "0.0%"]
    assert {cell.font.name for row in sheet.iter_rows() for cell in row if cell.value is not None} == {
        "Tahoma" if lang == "fa" else "Arial"
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sheets_are_laid_out_for_their_reader(lang: Lang) -> None:
    book = opened(to_xlsx(sample(lang)))
    assert [bool(sheet.sheet_view.rightToLeft) for sheet in book] == [lang == "fa"] * 4
    assert [sheet.freeze_panes for sheet in book] == [None, None, "A4", "A4"]
    assert [[(one.name, one.ref, one.autoFilter.ref) for one in sheet.tables.values()] for sheet in book] == [
        [], [], *([(name, ref, ref)] for name, ref in (
            ("table_1_potential", "A3:F5" if lang == "fa" else "A3:E5"),
            ("table_2_bars", "A3:F5" if lang == "fa" else "A3:E5"),
        )),
    ]  # fmt: skip
    assert [sheet.print_title_rows for sheet in book] == [None, None, "$3:$3", "$3:$3"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_links_lead_somewhere(lang: Lang) -> None:
    book = opened(to_xlsx(sample(lang)))
    one, text, table, bars = book.sheetnames
    found = [
        (sheet.title, cell.coordinate, cell.hyperlink.location or cell.hyperlink.target)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.hyperlink
    ]
    assert found == [
        (one, "A8", f"'{text}'!A1"),
        (one, "A9", f"'{table}'!A1"),
        (one, "A10", f"'{bars}'!A1"),
        (text, "A3", f"'{table}'!A1"),
        (text, "A4", f"'{text}'!A9"),
        (text, "A5", f"'{bars}'!A1"),
        (text, "A10", "https://example.invalid/1"),
        (table, "A2", f"'{one}'!A7"),
        (bars, "A2", f"'{one}'!A7"),
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_file_says_what_it_is_and_reads_no_clock(lang: Lang) -> None:
    document = sample(lang)
    properties = opened(to_xlsx(document)).properties
    assert (properties.title, properties.subject, properties.creator, properties.created, properties.modified) == (
        document.title, document.subtitle, "karvan", DAY, DAY,
    )  # fmt: skip
    own = opened(to_xlsx(document)).custom_doc_props
    assert {one.name: one.value for one in own.props} == {"Language": lang, "Day": "2026-11-24"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_equal_documents_make_equal_bytes(lang: Lang) -> None:
    assert to_xlsx(sample(lang)) == to_xlsx(sample(lang))
