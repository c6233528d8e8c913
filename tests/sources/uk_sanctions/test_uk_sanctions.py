import json
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests.sources.whole_way import stored

from karvan.errors import LayoutChanged, UnreadableInput
from karvan.sources import uk_sanctions
from karvan.sources.contract import Issue

UKSL = Path(__file__).with_name("uksl.csv")
CONLIST = Path(__file__).with_name("conlist.csv")
REGIME = "The Iran (Invented) Regulations"
WORKS = {
    "list": "UK",
    "ref": "INU9001",
    "data_id": "99001",
    "kind": "entity",
    "regime": REGIME,
    "name": "INVENTED MACHINE WORKS",
    "name_original": "ماشین‌سازی ساختگی",
    "listed_on": date(2025, 9, 29),
    "updated_on": date(2026, 4, 16),
    "comments": (
        'Sanctions imposed: Asset freeze; Parent company: INVENTED HOLDING; It is, "as said", invented.'
    ),
    "places": [
        {"role": "address", "street": "1 Invented Street, Noville", "zip_code": "38100", "country": "Iran"},
        {"role": "address", "street": "2 Invented Street", "country": "Iran"},
    ],
    "birth": [],
    "documents": [
        {"type_of_document": "Business registration number", "number": "12345"},
        {"type_of_document": "Business registration number", "number": "67890"},
    ],
}
PERSON = {
    **WORKS,
    "ref": "INU9002",
    "data_id": "99002",
    "kind": "individual",
    "name": "Sample PERSON",
    "name_original": None,
    "updated_on": date(2026, 5, 1),
    "comments": "Sanctions imposed: Asset freeze; United Nations: XXi.001",
    "places": [
        {"role": "birth", "city": "Noville"},
        {"role": "birth", "country": "Iran"},
        {"role": "nationality", "country": "Iran"},
    ],
    "birth": [{"date": "1961-03-04"}, {"year": "1960"}],
    "documents": [{"type_of_document": "Passport", "number": "A0000001", "note": "Iran"}],
}
SHIP = {
    **WORKS,
    "ref": "INU9003",
    "data_id": "",
    "kind": "vessel",
    "name": "INVENTED STAR",
    "name_original": None,
    "comments": "Sanctions imposed: Asset freeze; Owner or operator: Invented Shipping",
    "places": [
        {"role": "flag", "country": "Iran"},
        {"role": "flag before", "country": "Panama"},
        {"role": "flag before", "country": "Liberia"},
    ],
    "documents": [{"type_of_document": "IMO number", "number": "9000001"}],
}


def opened(frame: pl.DataFrame) -> list[dict[str, Any]]:
    """Rows with their JSON read."""
    columns = ("places", "birth", "documents")
    return [{**row, **{key: json.loads(row[key]) for key in columns}} for row in frame.rows(named=True)]


def test_the_whole_way_of_the_list(tmp_path: Path) -> None:
    reading = uk_sanctions.read(UKSL)
    assert (reading.label, reading.published_on) == ("2026-11-20", date(2026, 11, 20))
    assert reading.coverage == {
        "layout": "uksl",
        "parties": {"entity": 1, "individual": 1, "vessel": 1},
        "regimes": {REGIME: 3},
    }
    assert reading.issues == (Issue("uksl.csv", "INU9003 has no primary name; its first name stands for it"),)
    snapshot = stored(tmp_path, uk_sanctions.DESCRIPTION, reading)
    assert opened(snapshot.read("uk_listings")) == [WORKS, PERSON, SHIP]
    assert snapshot.read("uk_listing_names").rows() == [
        ("UK", "INU9001", 0, "INVENTED MACHINE WORKS", "primary"),
        ("UK", "INU9001", 1, "ماشین‌سازی ساختگی", "original"),
        ("UK", "INU9001", 2, "IMW", "weak"),
        ("UK", "INU9002", 0, "Sample PERSON", "primary"),
        ("UK", "INU9002", 1, "Sampel PERSONE", "strong"),
        ("UK", "INU9003", 0, "INVENTED STAR", "primary"),
    ]


def test_the_whole_way_of_the_former_list(tmp_path: Path) -> None:
    reading = uk_sanctions.read(CONLIST)
    assert (reading.label, reading.published_on, reading.issues) == ("2026-01-27", date(2026, 1, 27), ())
    assert reading.coverage == {
        "layout": "conlist",
        "parties": {"entity": 1, "individual": 1},
        "regimes": {"Iran (Invented)": 2},
    }
    snapshot = stored(tmp_path, uk_sanctions.DESCRIPTION, reading)
    workshop = {
        **WORKS,
        "ref": "99001",
        "regime": "Iran (Invented)",
        "name": "INVENTED WORKSHOP",
        "name_original": None,
        "listed_on": date(2012, 12, 22),
        "updated_on": date(2021, 2, 1),
        "comments": "Designated by the United Kingdom: 31/12/2020",
        "places": [{"role": "address", "street": "1 Invented Street", "country": "Iran"}],
        "documents": [],
    }
    person = {
        **workshop,
        "ref": "99002",
        "data_id": "99002",
        "kind": "individual",
        "name": "Sample PERSON",
        "name_original": "شخص نمونه",
        "comments": "Designated by the United Kingdom: 31/12/2020; (UK Sanctions List Ref):INU9002.",
        "places": [
            {"role": "nationality", "country": "Iran"},
            {"role": "nationality", "country": "Iraq"},
        ],
        "birth": [{"year": "1960"}, {"date": "1961-03-04"}],
        "documents": [
            {"type_of_document": "National identification number", "number": "0010000001", "note": "Iran"}
        ],
    }
    assert opened(snapshot.read("uk_listings")) == [workshop, person]
    assert snapshot.read("uk_listing_names").rows() == [
        ("UK", "99001", 0, "INVENTED WORKSHOP", "primary"),
        ("UK", "99002", 0, "Sample PERSON", "primary"),
        ("UK", "99002", 1, "شخص نمونه", "original"),
        ("UK", "99002", 2, "Sampel PERSON", "strong"),
    ]


