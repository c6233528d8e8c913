"""The template in both forms, a second dataset beside it, and every way in which a file can be wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from tests.sources.whole_way import stored, written

from karvan.errors import CorruptArchive, LayoutChanged, UnreadableInput
from karvan.sources.region_evidence import DESCRIPTION, read

EXAMPLE = Path(__file__).parents[3] / "examples" / "region"
YAML, XLSX = EXAMPLE / "emilia-romagna.yml", EXAMPLE / "emilia-romagna.xlsx"
SHOWN = ["kind", "region", "hs_rev", "code", "basis", "producer", "share", "amount", "nation_amount", "unit"]
ROWS = [
    ("exports", "IT-45", 2017, "690721", "produced_in", "", None, 2.4e9, 3e9, "USD"),
    ("exports", "IT-45", 2017, "8422", "cleared_at", "", None, 9e8, 4e9, "USD"),
    ("registry", "IT-45", 2017, "842230", "capacity", "Fictional Packaging Machines", None, 1200.0, 6000.0,
     "machines a year"),
    ("registry", "IT-45", 2017, "842230", "capacity", "Fictional New Works", None, 300.0, 6000.0,
     "machines a year"),
    ("stated", "IT-45", 2017, "0406", "exports", "", 0.3, None, None, ""),
    ("fallback", "IT-45", 2017, "", "population", "", None, 4.4e6, 5.9e7, "persons"),
]  # fmt: skip
STATED = """dataset: one
home: PRT
hs_rev: 2017
observed_on: ۱۴۰۴/۰۹/۰۳
review_by: 2027-01-01
licence: CC0-1.0
publisher: Fictional
standing: single_source
evidence:
  - kind: stated
    region: PT-13
    hs: "2204"
    basis: exports
    share: ۰.۵
    title: Fictional statement
    address: page 1
