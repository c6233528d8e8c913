import json
import shutil
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from tests.sources.whole_way import stored, written

from karvan.errors import Incomplete, KarvanError, LayoutChanged, QuestionError, UnreadableInput
from karvan.sources import ofac_sdn
from karvan.sources.loading import load

PATH = Path(__file__).with_name("sample.xml")
SAMPLE = PATH.read_text(encoding="utf-8")
FOLDER = Path(__file__).with_name("csv")
DAY = date(2026, 11, 20)
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
NUMBER = {"type_of_document": "Registration Number", "number": "12345", "issuing_country": "Iran"}
WORKS = {
    "list": "OFAC",
    "ref": "900001",
    "data_id": "900001",
    "kind": "entity",
    "regime": "IRAN; IFSR",
    "name": "INVENTED MACHINE WORKS CO.",
    "name_original": "ماشین‌سازی ساختگی",
    "listed_on": None,
    "updated_on": None,
    "comments": (
        "(Linked To: INVENTED HOLDING); Additional Sanctions Information - Subject to Secondary Sanctions"
    ),
    "places": [
        {
            "role": "address",
            "street": "1 Invented Street, Floor 2",
            "city": "Noville",
            "zip_code": "38100",
            "country": "Iran",
        }
    ],
    "birth": [],
    "documents": [{**NUMBER, "date_of_issue": "02 Jul 2004"}],
}
PERSON = {
    **WORKS,
    "ref": "900002",
    "data_id": "900002",
    "kind": "individual",
    "regime": "SDGT",
    "name": "Sample PERSON",
    "name_original": None,
    "comments": "",
    "places": [{"role": "birth", "place": "Noville, Iran"}, {"role": "nationality", "country": "Iran"}],
    "birth": [{"date": "circa 1960"}],
    "documents": [],
}
SHIP = {
    **PERSON,
    "ref": "900003",
    "data_id": "900003",
    "kind": "vessel",
    "regime": "IRAN",
    "name": "INVENTED STAR",
    "comments": "Vessel owner: Invented Shipping",
    "places": [{"role": "flag", "country": "Iran"}],
    "birth": [],
    "documents": [
        {"type_of_document": "Vessel Registration Identification", "number": "IMO 9000001"},
        {"type_of_document": "Call sign", "number": "EPXX1"},
    ],
}
NAMES = [
    ("OFAC", "900001", 0, "INVENTED MACHINE WORKS CO.", "primary"),
    ("OFAC", "900001", 1, "ماشین‌سازی ساختگی", "original"),
    ("OFAC", "900001", 2, "INVENTED WORKSHOP", "strong"),
    ("OFAC", "900001", 3, "IMW", "weak"),
    ("OFAC", "900002", 0, "Sample PERSON", "primary"),
    ("OFAC", "900003", 0, "INVENTED STAR", "primary"),
]


def opened(frame: pl.DataFrame) -> list[dict[str, object]]:
    """Rows with their JSON read."""
    columns = ("places", "birth", "documents")
    return [{**row, **{key: json.loads(row[key]) for key in columns}} for row in frame.rows(named=True)]


def test_the_whole_way_of_the_xml(tmp_path: Path) -> None:
    reading = ofac_sdn.read(PATH)
    assert (reading.label, reading.published_on, reading.issues) == ("2026-11-20", DAY, ())
    assert reading.coverage == {
        "parties": {"entity": 1, "individual": 1, "vessel": 1},
        "regimes": {"IRAN": 1, "IRAN; IFSR": 1, "SDGT": 1},
    }
    snapshot = stored(tmp_path, ofac_sdn.DESCRIPTION, reading)
    assert opened(snapshot.read("ofac_listings")) == [WORKS, PERSON, SHIP]
    assert snapshot.read("ofac_listing_names").rows() == NAMES


def test_the_former_namespace(tmp_path: Path) -> None:
    former = SAMPLE.replace(
        "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML",
        "http://tempuri.org/sdnList.xsd",
    )
    assert former != SAMPLE
    path = written(tmp_path, "sdn.xml", former)
    assert ofac_sdn.read(path).tables["ofac_listings"].equals(ofac_sdn.read(PATH).tables["ofac_listings"])


