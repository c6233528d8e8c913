"""A bill is read whole, in three forms and two languages, or refused with its file and line."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from karvan.errors import CorruptArchive, KarvanError, LayoutChanged, UnreadableInput
from karvan.model.bill import Bill, Material, Status, Transport
from karvan.model.known import Known, Unknown
from karvan.model.truth import Truth
from karvan.sources.bill_of_materials import ENDINGS, read, template

EXAMPLE = Path(__file__).parents[3] / "examples" / "markazi" / "bill-of-materials.yml"
ABSENT = Unknown("not_given")

YAML = """\
product: {name: Foil, hs_rev: 2022, hs: "7607.11", country: Iran, currency: usd, exw: "1,000.50", fob: ۱۱۰۰}
answers: {wholly_obtained: no, transport: direct, processes: {rolling: yes}}
materials:
  - {name: Metal, hs: "760110", origin: CHN, status: non_originating, value: 300}
  - {name: Oil, hs: "", origin: "?", proof: yes}
"""
ENGLISH = [
    "kind,name,hs,hs_rev,origin,status,proof,value,fob,currency,answer",
    "product,Foil,760711,2022,IRN,,,1000.5,1100,USD,",
    "answer,wholly_obtained,,,,,,,,,no",
    "answer,transport,,,,,,,,,direct",
    "answer,process: rolling,,,,,,,,,yes",
    "material,Metal,760110,,CHN,non_originating,,300,,USD,",
    "material,Oil,,,,,yes,,,,",
]
PERSIAN = [
    "نوع,نام,کد HS,ویرایش HS,کشور مبدأ,وضعیت مبدأ,مدرک مبدأ,ارزش,ارزش فوب,ارز,پاسخ",
    "کالا,Foil,۷۶۰۷۱۱,۲۰۲۲,ایران,,,۱۰۰۰٫۵,۱٬۱۰۰,USD,",
    "پاسخ,کاملا به دست آمده,,,,,,,,,خیر",
    "پاسخ,حمل,,,,,,,,,مستقیم",
    "پاسخ,فرایند: rolling,,,,,,,,,بله",
    "ماده,Metal,۷۶۰۱۱۰,,چین,بدون مبدا,,۳۰۰,,,",
    "ماده,Oil,نامعلوم,,,,بله,,,,",
]


def expected(*lines: int) -> Bill:
    metal, oil = lines
    return Bill(
        name="Foil",
        hs_rev=2022,
        hs="760711",
        country="IRN",
        currency="USD",
        exw=Known(Decimal("1000.50")),
        fob=Known(Decimal(1100)),
        materials=(
            Material(metal, "Metal", Known("760110"), Known("CHN"), Status.NON_ORIGINATING, Truth.UNKNOWN, Known(Decimal(300))),
            Material(oil, "Oil", ABSENT, ABSENT, Status.UNKNOWN, Truth.YES, ABSENT),
        ),
        wholly_obtained=Truth.NO,
        only_simple_operations=Truth.UNKNOWN,
        transport=Transport.DIRECT,
        processes={"rolling": Truth.YES},
    )  # fmt: skip


def written(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_text(text, encoding=encoding)
    return path


def workbook(folder: Path, rows: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    path = folder / "bill.xlsx"
    book.save(path)
    return path


def test_yaml_is_read(tmp_path):
    assert read(written(tmp_path, "bill.yml", YAML)) == expected(4, 5)


@pytest.mark.parametrize("lines", [ENGLISH, PERSIAN], ids=["English", "Persian"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_csv_is_read_in_both_languages(tmp_path, lines, encoding):
    assert read(written(tmp_path, "bill.csv", "\n".join(lines), encoding)) == expected(6, 7)


@pytest.mark.parametrize("lines", [ENGLISH, PERSIAN], ids=["English", "Persian"])
def test_a_workbook_is_read_in_both_languages(tmp_path, lines):
    assert read(workbook(tmp_path, [line.split(",") for line in lines])) == expected(6, 7)


def test_numbers_of_a_workbook_are_numbers(tmp_path):
    rows: list[list[object]] = [line.split(",") for line in ENGLISH]
    rows[1][2], rows[1][7], rows[1][8], rows[5][7] = 760711, 1000.5, 1100.0, 300
    assert read(workbook(tmp_path, rows)) == expected(6, 7)


def test_the_example_is_a_bill():
    found = read(EXAMPLE)
    assert (found.hs, len(found.materials), "FICTIONAL" in EXAMPLE.read_text("utf-8")) == ("760711", 4, True)


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("lang", ["en", "fa"])
def test_an_empty_template_lacks_only_what_the_user_fills_in(tmp_path, ending, lang):
    path = tmp_path / f"bill{ending}"
    path.write_bytes(template(ending, lang))
    with pytest.raises(LayoutChanged) as refused:
        read(path)
    assert refused.value.text().startswith("name is empty.")


def test_a_filled_template_is_read(tmp_path):
    path = tmp_path / "bill.xlsx"
    path.write_bytes(template(".xlsx", "fa"))
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for cell, value in {
        "B2": "Salt",
        "C2": "250100",
        "E2": "IRN",
        "J2": "USD",
        "K3": "بله",
        "B6": "Brine",
        "C6": "2501",
    }.items():
        sheet[cell] = value
    book.save(path)
    found = read(path)
    assert (found.name, found.wholly_obtained, found.materials[0].hs) == ("Salt", Truth.YES, Known("2501"))  # fmt: skip


BAD_YAML = {
    "a negative value": ("value: 300", "value: -300", "value is negative: -300."),
    "letters in a code": ('"760110"', "76O110", "76O110 is not an HS code."),
    "an odd number of digits": ('"760110"', "76011", "76011 is not an HS code."),
    "a group cut short": ('"760110"', "7601.1", "7601.1 is not an HS code."),
    "no such chapter": ('"760110"', '"000000"', "000000 is not an HS code."),
    "a decimal comma": ('"1,000.50"', '"1000,50"', "exw is no amount: 1000,50."),
    "a currency in a value": ("value: 300", "value: 300 USD", "value is no amount: 300 USD."),
    "an endless value": ("value: 300", "value: NaN", "value is no amount: NaN."),
    "a value too large": ("value: 300", "value: 1000000000001", "value is no amount: 1000000000001."),
    "a product worth nothing": ('"1,000.50"', "0", "exw is 0."),
    "ex works above FOB": ('"1,000.50"', "1200", "The ex-works value 1200 is above the FOB value 1100."),
    "no country": ("origin: CHN", "origin: Cathay", "Cathay is no country."),
    "no status": ("status: non_originating", "status: foreign", "status cannot be foreign."),
    "no answer": ("transport: direct", "transport: by sea", "transport cannot be by sea."),
    "no revision": ("2022", "2023", "2023 is no HS revision."),
    "a product without a code": ('"7607.11"', "", "The product lacks hs."),
    "a strange key": ("name: Oil", "name: Oil, weight: 3", "The key weight is not known here."),
    "a strange part": ("answers:", "replies:", "The key replies is not known here."),
    "a list for a word": ("value: 300", "value: [300]", "value must be one word or number."),
    "a line twice": (
        '{name: Oil, hs: "", origin: "?", proof: yes}',
        '{name: metal, hs: "7601.10", origin: China, status: non_originating, value: 5}',
        "The material metal stands twice; the first is on line 4.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD_YAML)
def test_what_cannot_stand_in_a_bill_is_refused_with_its_line(tmp_path, name):
    before, after, message = BAD_YAML[name]
    assert before in YAML
    path = written(tmp_path, "bill.yml", YAML.replace(before, after, 1))
    with pytest.raises(LayoutChanged) as refused:
        read(path)
    line = YAML[: YAML.index(before)].count("\n") + 1
    assert refused.value.text().startswith(f"{message} [{path}:{line}]")


BAD_TABLES = {
    "a missing column": (0, "status,", "", "The table lacks the column status."),
    "a strange heading": (0, "proof", "weight", "The heading weight is not known here, or stands twice."),
    "a heading twice": (0, "proof", "status", "The heading status is not known here, or stands twice."),
    "two currencies": (5, "USD", "EUR", "The material is in EUR, the product in USD."),
    "two products": (5, "material", "product", "The table has 2 rows for the product."),
    "a row of no kind": (5, "material", "total", "The row is for total."),
    "an answer twice": (3, "transport", "wholly_obtained", "The answer wholly_obtained is not known, or stands twice."),
    "an answer of a material": (5, "USD,", "USD,yes", "answer has no meaning in a material's row."),
    "a negative value": (5, "300", "-300", "value is negative: -300."),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD_TABLES)
def test_what_cannot_stand_in_a_table_is_refused(tmp_path, name):
    at, before, after, message = BAD_TABLES[name]
    lines = [line.replace(before, after, 1) if place == at else line for place, line in enumerate(ENGLISH)]
    if name == "a missing column":
        lines = [
            ",".join(
                cell
                for cell, head in zip(line.split(","), ENGLISH[0].split(","), strict=True)
                if head != "status"
            )
            for line in ENGLISH
        ]
    with pytest.raises(LayoutChanged) as refused:
        read(written(tmp_path, "bill.csv", "\n".join(lines)))
    assert refused.value.text().startswith(message)  # fmt: skip


def test_a_formula_without_its_result_is_refused(tmp_path):
    rows: list[list[object]] = [line.split(",") for line in ENGLISH]
    rows[5][7] = "=100+200"
    with pytest.raises(LayoutChanged) as refused:
        read(workbook(tmp_path, rows))
    assert refused.value.text().startswith("The formula =100+200 has no stored value.")


def test_a_bill_without_materials_must_be_wholly_obtained(tmp_path):
    bare = YAML.split("materials:")[0]
    with pytest.raises(LayoutChanged) as refused:
        read(written(tmp_path, "bill.yml", bare))
    assert refused.value.text().startswith("The bill has no materials.")
    found = read(written(tmp_path, "bill.yml", bare.replace("wholly_obtained: no", "wholly_obtained: yes")))
    assert found == replace(expected(4, 5), materials=(), wholly_obtained=Truth.YES)


FILES = {
    "empty": b"",
    "blank": b" \n \n",
    "binary": random.Random(1).randbytes(5000),
    "another encoding": "کالا".encode("utf-16"),
    "too large": b"# " + b"x" * 5_000_000,
}


@pytest.mark.parametrize("ending", ["yml", "csv", "xlsx"])
@pytest.mark.parametrize("name", FILES)
def test_what_is_no_file_of_its_kind_is_refused(tmp_path, ending, name):
    path = tmp_path / f"bill.{ending}"
    path.write_bytes(FILES[name])
    with pytest.raises((UnreadableInput, CorruptArchive)) as refused:
        read(path)
    assert str(path) in refused.value.text()


def test_other_kinds_and_absent_files_are_refused(tmp_path):
    with pytest.raises(LayoutChanged):
        read(tmp_path / "bill.docx")
    for ending in ("yml", "csv", "xlsx"):
        with pytest.raises(UnreadableInput):
            read(tmp_path / f"absent.{ending}")


@given(st.text(max_size=200))
def test_any_yaml_is_a_bill_or_is_refused(text):
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        path = Path(folder) / "bill.yml"
        path.write_bytes(text.encode("utf-8", "replace"))
        with pytest.raises(KarvanError):
            read(path)
