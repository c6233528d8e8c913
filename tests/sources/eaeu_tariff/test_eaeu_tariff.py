"""The reader of the EAEU tariff on small chapters set like the real ones, whole and broken."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.eaeu_tariff.printing import SampleRow, chapter

from karvan.errors import FormatUnavailable, LayoutChanged, RateUnreadable, UnreadableInput
from karvan.model.known import Known, Unknown
from karvan.model.rate import AtLeast, AtMost, Fixed, Percent, Plus, Rate, Specific, parse_rate
from karvan.sources.contract import Issue
from karvan.sources.eaeu_tariff import Tariff, TariffLine, published, read_published, read_tariff, tariff_of
from karvan.sources.eaeu_tariff.extract import pages_of, parsed
from karvan.sources.eaeu_tariff.read import edition_of

NAME = "ru.08_2022_28.07.2024.pdf"
EDITION = date(2024, 7, 28)
D = Decimal
LOWER = ", в зависимости от того, какая из исчисленных сумм таможенной пошлины ниже"

FRUIT: list[SampleRow] = [
    ("[0804]", "", "", ""),
    ("0805", "Цитрусовые плоды, свежие или/сушеные:", "", ""),
    ("", "– лимоны и лаймы:", "", ""),
    (
        "0805 50 100 0",
        "– – лимоны (Citrus limon, Citrus/limonum)",
        "–",
        "5, но не менее/0,015 евро/за 1 кг{63С)}",
    ),
    ("0805 50 900 0", "– – лаймы", "–", "5{63С)}"),
    ("0806 20 300 0", "Султана", "–", "5/{63C)}"),
    ("0807", "Дыни и папайя, свежие:", "", ""),
    ("+ 0807 11 000 0", "– арбузы салата-/латука, газо-/или воздухопроводы", "шт", "10{9С)}"),
]


def tariff(*pages: list[SampleRow], name: str = NAME) -> Tariff:
    return tariff_of([(name, parsed(chapter(*pages, notes="Примечание: 0805 50 100 0 не включается")))])


def test_a_chapter_is_read_into_whole_lines():
    lemon = AtLeast(Percent(D("0.05")), Specific(D("0.015"), "EUR", D(1), "kg"))
    five = Known(Percent(D("0.05")))
    citrus = "Цитрусовые плоды, свежие или сушеные: лимоны и лаймы"
    melons = "Дыни и папайя, свежие: арбузы салата-латука, газо- или воздухопроводы"
    where = f"{NAME}: page 2"
    assert tariff(FRUIT).lines == (
        TariffLine(
            "0805501000",
            f"{citrus}: лимоны (Citrus limon, Citrus limonum)",
            "",
            "5, но не менее 0,015 евро за 1 кг",
            Known(lemon),
            "63С",
            EDITION,
            where,
        ),
        TariffLine("0805509000", f"{citrus}: лаймы", "", "5", five, "63С", EDITION, where),
        TariffLine("0806203000", "Султана", "", "5", five, "63С", EDITION, where),
        TariffLine("0807110000", melons, "шт", "10", Known(Percent(D("0.1"))), "9С", EDITION, where),
    )


def test_nothing_is_odd_about_a_good_chapter():
    assert tariff(FRUIT).issues == ()


def test_the_schedule_has_its_columns():
    assert tariff(FRUIT).frame().rows()[0] == (
        "0805501000",
        "Цитрусовые плоды, свежие или сушеные: лимоны и лаймы: лимоны (Citrus limon, Citrus limonum)",
        "",
        "5, но не менее 0,015 евро за 1 кг",
        "5% min 0.015 EUR/kg",
        "known",
        "63С",
        EDITION,
    )


def test_a_row_that_runs_over_the_page_is_whole():
    first: list[SampleRow] = [
        ("0207", "Мясо:", "", ""),
        ("0207 41 200 1", "– уток, в порядке,", "–", "25, но не менее"),
    ]
    # The next page goes on with the same row: cells without a code and without a dash.
    second: list[SampleRow] = [
        ("", "указанном в примечании", "", "0,2 евро за 1 кг"),
        ("0207 42 000 0", "– гусей", "–", "25"),
    ]
    duck, goose = tariff(first, second).lines
    assert (duck.description, duck.rate_text, duck.where) == (
        "Мясо: уток, в порядке, указанном в примечании",
        "25, но не менее 0,2 евро за 1 кг",
        f"{NAME}: page 2",
    )
    assert (goose.code, goose.rate) == ("0207420000", Known(Percent(D("0.25"))))


def test_a_section_is_no_part_of_the_line_before_it():
    lines = tariff(
        [
            ("2911 00 000 0", "Ацетали", "–", "5"),
            ("", "III. ФЕНОЛЫ И ИХ/ПРОИЗВОДНЫЕ", "", ""),
            ("2912", "Альдегиды:", "", ""),
            ("2912 11 000 0", "– метаналь", "–", "5"),
        ]
    ).lines
    assert [line.description for line in lines] == ["Ацетали", "Альдегиды: метаналь"]


def test_raised_and_lowered_signs_stay_what_they_are():
    (line,) = tariff(
        [("3921 90 000 0", "массой 10{–6} г на м{2}, витамин В{_12}{5)}", "м{2}", "0,5 евро за 1 м{2}")]
    ).lines
    assert (line.description, line.unit, line.rate_text) == (
        "массой 10⁻⁶ г на м², витамин В₁₂⁵⁾",
        "м2",
        "0,5 евро за 1 м2",
    )
    assert line.rate == Known(Specific(D("0.5"), "EUR", D(1), "m2"))


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("по договоренности", "по договоренности"),
        ("", ""),
        ("5 или 6", "5 или 6"),
        ("5{63}", "5^63"),  # a footnote mark without its letter is no part of the number
        ("5, но не менее", "5, но не менее"),
    ],
)
def test_a_rate_that_cannot_be_read_is_unknown_and_never_zero(printed: str, text: str):
    read = tariff([("0805 50 100 0", "Лимоны", "–", printed), ("0805 50 900 0", "Лаймы", "–", "0")])
    lemons, limes = read.lines
    assert (lemons.rate, lemons.status, limes.rate) == (
        Unknown("unreadable", (text,)),
        "unreadable",
        Known(Percent(D(0))),
    )
    assert read.frame()["rate"].to_list() == [None, "0%"]
    assert read.issues == (Issue(f"{NAME}: page 2", f"the rate of 0805501000 cannot be read: «{text}»"),)


def test_rows_without_a_whole_code_are_told_and_left_out():
    read = tariff(
        [
            ("0805 50 100", "Лимоны", "–", "5"),
            ("0805 5O 900 0", "Лаймы", "–", "5"),
            ("0805 90 000 0", "– – прочие", "–", "5"),
        ]
    )
    assert [line.code for line in read.lines] == ["0805900000"]
    assert [issue.what for issue in read.issues] == [
        "«0805 50 100 Лимоны» has the rate «5» without a whole code",
        "«0805 5O 900 0» is no code; its row is left out",
        "0805 90 000 0 прочие has more dashes than a group above it",
    ]


def test_a_chapter_cut_off_in_a_row_leaves_that_row_unknown():
    whole = chapter(FRUIT)
    cut = whole[: whole.rindex("<word", 0, whole.index(">10<"))]
    (*_, last) = tariff_of([(NAME, parsed(cut))]).lines
    assert (last.code, last.rate) == ("0807110000", Unknown("unreadable", ("",)))


def test_two_rates_for_one_code_are_a_conflict():
    first, second = ([("0805 50 100 0", "Лимоны", "–", rate)] for rate in ("5", "10"))
    read = tariff_of([("ru.08_2022.pdf", parsed(chapter(first))), (NAME, parsed(chapter(second)))])
    (line,) = read.lines
    assert (line.rate, line.status, line.rate_text, line.edition) == (
        Unknown("conflict", ("5", "10")),
        "conflict",
        "5 | 10",
        None,
    )
    assert read.issues == (
        Issue(f"{NAME}: page 1", "0805501000 stands also at ru.08_2022.pdf: page 1, rate 5"),
    )


def test_one_rate_printed_twice_is_told_and_kept():
    row: SampleRow = ("0805 50 100 0", "Лимоны", "–", "5")
    read = tariff([row, row])
    assert ([line.status for line in read.lines], len(read.issues)) == (["known"], 1)


def test_a_page_without_the_table_is_no_chapter():
    notes = chapter(notes="Примечание: только слова")
    with pytest.raises(LayoutChanged, match="no page has the headings"):
        tariff_of([(NAME, parsed(notes))])


def test_a_page_that_lost_its_headings_is_not_skipped():
    whole = chapter(FRUIT, FRUIT)
    lost = whole[: whole.rindex("Наименование")] + "Название" + whole[whole.rindex("Наименование") + 12 :]
    with pytest.raises(LayoutChanged, match=r"page 2 goes on without the headings.*ru\.08_2022"):
        tariff_of([(NAME, parsed(lost))])


@pytest.mark.parametrize(
    ("name", "day"), [(NAME, EDITION), ("ru.97_2022.pdf", None), ("ru.08_2022_28.07.pdf", None)]
)
def test_the_edition_is_in_the_file_name(name: str, day: date | None):
    assert edition_of(name) == day


def test_a_folder_without_chapters_is_refused(tmp_path):
    (tmp_path / "tariff.pdf").write_bytes(b"%PDF-1.5")
    with pytest.raises(UnreadableInput, match="no chapter of the tariff"):
        read_tariff(tmp_path)


def test_without_pdftotext_it_says_what_to_install(tmp_path, monkeypatch):
    (tmp_path / NAME).write_bytes(b"%PDF-1.5")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(FormatUnavailable, match="Install poppler"):
        read_tariff(tmp_path)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
@pytest.mark.parametrize("raw", [b"", b"no PDF", b"%PDF-1.5\n1 0 obj << /Type /Catalog >> endobj\n"])
def test_a_damaged_pdf_is_refused(tmp_path, raw):
    path = tmp_path / NAME
    path.write_bytes(raw)
    with pytest.raises(UnreadableInput, match="Download the chapter again"):
        pages_of(path)


PRINTED = [
    ("0", "0%"),
    ("12,5", "12.5%"),
    ("0,4 евро за 1 кг", "0.4 EUR/kg"),
    ("1,5 евро за 1 л", "1.5 EUR/l"),
    ("0,18 евро за 1 м2", "0.18 EUR/m2"),
    ("1,75 евро за 1 пару", "1.75 EUR/pair"),
    ("25 евро за 1 шт", "25 EUR/pc"),
    ("171 доллар США за 1000 кг", "171 USD/1000 kg"),
    ("203 доллара США за 1000 кг", "203 USD/1000 kg"),
    ("211 долларов США за 1000 кг", "211 USD/1000 kg"),
    ("212 долларов США за 1000 кг", "212 USD/1000 kg"),
    ("250,5 доллара США за 1000 кг", "250.5 USD/1000 kg"),
    ("10, но не менее 0,04 евро за 1 кг", "10% min 0.04 EUR/kg"),
    ("20 плюс 0,5 евро за 1 кг", "20% + 0.5 EUR/kg"),
    ("2,2 евро за 1 см3 объема двигателя", "2.2 EUR/cm3"),
    (f"15, либо 12,5, но не менее 0,6 евро за 1 см3 объема двигателя{LOWER}", "15% max (12.5% min 0.6 EUR/cm3)"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "canonical"), PRINTED)
def test_a_printed_rate_comes_back_as_it_was(text: str, canonical: str):
    rate = read_published(text)
    assert (str(rate), parse_rate(canonical), published(rate)) == (canonical, rate, text)


percents = st.decimals(0, 999, places=2).map(abs).map(lambda number: Percent(number.scaleb(-2)))
specifics = st.builds(
    Specific,
    st.decimals(0, 9999, places=3).map(abs),
    st.sampled_from(["EUR", "USD"]),
    st.sampled_from([D(1), D(1000)]),
    st.sampled_from(["kg", "l", "m2", "pair", "pc", "cm3"]),
)
floored = st.builds(AtLeast, percents, specifics)
rates = st.one_of(
    percents, specifics, floored, st.builds(Plus, percents, specifics), st.builds(AtMost, percents, floored)
)


@given(rates)
def test_every_rate_of_the_tariff_s_kinds_comes_back(rate: Rate):
    assert read_published(published(rate)) == rate


@pytest.mark.parametrize(
    "text",
    ["", "5%", "5.5", "-5", "5 евро", "5 евро за кг", "5 рублей за 1 кг", "5 евро за 1 тонну", "5, но не менее 6",
     "5 евро за 1 кг, но не менее 6 евро за 1 кг", "5, либо 6", f"5{LOWER}", "563С)", "٥", "5,"],
)  # fmt: skip
def test_other_words_are_no_rate(text: str):
    with pytest.raises(RateUnreadable, match="stays unknown"):
        read_published(text)


@pytest.mark.parametrize(
    "rate", [Fixed(D(1), "EUR"), Specific(D(1), "AMD", D(1), "kg"), Specific(D(1), "EUR", D(1), "t")]
)
def test_a_rate_the_tariff_has_no_words_for_is_not_printed(rate: Rate):
    with pytest.raises(RateUnreadable):
        published(rate)