@pytest.mark.parametrize("path", [FOLDER, FOLDER / "sdn.csv"])
def test_the_whole_way_of_the_csv(tmp_path: Path, path: Path) -> None:
    """The remarks go on in sdn_comments.csv in the middle of a word, and hold births, numbers, weak names."""
    reading = ofac_sdn.read(path, list_date=DAY)
    assert (reading.label, reading.published_on, reading.issues) == ("2026-11-20", DAY, ())
    assert reading.coverage == ofac_sdn.read(PATH).coverage
    snapshot = stored(tmp_path, ofac_sdn.DESCRIPTION, reading)
    works, person, ship = opened(snapshot.read("ofac_listings"))
    street = {
        "role": "address",
        "street": "1 Invented Street, Floor 2",
        "city": "Noville 38100",
        "country": "Iran",
    }
    assert works == {
        **WORKS,
        "comments": (
            "Registration Number 12345 (Iran) issued 02 Jul 2004; a.k.a. 'IMW'; Additional Sanctions "
            "Information - Subject to Secondary Sanctions; Linked To: INVENTED HOLDING."
        ),
        "places": [street],
    }
    assert person == {
        **PERSON,
        "comments": (
            "DOB circa 1960; POB Noville, Iran; nationality Iran; Passport A0000001 (Iran) expires 2024; "
            "Gender Male."
        ),
        "documents": [
            {
                "type_of_document": "Passport",
                "number": "A0000001",
                "issuing_country": "Iran",
                "date_of_expiry": "2024",
            }
        ],
    }
    assert ship == {
        **SHIP,
        "comments": "Vessel Registration Identification IMO 9000001.; Vessel owner: Invented Shipping",
    }
    assert snapshot.read("ofac_listing_names").rows() == [
        *NAMES[:5],
        ("OFAC", "900002", 1, "Sampel PERSON", "strong"),
        NAMES[5],
        ("OFAC", "900003", 1, "INVENTED MOON", "strong"),
    ]


def test_the_csv_carries_no_day() -> None:
    with pytest.raises(Incomplete) as caught:
        ofac_sdn.read(FOLDER)
    assert caught.value.where == str(FOLDER)


def test_the_xml_knows_its_day_better() -> None:
    assert ofac_sdn.read(PATH, list_date=DAY).published_on == DAY
    with pytest.raises(QuestionError) as caught:
        ofac_sdn.read(PATH, list_date=date(2026, 11, 21))
    assert caught.value.where == "--list-date"


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        pytest.param(SAMPLE.replace("<title>Director", "<rank/><title>Director"), "rank", id="new element"),
        pytest.param(SAMPLE.replace("<city>", "<town/><city>"), "town", id="new element below"),
        pytest.param(SAMPLE.replace("<city>Nov", "<city><name/>Nov"), "name", id="element in a leaf"),
        pytest.param(SAMPLE.replace("<sdnEntry>", '<sdnEntry id="1">', 1), "@id", id="new attribute"),
        pytest.param(SAMPLE.replace("<akaList>", "<akaList>Text"), "text beside", id="loose text"),
        pytest.param(SAMPLE.replace("11/20/2026", "20.11.2026"), "20.11.2026", id="another date"),
        pytest.param(SAMPLE.replace("11/20/2026", "20/11/2026"), "20/11/2026", id="a thirteenth month"),
        pytest.param(SAMPLE.replace(">3</Record_Count>", ">4</Record_Count>"), "4 parties", id="one missing"),
        pytest.param(SAMPLE.replace(">3</Record_Count>", "></Record_Count>"), "but 3", id="no count"),
        pytest.param(SAMPLE.replace("<uid>900002", "<uid>900001"), "900001", id="reference twice"),
        pytest.param(SAMPLE.replace("<uid>900002</uid>", ""), "its reference", id="no reference"),
        pytest.param(SAMPLE.replace("<lastName>INVENTED STAR</lastName>", ""), "primary name", id="no name"),
        pytest.param(SAMPLE.replace("Vessel</sdnType>", "Balloon</sdnType>"), "Balloon", id="new kind"),
        pytest.param(SAMPLE.replace(">weak<", ">fair<"), "fair", id="new grade"),
        pytest.param(SAMPLE.replace("<lastName>IMW</lastName>", ""), "weak", id="grade without a name"),
        pytest.param(SAMPLE[:-200], "breaks off", id="truncated"),
        pytest.param(SAMPLE.replace("sdnList", "list"), "root", id="another root"),
        pytest.param(SAMPLE.replace("exports/XML", "exports/ADVANCED_XML"), "root", id="another namespace"),
        pytest.param("<html><body>Access denied</body></html>", "root", id="an error page"),
        pytest.param("", "breaks off", id="empty"),
    ],
)
def test_broken_twins_of_the_xml(tmp_path: Path, broken: str, said: str) -> None:
    assert broken != SAMPLE
    with pytest.raises(LayoutChanged) as caught:
        ofac_sdn.read(written(tmp_path, "sdn.xml", broken))
    assert said in caught.value.text()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_before_they_are_declared(tmp_path: Path, encoding: str) -> None:
    head, rest = SAMPLE.split("\n", 1)
    path = tmp_path / "sdn.xml"
    said = head.replace("?>", f' encoding="{encoding}"?>', 1).replace(' standalone="yes"', "")
    path.write_bytes(f"{said}{BOMB}{rest}".encode(encoding))
    with pytest.raises(LayoutChanged) as caught:
        ofac_sdn.read(path)
    assert caught.value.message == "The list declares a DOCTYPE ({name}), which it never does."
    assert caught.value.where == str(path)


