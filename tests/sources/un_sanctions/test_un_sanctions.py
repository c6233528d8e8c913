import json
from datetime import date
from pathlib import Path

import pytest
from tests.sources.whole_way import SHARED, needs_shared, stored, written

from karvan.errors import LayoutChanged, UnreadableInput
from karvan.sources import un_sanctions
from karvan.sources.contract import Issue
from karvan.sources.loading import load

PATH = Path(__file__).with_name("sample.xml")
SAMPLE = PATH.read_text(encoding="utf-8")
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def test_the_whole_way(tmp_path: Path) -> None:
    reading = un_sanctions.read(PATH)
    assert (reading.label, reading.published_on) == ("2026-02-27", date(2026, 2, 27))
    assert reading.coverage == {"parties": {"entity": 1, "individual": 1}, "regimes": {"DPRK": 1, "Iran": 1}}
    assert reading.issues == ()
    snapshot = stored(tmp_path, un_sanctions.DESCRIPTION, reading)
    company, person = snapshot.read("listings").rows(named=True)
    assert {**person, "places": None, "birth": None, "documents": None} == {
        "list": "UN",
        "ref": "XXi.001",
        "data_id": "1000001",
        "kind": "individual",
        "regime": "Iran",
        "name": "SAMPLE PERSON OF NOWHERE",
        "name_original": "شخص نمونه",
        "listed_on": date(2020, 12, 31),
        "updated_on": date(2024, 1, 2),
        "comments": "An invented person.",
        "places": None,
        "birth": None,
        "documents": None,
    }
    assert json.loads(person["places"]) == [
        {"role": "address", "city": "Noville", "country": "Nowhere"},
        {"role": "birth", "city": "Noville"},
        {"role": "nationality", "country": "Nowhere"},
        {"role": "birth", "alias": "Sampel Person", "city": "Elsewhere"},
    ]
    assert json.loads(person["birth"]) == [
        {"type_of_date": "BETWEEN", "from_year": "1960", "to_year": "1962"},
        {"alias": "Sampel Person", "date": "1961-03-04"},
    ]
    assert json.loads(person["documents"]) == [{"type_of_document": "Passport", "number": "N0000001"}]
    assert company == {
        "list": "UN",
        "ref": "XXe.001",
        "data_id": "1000002",
        "kind": "entity",
        "regime": "DPRK",
        "name": "INVENTED TRADING COMPANY",
        "name_original": None,
        "listed_on": date(2021, 6, 7),
        "updated_on": None,
        "comments": "",
        "places": '[{"role": "address", "street": "1 Invented Street", "city": "Noville"}]',
        "birth": "[]",
        "documents": "[]",
    }
    assert snapshot.read("listing_names").rows() == [
        ("UN", "XXe.001", 0, "INVENTED TRADING COMPANY", "primary"),
        ("UN", "XXe.001", 1, "ITC", "aka"),
        ("UN", "XXe.001", 2, "Older Invented Company", "fka"),
        ("UN", "XXi.001", 0, "SAMPLE PERSON OF NOWHERE", "primary"),
        ("UN", "XXi.001", 1, "شخص نمونه", "original"),
        ("UN", "XXi.001", 2, "Sampel Person", "good"),
        ("UN", "XXi.001", 3, "The Sample", "low"),
    ]


def test_a_delisted_party_stays_and_is_told(tmp_path: Path) -> None:
    told = SAMPLE.replace("<COMMENTS1/>", "<COMMENTS1/><DELISTED_ON>2026-01-01</DELISTED_ON>")
    reading = un_sanctions.read(written(tmp_path, "list.xml", told))
    assert reading.tables["listings"].height == 2
    assert reading.issues == (Issue("list.xml", "XXe.001 carries a day of delisting and is kept"),)


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(SAMPLE.replace("GENDER>", "SEX>"), id="new element"),
        pytest.param(SAMPLE.replace("<CITY>Noville", "<TOWN/><CITY>Noville"), id="new element below"),
        pytest.param(SAMPLE.replace("<CITY>", "<CITY><NAME/>"), id="element in a leaf"),
        pytest.param(SAMPLE.replace("ENTITIES>", "COMPANIES>"), id="new part"),
        pytest.param(SAMPLE.replace("<ENTITY>", '<ENTITY id="1">'), id="new attribute"),
        pytest.param(SAMPLE.replace("<ENTITY>", "<ENTITY>Text"), id="loose text"),
        pytest.param(SAMPLE.replace("dateGenerated=", "generated="), id="no day of publication"),
        pytest.param(SAMPLE.replace("2026-02-27T", "27.02.2026 "), id="unreadable day of publication"),
        pytest.param(SAMPLE.replace("2021-06-07", "June 2021"), id="unreadable day of listing"),
        pytest.param(SAMPLE.replace("XXe.001 ", ""), id="no reference"),
        pytest.param(SAMPLE.replace("XXe.001", "XXi.001"), id="reference twice"),
        pytest.param(SAMPLE.replace("<QUALITY>Low", "<QUALITY>Fair"), id="new grade"),
        pytest.param(SAMPLE.replace("<ALIAS_NAME>ITC</ALIAS_NAME>", ""), id="grade without a name"),
        pytest.param(SAMPLE[:-200], id="truncated"),
        pytest.param(SAMPLE.replace("CONSOLIDATED_LIST", "LIST"), id="another root"),
        pytest.param("<html><body>Access denied</body></html>", id="an error page"),
        pytest.param("", id="empty"),
    ],
)
def test_broken_twins(tmp_path: Path, broken: str) -> None:
    with pytest.raises(LayoutChanged):
        un_sanctions.read(written(tmp_path, "list.xml", broken))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_before_they_are_declared(tmp_path: Path, encoding: str) -> None:
    head, rest = SAMPLE.split("\n", 1)
    path = tmp_path / "list.xml"
    path.write_bytes(f"{head.replace('UTF-8', encoding)}{BOMB}{rest}".encode(encoding))
    with pytest.raises(LayoutChanged) as caught:
        un_sanctions.read(path)
    assert caught.value.message == "The list declares a DOCTYPE ({name}), which it never does."
    assert caught.value.where == str(path)


def test_an_absent_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput):
        un_sanctions.read(tmp_path / "absent.xml")


@needs_shared
def test_the_real_list(tmp_path: Path) -> None:
    reading = un_sanctions.read(SHARED / "access" / "un_consolidated_list_2026-02-27.xml")
    loaded = load(tmp_path, un_sanctions.DESCRIPTION, reading, fetched_on=date(2026, 11, 24))
    rows = {name: entry.rows for name, entry in loaded.manifest.tables.items()}
    assert rows == {"listings": 730 + 273, "listing_names": 4133}
    assert loaded.manifest.coverage["parties"] == {"entity": 273, "individual": 730}
    assert loaded.manifest.coverage["regimes"]["Iran"] == 43 + 78
    assert loaded.manifest.is_stale(date(2026, 11, 24))
    assert loaded.issues == ()
