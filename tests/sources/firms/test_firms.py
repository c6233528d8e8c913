"""A user's file of firms: read whole, or refused with its row."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from karvan.errors import CorruptArchive, KarvanError, LayoutChanged, UnreadableInput
from karvan.model.known import Known, Unknown
from karvan.model.party import Identifier, Party, Role, Stake
from karvan.model.truth import Truth
from karvan.sources.firms import ENDINGS, Declared, declared, read, template
from karvan.sources.firms.words import HEADINGS

UNSAID = Unknown("not_given")
FOIL = Party(
    names=("کارخانهٔ خیالی فویل", "Fictional Foil Works", "فویل خیالی"),
    role=Role.PRODUCER,
    kind="entity",
    country="IRN",
    identifiers=(Identifier("شناسه ملی", "10101234567"), Identifier("registration", "0042")),
    place="اراک",
    stakes=(
        Stake(
            Party(("Holding of Fiction",), kind="entity", stakes=(
                Stake(Party(("مالک خیالی",)), Known(Decimal("0.6")), Truth.UNKNOWN),)),
            Known(Decimal("0.305")), Truth.YES,
        ),
        Stake(Party(("Person of Fiction",)), UNSAID, Truth.NO),
        Stake(Party(("A = B Works",)), Known(Decimal("0.1")), Truth.UNKNOWN),
    ),
)  # fmt: skip
EXPECTED = [FOIL, FOIL.stakes[0].owner]
ENGLISH = """\
name,other names,role,kind,country,identifiers,place,owners
کارخانهٔ خیالی فویل,Fictional Foil Works; فویل خیالی,producer,entity,Iran,شناسه ملی=10101234567; registration=0042,اراک,\
Holding of Fiction = 30.5% control; Person of Fiction = ? no control; A = B Works = 10%
Holding of Fiction,,,entity,,,,مالک خیالی = 60%
"""
PERSIAN = """\
نام,نام‌های دیگر,نقش,نوع,کشور,شناسه‌ها,محل,مالکان
کارخانهٔ خیالی فویل,Fictional Foil Works؛ فویل خیالی,تولیدکننده,شرکت,ایران,شناسه ملی=10101234567؛ registration=0042,اراک,\
Holding of Fiction = ۳۰٫۵٪ کنترل؛ Person of Fiction = ؟ بدون کنترل؛ A = B Works = ۱۰٪
Holding of Fiction,,نامعلوم,حقوقی,,,,مالک خیالی = ۶۰٪
"""
YAML = """\
firms:
  - name: کارخانهٔ خیالی فویل
    other names: Fictional Foil Works; فویل خیالی
    role: producer
    kind: entity
    country: IRN
    identifiers: شناسه ملی=10101234567; registration=0042
    place: اراک
    owners: "Holding of Fiction = 30.5% control; Person of Fiction = ? no control; A = B Works = 10%"
  - name: Holding of Fiction
    kind: entity
    owners: مالک خیالی = 60%