def text_of(name: str) -> str:
    return (FOLDER / name).read_bytes().decode()


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        ("sdn.csv", lambda text: text.replace('"SDGT",', '"SDGT","new",'), "13 cells"),
        ("sdn.csv", lambda text: text[: text.index("Gender Male")], "unexpected end"),
        ("sdn.csv", lambda text: text[: text.index('"SDGT"')], "4 cells"),
        ("sdn.csv", lambda text: text.replace("\r\n\x1a", ""), "does not end"),
        ("sdn.csv", lambda text: text[: text.index("900003")], "900003 is not in sdn.csv"),
        ("sdn.csv", lambda text: text.replace('"vessel"', '"balloon"'), "balloon"),
        (
            "sdn.csv",
            lambda text: text.replace("\r\n\x1a", "\r\n" + text[: text.index("\r")] + "\r\n"),
            "twice: 900001",
        ),
        ("sdn.csv", lambda text: text.replace('"INVENTED STAR"', "-0- "), "primary name"),
        ("alt.csv", lambda text: text.replace('"fka"', '"xka"'), "xka"),
        ("alt.csv", lambda text: text.replace('"INVENTED WORKSHOP"', "-0- "), "(none)"),
        ("alt.csv", lambda text: text.replace("900002", "900009"), "900009 is not in sdn.csv"),
        ("add.csv", lambda text: text.replace(",-0- \r\n", "\r\n"), "5 cells"),
        ("sdn_comments.csv", lambda text: text.replace("900001", "900009"), "900009 is not in sdn.csv"),
    ],
)
def test_broken_twins_of_the_csv(tmp_path: Path, name: str, change, said: str) -> None:
    folder = Path(shutil.copytree(FOLDER, tmp_path / "csv"))
    changed = change(text_of(name))
    assert changed != text_of(name)
    (folder / name).write_bytes(changed.encode())
    with pytest.raises(LayoutChanged) as caught:
        ofac_sdn.read(folder, list_date=DAY)
    assert said in caught.value.text()


@pytest.mark.parametrize("missing", ["sdn.csv", "alt.csv", "add.csv"])
def test_names_without_their_companions_are_half_a_list(tmp_path: Path, missing: str) -> None:
    folder = Path(shutil.copytree(FOLDER, tmp_path / "csv"))
    (folder / missing).unlink()
    with pytest.raises(UnreadableInput) as caught:
        ofac_sdn.read(folder, list_date=DAY)
    assert caught.value.where == str(folder / missing)


def test_the_comments_may_be_missing_and_names_may_be_in_capitals(tmp_path: Path) -> None:
    for name in ("sdn.csv", "alt.csv", "add.csv"):
        shutil.copy(FOLDER / name, tmp_path / name.upper())
    reading = ofac_sdn.read(tmp_path, list_date=DAY)
    assert reading.tables["ofac_listings"]["comments"][0].endswith("Subject to Secondary Sanc")


def test_a_list_far_below_its_size_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LayoutChanged) as caught:
        load(tmp_path, ofac_sdn.DESCRIPTION, ofac_sdn.read(PATH), fetched_on=date(2026, 11, 24))
    assert "ofac_listings has 3 rows" in caught.value.text()


def test_the_age_is_told(tmp_path: Path) -> None:
    snapshot = stored(tmp_path, ofac_sdn.DESCRIPTION, ofac_sdn.read(PATH))
    manifest = snapshot.manifest("ofac_listings")
    assert (manifest.published_on, manifest.fetched_on) == (DAY, date(2026, 11, 24))
    assert {name: entry.rows for name, entry in manifest.tables.items()} == {
        "ofac_listings": 3,
        "ofac_listing_names": 6,
    }
    assert not manifest.is_stale(date(2026, 11, 27))
    assert manifest.is_stale(date(2026, 11, 28))


def test_an_absent_file(tmp_path: Path) -> None:
    for name in ("absent.xml", "absent.csv"):
        with pytest.raises(KarvanError) as caught:
            ofac_sdn.read(tmp_path / name, list_date=DAY)
        assert (caught.value.code, caught.value.where) == ("UnreadableInput", str(tmp_path / name))