"""


def test_the_template_in_yaml() -> None:
    reading = read(YAML)
    table = reading.tables["region_evidence"]
    assert table.select(SHOWN).rows() == ROWS
    assert (reading.label, reading.coverage) == (
        "2026-03-01",
        {"datasets": ["emilia-romagna-example"], "regions": ["IT-45"]},
    )
    assert table.filter(kind="stated").select("row", "title", "published_on", "standing").rows() == [
        (68, "Fictional statement on cheese", date(2024, 5, 2), "assigned")
    ]


def test_the_template_as_a_workbook_says_the_same() -> None:
    sheet, yaml = (read(path).tables["region_evidence"].drop("row") for path in (XLSX, YAML))
    assert sheet.rows() == yaml.rows()


def test_the_whole_way_keeps_other_datasets(tmp_path: Path) -> None:
    snapshot = stored(tmp_path / "home", DESCRIPTION, read(YAML))
    carry = snapshot.read("region_evidence")
    both = read(written(tmp_path, "one.yml", STATED), carry=carry)
    assert both.coverage["datasets"] == ["emilia-romagna-example", "one"]
    again = read(YAML, carry=stored(tmp_path / "home", DESCRIPTION, both).read("region_evidence"))
    assert again.tables["region_evidence"].rows() == both.tables["region_evidence"].rows()


def test_persian_digits_and_jalali_days(tmp_path: Path) -> None:
    row = read(written(tmp_path, "one.yml", STATED)).tables["region_evidence"].row(0, named=True)
    assert (row["share"], row["observed_on"], row["row"]) == (0.5, date(2025, 11, 24), 10)


def test_a_table_of_numbers_keeps_leading_zeros(tmp_path: Path) -> None:
    heads = ["dataset", "kind", "home", "region", "hs_rev", "hs", "basis", "share", "observed_on", "review_by",
             "title", "publisher", "address", "licence", "standing"]  # fmt: skip
    book = openpyxl.Workbook()
    book.worksheets[0].append(heads)
    book.worksheets[0].append(
        ["one", "stated", "PRT", "PT-13", 2017, 406, "exports", 0.1, date(2026, 1, 1), date(2027, 1, 1),
         "t", "p", "a", "l", "assigned"]
    )  # fmt: skip
    book.save(tmp_path / "one.xlsx")
    row = read(tmp_path / "one.xlsx").tables["region_evidence"].row(0, named=True)
    assert (row["code"], row["row"]) == ("0406", 2)


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("share: ۰.۵", "share: 46", 10, "46 is no share."),
        ("share: ۰.۵", "share: 4_6", 10, "4_6 is no amount."),
        ("share: ۰.۵", "share: nan", 10, "nan is no amount."),
        ("share: ۰.۵", "share: -0.1", 10, "-0.1 is no amount."),
        ("share: ۰.۵", "amount: 5\n    share: 0.5\n    unit: t", 10, "A share is needed"),
        ("    share: ۰.۵\n", "    amount: 5\n", 10, "amount has no unit."),
        ('hs: "2204"', 'hs: "22040"', 10, "22040 is not an HS code."),
        ('hs: "2204"', "hs: wine", 10, "wine is not an HS code."),
        ("hs_rev: 2017", "hs_rev: 2016", 10, "2016 is no HS revision."),
        ("region: PT-13", "region: IT-45", 10, "IT-45 is no region of PRT."),
        ("home: PRT", "home: XXX", 10, "XXX is not a country code."),
        ("kind: stated", "kind: rumour", 10, "rumour is no kind of evidence."),
        ("basis: exports", "basis: hearsay", 10, "The basis hearsay is not one of stated."),
        ("standing: single_source", "standing: sure", 10, "sure is not known here."),
        ("review_by: 2027-01-01", "review_by: 2020-01-01", 10, "review_by (2020-01-01) is before"),
        ("review_by: 2027-01-01", "review_by: soon", 10, "soon is no day."),
        ("    title: Fictional statement\n", "", 10, "stated lacks title."),
        ("address: page 1", "address: page 1\n    producer: Somebody", 10, "producer has no meaning"),
        ("address: page 1", "address: page 1\n    colour: red", 10, "The key colour is not known here."),
        ("address: page 1", "address: [page, 1]", 16, "address must be one word or number."),
        ("address: page 1", "address: page 1\n    address: page 2", 17, "The key address stands twice"),
        ("  - kind", "  - home\n  - kind", 10, "An entry must be written as keys and values."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, words: str
) -> None:
    assert old in STATED
    path = written(tmp_path, "one.yml", STATED.replace(old, new, 1))
    with pytest.raises((LayoutChanged, UnreadableInput)) as caught:
        read(path)
    assert (caught.value.where, words in caught.value.text()) == (f"{path}:{line}", True)


def test_the_same_evidence_twice_is_refused(tmp_path: Path) -> None:
    entry = STATED.partition("evidence:\n")[2]
    path = written(tmp_path, "one.yml", STATED + entry)
    with pytest.raises(LayoutChanged, match="the first is on line 10"):
        read(path)


def test_exports_are_in_dollars(tmp_path: Path) -> None:
    path = written(tmp_path, "one.yml", YAML.read_text("utf-8").replace("unit: USD", "unit: EUR", 1))
    with pytest.raises(LayoutChanged, match="not in EUR"):
        read(path)


@pytest.mark.parametrize(
    "text", ["", "evidence: []\n", "evidence: 5\n", "- a\n", "a: [\n", "evidence: &x []\n"]
)
def test_files_without_evidence_are_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises((LayoutChanged, UnreadableInput)):
        read(written(tmp_path, "one.yml", text))


def test_other_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput):
        read(tmp_path / "absent.yml")
    with pytest.raises(LayoutChanged):
        read(written(tmp_path, "one.txt", STATED))
    with pytest.raises(CorruptArchive):
        read(written(tmp_path, "one.xlsx", "no workbook"))
    with pytest.raises(LayoutChanged):
        read(written(tmp_path, "one.csv", "kind,kind\nstated,stated\n"))
    with pytest.raises(LayoutChanged, match="colour"):
        read(written(tmp_path, "one.csv", "kind,colour\nstated,red\n"))