"""


def book_of(path: Path, rows: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(path)
    return path


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "text", "rows"),
    [("a.csv", ENGLISH, [2, 3]), ("a.csv", PERSIAN, [2, 3]), ("a.yml", YAML, [2, 10])],
)
def test_the_three_forms_come_to_the_same_firms(tmp_path, name, text, rows):
    found = read(written(tmp_path, name, text))
    assert [one.party for one in found] == EXPECTED
    assert [one.row for one in found] == rows


def test_a_workbook_says_the_same(tmp_path):
    rows = [line.split(",") for line in ENGLISH.replace("\\\n", "").splitlines()]
    assert [one.party for one in read(book_of(tmp_path / "a.xlsx", rows))] == EXPECTED


def test_one_party_from_words():
    assert declared({"name": "Fictional  Foil", "birth": "1340", "kind": "person"}, "x") == Party(
        ("Fictional Foil",), kind="individual", birth="1340"
    )


HEAD = "name,role,kind,country,identifiers,owners\n"


@pytest.mark.parametrize(
    ("row", "message", "line"),
    [
        ("A,buyer,entity,IRN,,\nB,,,,,\n a ,,,,,\n", "{text} stands twice; the first is on row {first}.", 4),
        ("A" * 301 + ",,,,,\n", "A name is longer than {most} characters.", 2),
        ("A,seller,,,,\n", "{key} cannot be {text}.", 2),
        ("A,,thing,,,\n", "{key} cannot be {text}.", 2),
        ("A,,,Atlantis,,\n", "{text} is no country.", 2),
        ("A,,,,12345,\n", "{part} is no identifier.", 2),
        ("A,,,,,B = half\n", "{part} is no owner with a share.", 2),
        ("A,,,,,B = 120%\n", "{part} is no owner with a share.", 2),
        ("A,,,,,B = -5%\n", "{part} is no owner with a share.", 2),
        ("A,,,,,B = 30\n", "{part} is no owner with a share.", 2),
        ("A,,,,,B = 1%; = 30%\n", "{part} is no owner with a share.", 2),
        ("A,,,,,B = 60%; C = 50%\n", "The declared owners of {name} hold more than the whole, or less than nothing.", 2),
        ("A,,,,,B = 50%\nB,,,,,A = 50%\n", "These firms own each other in a circle: {circle}.", 2),
        ("A,,,,,A = 50%\n", "These firms own each other in a circle: {circle}.", 2),
        ("\u200c ,,,,,\n", "{key} is empty.", 2),
        ("A,,,\n", "A row has {found} cells, the headings are {expected}.", 2),
        ("=1+1,,,,,\n", "{text} is a formula.", 2),
    ],
)  # fmt: skip
def test_a_wrong_row_is_named(tmp_path, row, message, line):
    path = written(tmp_path, "firms.csv", HEAD + row)
    with pytest.raises(LayoutChanged) as told:
        read(path)
    assert (told.value.message, told.value.where) == (message, f"{path}:{line}")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name,name\n", "The heading {name} is not known here, or stands twice."),
        ("name,colour\n", "The heading {name} is not known here, or stands twice."),
        ("role\nbuyer\n", "The table lacks the column name."),
        ("name\n", "The file has {found} firms; it must have 1 to {most}."),
    ],
)
def test_wrong_headings(tmp_path, text, message):
    with pytest.raises(KarvanError) as told:
        read(written(tmp_path, "firms.csv", text))
    assert told.value.message == message


@pytest.mark.parametrize(
    ("name", "raw", "error"),
    [
        ("a.csv", b"", UnreadableInput),
        ("a.csv", b"name\n\0\0", UnreadableInput),
        ("a.csv", "name\nنام".encode("utf-16"), UnreadableInput),
        ("a.csv", b"name\n" + b"x" * 5_000_001, UnreadableInput),
        ("a.yml", b"", UnreadableInput),
        ("a.yml", b"- name: A\n", LayoutChanged),
        ("a.yml", b"firms:\n  - A\n", LayoutChanged),
        ("a.yml", b"firms:\n  - name: [A]\n", LayoutChanged),
        ("a.yml", b"firms:\n  - name: A\n    colour: red\n", LayoutChanged),
        ("a.yml", b"firms: [\n", LayoutChanged),
        ("a.xlsx", b"name\nA\n", CorruptArchive),
        ("a.pdf", b"%PDF", LayoutChanged),
    ],
)
def test_other_files_are_refused(tmp_path, name, raw, error):
    path = tmp_path / name
    path.write_bytes(raw)
    with pytest.raises(error):
        read(path)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    for name in ("a.csv", "a.yml", "a.xlsx"):
        with pytest.raises(UnreadableInput):
            read(tmp_path / name)


def test_a_formula_in_a_workbook_is_refused(tmp_path):
    path = book_of(tmp_path / "a.xlsx", [["name"], ["A"], ['=CONCAT("Mesbah"," Energy")']])
    with pytest.raises(LayoutChanged) as told:
        read(path)
    assert (told.value.message, told.value.where) == ("{text} is a formula.", f"{path}:3")


def test_a_long_chain_of_owners_is_refused(tmp_path):
    rows = "".join(f"F{at},,,,,F{at + 1} = 100%\n" for at in range(13))
    with pytest.raises(LayoutChanged, match="longer than 10"):
        read(written(tmp_path, "a.csv", HEAD + rows))


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("lang", ["en", "fa"])
def test_the_template_filled_in_is_read(tmp_path, ending, lang):
    path = tmp_path / f"firms{ending}"
    path.write_bytes(template(ending, lang))
    if ending == ".yml":
        path.write_text(path.read_text("utf-8").replace("- name:", "- name: Firm", 1), "utf-8")
    elif ending == ".csv":
        path.write_text(path.read_text("utf-8") + "Firm" + "," * (len(HEADINGS) - 1) + "\r\n", "utf-8")
    else:
        book = openpyxl.load_workbook(path)
        book.worksheets[0]["A2"] = "Firm"
        book.save(path)
    assert read(path) == (Declared(3 if ending == ".yml" else 2, Party(("Firm",))),)
