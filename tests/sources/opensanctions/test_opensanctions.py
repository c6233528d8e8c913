import hashlib
import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.whole_way import stored, written

from karvan.errors import ChecksumMismatch, Incomplete, LayoutChanged, QuestionError, UnreadableInput
from karvan.sources import opensanctions
from karvan.sources.contract import Issue
from karvan.sources.opensanctions.relations import share

PATH = Path(__file__).with_name("entities.ftm.json")
SAMPLE = PATH.read_text(encoding="utf-8")
DAY = date(2026, 11, 20)
WORKS = {
    "list": "eu_fsf; us_ofac_sdn",
    "ref": "os-works",
    "data_id": "os-works",
    "kind": "entity",
    "regime": "IRAN; EU-IRN",
    "name": "Invented Machine Works",
    "name_original": "ماشین‌سازی ساختگی",
    "listed_on": date(2019, 11, 4),
    "updated_on": date(2026, 10, 2),
    "comments": "An invented factory.",
    "places": [
        {"role": "address", "address": "1 Invented Street, Noville"},
        {"role": "country", "country_code": "IR"},
    ],
    "birth": [],
    "documents": [{"type_of_document": "Registration number", "number": "12345"}],
}
PERSON = {
    **WORKS,
    "list": "us_ofac_sdn",
    "ref": "os-owner",
    "data_id": "os-owner",
    "kind": "individual",
    "regime": "",
    "name": "Sample Person",
    "name_original": "شخص نمونه",
    "listed_on": None,
    "updated_on": date(2026, 9, 1),
    "comments": "",
    "places": [{"role": "birth", "place": "Noville"}, {"role": "nationality", "country_code": "IR"}],
    "birth": [{"date": "1961-03-04"}, {"year": "1960"}],
    "documents": [{"type_of_document": "Passport", "number": "A0000001"}],
}
LINKED = {
    **PERSON,
    "list": "ext_invented",
    "ref": "os-linked",
    "data_id": "os-linked",
    "kind": "entity",
    "name": "Invented Daughter",
    "name_original": None,
    "places": [{"role": "jurisdiction", "country_code": "AE"}],
    "birth": [],
    "documents": [],
}
SHIP = {
    **LINKED,
    "list": "us_ofac_sdn",
    "ref": "os-ship",
    "data_id": "os-ship",
    "kind": "vessel",
    "name": "INVENTED STAR",
    "places": [{"role": "flag", "country_code": "IR"}, {"role": "flag before", "country_code": "PA"}],
    "documents": [{"type_of_document": "IMO number", "number": "IMO9000001"}],
}


def test_the_whole_way(tmp_path: Path) -> None:
    reading = opensanctions.read(PATH, list_date=DAY)
    assert (reading.label, reading.published_on, reading.issues) == ("2026-11-20", DAY, ())
    assert reading.coverage == {
        "parties": {"entity": 2, "individual": 1, "vessel": 1},
        "datasets": {"eu_fsf": 1, "ext_invented": 1, "us_ofac_sdn": 3},
        "left_out": {"entity": 1, "individual": 1},
    }
    snapshot = stored(tmp_path, opensanctions.DESCRIPTION, reading)
    listings = [
        {**row, **{key: json.loads(row[key]) for key in ("places", "birth", "documents")}}
        for row in snapshot.read("opensanctions_listings").rows(named=True)
    ]
    assert sorted(listings, key=lambda one: one["ref"]) == [LINKED, PERSON, SHIP, WORKS]
    assert snapshot.read("opensanctions_listing_names").sort("ref", "position").rows() == [
        ("ext_invented", "os-linked", 0, "Invented Daughter", "primary"),
        ("us_ofac_sdn", "os-owner", 0, "Sample Person", "primary"),
        ("us_ofac_sdn", "os-owner", 1, "شخص نمونه", "original"),
        ("us_ofac_sdn", "os-owner", 2, "Sampel Person", "strong"),
        ("us_ofac_sdn", "os-ship", 0, "INVENTED STAR", "primary"),
        ("eu_fsf; us_ofac_sdn", "os-works", 0, "Invented Machine Works", "primary"),
        ("eu_fsf; us_ofac_sdn", "os-works", 1, "INVENTED MACHINE WORKS CO.", "strong"),
        ("eu_fsf; us_ofac_sdn", "os-works", 2, "ماشین‌سازی ساختگی", "original"),
        ("eu_fsf; us_ofac_sdn", "os-works", 3, "Invented Workshop", "fka"),
        ("eu_fsf; us_ofac_sdn", "os-works", 4, "IMW", "weak"),
    ]
    assert snapshot.read("opensanctions_topics").rows() == [
        ("os-linked", "sanction.linked"),
        ("os-owner", "role.pep"),
        ("os-owner", "sanction"),
        ("os-ship", "sanction"),
        ("os-works", "sanction"),
    ]


