import json
from datetime import date
from pathlib import Path

import pytest
from tests.sources.whole_way import stored, written

from karvan.errors import LayoutChanged, UnreadableInput
from karvan.sources import eu_sanctions
from karvan.sources.contract import Issue

PATH = Path(__file__).with_name("sample.xml")
SAMPLE = PATH.read_text(encoding="utf-8")
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
IRAN = {"country": "IRAN (ISLAMIC REPUBLIC OF)", "country_code": "IR"}


def test_the_whole_way(tmp_path: Path) -> None:
    reading = eu_sanctions.read(PATH)
    assert (reading.label, reading.published_on) == ("2026-11-20", date(2026, 11, 20))
    assert reading.coverage == {"parties": {"entity": 1, "individual": 1}, "regimes": {"IRN": 2}}
    assert reading.issues == ()
    snapshot = stored(tmp_path, eu_sanctions.DESCRIPTION, reading)
    works, person = [
        {**row, **{key: json.loads(row[key]) for key in ("places", "birth", "documents")}}
        for row in snapshot.read("eu_listings").rows(named=True)
    ]
    assert works == {
        "list": "EU",
        "ref": "EU.90001.01",
        "data_id": "900001",
        "kind": "entity",
        "regime": "IRN",
        "name": "Invented Machine Works",
        "name_original": "ماشین‌سازی ساختگی",
        "listed_on": date(2025, 9, 29),
        "updated_on": date(2025, 10, 2),
        "comments": (
            "An invented factory.; 2025/9001 (OJ L202509001) 2025-09-29 https://eur-lex.europa.eu/invented"
        ),
        "places": [
            {
                "role": "address",
                "street": "1 Invented Street",
                "city": "Noville",
                "zip_code": "38100",
                **IRAN,
            }
        ],
        "birth": [],
        "documents": [
            {
                "type_of_document": "Registration Number",
                "number": "12345",
                "issuing_country": "IRAN (ISLAMIC REPUBLIC OF)",
                "note": "(an invented number)",
                "known_false": "true",
            }
        ],
    }
    assert person == {
        "list": "EU",
        "ref": "EU.90002.02",
        "data_id": "900002",
        "kind": "individual",
        "regime": "IRN",
        "name": "Sample Person",
        "name_original": None,
        "listed_on": None,
        "updated_on": date(2012, 12, 22),
        "comments": (
            "an invented detail; United Nations: XXi.001; 1264/2012 (OJ L356) 2012-12-22 "
            "https://eur-lex.europa.eu/invented/2"
        ),
        "places": [{"role": "birth", "city": "Noville"}, {"role": "citizenship", **IRAN}],
        "birth": [{"date": "1961-03-04"}, {"year": "1960", "circa": "true"}],
        "documents": [],
    }
    assert snapshot.read("eu_listing_names").rows() == [
        ("EU", "EU.90001.01", 0, "Invented Machine Works", "primary"),
        ("EU", "EU.90001.01", 1, "ماشین‌سازی ساختگی", "original"),
        ("EU", "EU.90001.01", 2, "IMW", "weak"),
        ("EU", "EU.90002.02", 0, "Sample Person", "primary"),
    ]


def test_a_party_with_a_name_in_its_own_script_only(tmp_path: Path) -> None:
    own = SAMPLE.replace('wholeName="Invented Machine Works"', 'wholeName="کارخانهٔ ساختگی"')
    listings = eu_sanctions.read(written(tmp_path, "list.xml", own)).tables["eu_listings"]
    assert listings["name"].to_list() == ["ماشین‌سازی ساختگی", "Sample Person"]
    assert listings["name_original"].to_list() == ["کارخانهٔ ساختگی", None]


def test_a_delisted_party_stays_and_is_told(tmp_path: Path) -> None:
    told = SAMPLE.replace('logicalId="900002"', 'logicalId="900002" delistingDate="2026-01-01"')
    reading = eu_sanctions.read(written(tmp_path, "list.xml", told))
    assert reading.tables["eu_listings"].height == 2
    assert reading.issues == (Issue("list.xml", "EU.90002.02 carries a day of delisting and is kept"),)


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        pytest.param(SAMPLE.replace("<remark>An", "<new/><remark>An"), "new", id="new element"),
        pytest.param(SAMPLE.replace('city="Noville"', 'town="Noville"'), "@town", id="new attribute"),
        pytest.param(SAMPLE.replace('globalFileId="', 'fileId="'), "@fileId", id="new attribute of the root"),
        pytest.param(SAMPLE.replace("<remark>An", "Text<remark>An"), "text beside", id="loose text"),
        pytest.param(SAMPLE.replace("generationDate=", "globalFileId2="), "globalFileId2", id="no day"),
        pytest.param(SAMPLE.replace("2026-11-20T", "20.11.2026 "), "20.11.2026", id="unreadable day"),
        pytest.param(SAMPLE.replace('designationDate="2025-09-29"', 'designationDate="2025"'), "2025 is no", id="a year"),
        pytest.param(SAMPLE.replace('code="person"', 'code="ship"'), "ship", id="new kind"),
        pytest.param(SAMPLE.replace('<subjectType code="person" classificationCode="P"/>', ""), "(none)", id="no kind"),
        pytest.param(SAMPLE.replace('strong="false"', 'strong="maybe"'), "maybe", id="new grade"),
        pytest.param(SAMPLE.replace('wholeName="IMW"', 'wholeName=""'), "(none)", id="grade without a name"),
        pytest.param(SAMPLE.replace("EU.90002.02", "EU.90001.01"), "twice: EU.90001.01", id="reference twice"),
        pytest.param(SAMPLE.replace("EU.90002.02", ""), "its reference", id="no reference"),
        pytest.param(SAMPLE[:-200], "breaks off", id="truncated"),
        pytest.param(SAMPLE.replace("export", "list"), "root", id="another root"),
        pytest.param(SAMPLE.replace("fsd/export", "fsd/export2"), "root", id="another namespace"),
        pytest.param(SAMPLE[: SAMPLE.index("<sanctionEntity")] + "</export>", "0 parties", id="no parties"),
        pytest.param("<html><body>Access denied</body></html>", "root", id="an error page"),
        pytest.param("", "breaks off", id="empty"),
    ],
)  # fmt: skip
def test_broken_twins(tmp_path: Path, broken: str, said: str) -> None:
    assert broken != SAMPLE
    with pytest.raises(LayoutChanged) as caught:
        eu_sanctions.read(written(tmp_path, "list.xml", broken))
    assert said in caught.value.text()


def test_entities_are_refused_before_they_are_declared(tmp_path: Path) -> None:
    head, rest = SAMPLE.split("\n", 1)
    with pytest.raises(LayoutChanged) as caught:
        eu_sanctions.read(written(tmp_path, "list.xml", f"{head}{BOMB}{rest}"))
    assert caught.value.message == "The list declares a DOCTYPE ({name}), which it never does."


def test_an_absent_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput):
        eu_sanctions.read(tmp_path / "absent.xml")