@pytest.mark.parametrize(
    ("heading", "before"),
    [("Designation Type", '"Individual, Entity, Ship"'), ("Parent company", "Parent Company")],
)
def test_headings_that_were_once_written_otherwise(tmp_path: Path, heading: str, before: str) -> None:
    path = changed(tmp_path, UKSL, f",{heading},", f",{before},")
    assert uk_sanctions.read(path).tables["uk_listings"].equals(uk_sanctions.read(UKSL).tables["uk_listings"])


@pytest.mark.parametrize(
    ("written", "read"), [("01/10/2026", date(2026, 10, 1)), ("3-Feb-2026", date(2026, 2, 3))]
)
def test_the_first_line(tmp_path: Path, written: str, read: date) -> None:
    assert uk_sanctions.read(changed(tmp_path, UKSL, "20-Nov-2026", f"{written},,,")).published_on == read


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        pytest.param(UKSL, "Report Date: 20-Nov-2026\r\n", "", "first line", id="no day"),
        pytest.param(UKSL, "20-Nov-2026", "20-Xov-2026", "20-Xov-2026", id="no month"),
        pytest.param(UKSL, "Name type", "Name sort", "missing Name type, new Name sort", id="new heading"),
        pytest.param(UKSL, "Year Built,", "", "57", id="a heading less"),
        pytest.param(CONLIST, "Alias Quality", "Quality", "missing Alias Quality, new Quality", id="new old heading"),
        pytest.param(UKSL, "Passport number,", "Passport number,Passport number,", "same heading", id="heading twice"),
        pytest.param(UKSL, "ALias", "Nickname", "Nickname", id="new type of name"),
        pytest.param(UKSL, "Low quality a.k.a", "Fair", "Fair", id="new grade"),
        pytest.param(CONLIST, "AKA,Good", "AKA,Fair", "Fair", id="new old grade"),
        pytest.param(UKSL, ",Ship,", ",Balloon,", "Balloon", id="new kind"),
        pytest.param(UKSL, ",Ship,", ",,", "(none)", id="no kind"),
        pytest.param(UKSL, "29/09/2025", "09/29/2025", "09/29/2025", id="an American day"),
        pytest.param(UKSL, "INU9003", "", "its reference", id="no reference"),
        pytest.param(UKSL, "INVENTED STAR", "", "primary name", id="no name"),
        pytest.param(UKSL, "INVENTED STAR", '"INVENTED" STAR', "no CSV", id="a stray quotation mark"),
        pytest.param(UKSL, "INVENTED STAR", "INVENTED,STAR", "59 cells", id="a cell more"),
    ],
)  # fmt: skip
def test_broken_twins(tmp_path: Path, file: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(LayoutChanged) as caught:
        uk_sanctions.read(changed(tmp_path, file, old, new))
    assert said in caught.value.text()


@pytest.mark.parametrize(
    ("end", "said"),
    [
        ('as said"', "unexpected end"),
        ("Sampel", "6 cells"),
        ("\r\n", "does not end"),
        ("Last Updated,Unique", "missing Address Country"),
    ],
)
def test_a_file_cut_short(tmp_path: Path, end: str, said: str) -> None:
    text = UKSL.read_bytes()
    path = tmp_path / "list.csv"
    path.write_bytes(text[: text.rindex(end.encode())])
    with pytest.raises(LayoutChanged) as caught:
        uk_sanctions.read(path)
    assert said in caught.value.text()


def test_a_list_without_parties(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"\r\n".join(UKSL.read_bytes().split(b"\r\n")[:2]) + b"\r\n")
    with pytest.raises(LayoutChanged) as caught:
        uk_sanctions.read(path)
    assert "holds 0 parties" in caught.value.text()


def test_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(UKSL.read_text(encoding="utf-8").encode("cp1256", errors="replace"))
    with pytest.raises(UnreadableInput):
        uk_sanctions.read(path)


def changed(folder: Path, file: Path, old: str, new: str) -> Path:
    """A copy with every `old` replaced."""
    text = file.read_bytes()
    assert old.encode() in text
    path = folder / file.name
    path.write_bytes(text.replace(old.encode(), new.encode()))
    return path