def test_ownership_is_followed_down_and_what_is_unknown_stays_so() -> None:
    """The person owns 51 % of the plain firm, and that firm an unclear part of another; the clerk is left out."""
    rows = opensanctions.read(PATH, list_date=DAY).tables["opensanctions_relations"].rows(named=True)
    person, works = "Sample Person", "Invented Machine Works"
    none = {"share": None, "share_text": None, "role": "", "started": None, "ended": None}
    own = {"relation": "ownership", **none, "datasets": "xx_register"}
    assert rows == [
        edge(own, "os-own-1", "os-owner", person, "os-plain", "Plain Trading",
             share="0.51", share_text="51 %", started="2019"),
        edge(own, "os-own-2", "os-works", works, "os-elsewhere", None, share_text="25-50", ended="2024-05-01"),
        edge(own, "os-own-4", "os-plain", "Plain Trading", "os-grandchild", None, share_text="0.5"),
        edge(own, "os-dir-1", "os-owner", person, "os-works", works,
             relation="directorship", role="Chairman", datasets="us_ofac_sdn"),
    ]  # fmt: skip


def edge(
    like: dict[str, Any],
    ref: str,
    holder: str,
    holder_name: str,
    held: str,
    held_name: str | None,
    **more: str,
) -> dict[str, Any]:
    ends = {"holder": holder, "holder_name": holder_name, "held": held, "held_name": held_name}
    return {"ref": ref, **like, **ends, **more}


@pytest.mark.parametrize(
    ("texts", "fraction"),
    [
        (["51%"], "0.51"),
        (["51 %", "51.0"], "0.51"),
        (["33.3333"], "0.333333"),
        (["100"], "1"),
        (["0%"], "0"),
        (["0.5 %"], "0.005"),
        (["0.5"], None),
        (["1"], None),
        (["101%"], None),
        (["25-50"], None),
        (["more than 50%"], None),
        (["51,5%"], None),
        (["49%", "51%"], None),
        ([], None),
    ],
)
def test_a_share(texts: list[str], fraction: str | None) -> None:
    assert share(texts) == fraction


@given(st.decimals(min_value=0, max_value=100, places=4))
def test_a_share_is_exact(percent: Decimal) -> None:
    read = share([f"{percent:f}%"])
    assert read is not None
    assert Decimal(read) * 100 == percent


@given(st.text())
def test_a_share_is_a_fraction_or_unknown(text: str) -> None:
    read = share([text])
    assert read is None or 0 <= Decimal(read) <= 1


def test_the_day_comes_from_the_index(tmp_path: Path) -> None:
    path = beside(tmp_path, updated_at="2026-11-19T06:00:00")
    assert opensanctions.read(path).published_on == date(2026, 11, 19)
    assert opensanctions.read(path, list_date=date(2026, 11, 19)).label == "2026-11-19"
    with pytest.raises(QuestionError):
        opensanctions.read(path, list_date=DAY)


def test_the_index_promises_a_checksum(tmp_path: Path) -> None:
    right = hashlib.sha1(PATH.read_bytes(), usedforsecurity=False).hexdigest()
    resource = {"name": "entities.ftm.json", "checksum": right}
    path = beside(tmp_path, last_export="2026-11-20T06:00:00", resources=[{"name": "names.txt"}, resource])
    assert opensanctions.read(path).published_on == DAY
    beside(tmp_path, last_export="2026-11-20T06:00:00", resources=[{**resource, "checksum": "0" * 40}])
    with pytest.raises(ChecksumMismatch) as caught:
        opensanctions.read(path)
    assert caught.value.where == str(path)


def test_no_day_at_all(tmp_path: Path) -> None:
    with pytest.raises(Incomplete):
        opensanctions.read(PATH)
    with pytest.raises(LayoutChanged):
        opensanctions.read(beside(tmp_path, name="sanctions"))
    written(tmp_path, "index.json", "{")
    with pytest.raises(LayoutChanged):
        opensanctions.read(tmp_path / "entities.ftm.json")


def beside(folder: Path, **index: object) -> Path:
    """The sample with an index.json."""
    written(folder, "index.json", json.dumps(index))
    return written(folder, "entities.ftm.json", SAMPLE)


def test_a_relation_without_an_end_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, "list.json", SAMPLE.replace('"asset":["os-elsewhere"],', ""))
    reading = opensanctions.read(path, list_date=DAY)
    assert reading.tables["opensanctions_relations"].height == 3
    assert reading.issues == (Issue("list.json", "1 relations lack an end and are left out"),)


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        pytest.param(SAMPLE.replace('"Vessel"', '"Balloon"'), "Balloon is a schema", id="new schema"),
        pytest.param(
            SAMPLE.replace('"imoNumber"', '"omiNumber"'), "Vessel has new elements", id="new property"
        ),
        pytest.param(SAMPLE.replace('"percentage"', '"portion"'), "portion", id="new property of an edge"),
        pytest.param(SAMPLE.replace('"authority"', '"power"'), "power", id="new property of a sanction"),
        pytest.param(SAMPLE.replace('"referents"', '"others"', 1), "new keys others", id="new key"),
        pytest.param(SAMPLE.replace('"id":', '"key":', 1), "lacks id", id="no id"),
        pytest.param(SAMPLE.replace('["IMW"]', '"IMW"'), "no lists of texts", id="a text for a list"),
        pytest.param(SAMPLE.replace('["IMW"]', '[{"id":"IMW"}]'), "no lists of texts", id="nested"),
        pytest.param(SAMPLE.replace('"os-linked"', '"os-works"'), "twice: os-works", id="id twice"),
        pytest.param(SAMPLE.replace('{"name":["INVENTED STAR"],', "{"), "primary name", id="no name"),
        pytest.param(SAMPLE.replace("2026-10-02T", "02.10.2026 "), "02.10.2026", id="another date"),
        pytest.param(SAMPLE[:-100], "breaks off", id="truncated"),
        pytest.param(SAMPLE[:-1], "last line", id="truncated by a letter"),
        pytest.param(SAMPLE[: SAMPLE.index("\n") // 2], "breaks off", id="half a line"),
        pytest.param(f"[{SAMPLE}]\n", "breaks off", id="no lines"),
        pytest.param('["a"]\n', "holds no entity", id="a list"),
        pytest.param("\n", "breaks off", id="blank"),
        pytest.param("", "holds 0 parties", id="empty"),
        pytest.param("<html>Access denied</html>\n", "breaks off", id="an error page"),
        pytest.param("[" * 100_000 + "\n", "breaks off", id="deep"),
    ],
)
def test_broken_twins(tmp_path: Path, broken: str, said: str) -> None:
    assert broken != SAMPLE
    with pytest.raises(LayoutChanged) as caught:
        opensanctions.read(written(tmp_path, "list.json", broken), list_date=DAY)
    assert said in caught.value.text()


def test_an_absent_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput):
        opensanctions.read(tmp_path / "absent.json", list_date=DAY)
