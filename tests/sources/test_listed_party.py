"""The one shape that all sanctions lists share."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karvan.errors import LayoutChanged
from karvan.sources.listed_party import Party, coverage, graded, is_latin, joined, listed, once, ordered
from karvan.store.tables import TABLES, declared

QUALITIES = st.sampled_from(["primary", "strong", "weak", "original", "aka"])
NAMES = st.lists(st.tuples(st.text(min_size=1, max_size=3), QUALITIES))


def a_party(ref: str = "1", names: tuple[tuple[str, str], ...] = (("Invented Works", "primary"),)) -> Party:
    return Party(
        "UK",
        ref,
        "d",
        "entity",
        "Iran",
        names,
        date(2026, 1, 2),
        None,
        "",
        [{"role": "flag", "country": "X"}],
        [],
        [],
    )


def test_the_tables_of_all_lists_have_the_same_columns():
    united_nations = [declared(name) for name in ("listings", "listing_names")]
    for prefix in ("ofac_", "eu_", "uk_", "opensanctions_"):
        for one in united_nations:
            own = declared(f"{prefix}{one.name}")
            assert (own.key, own.schema) == (one.key, one.schema)
    assert {table.source for table in TABLES if table.name.endswith("listings")} == {
        "un_sanctions", "ofac_sdn", "eu_sanctions", "uk_sanctions", "opensanctions",
    }  # fmt: skip


def test_a_party_as_rows():
    tables = listed("uk_", [a_party(names=(("ساختگی", "original"), ("Invented", "primary")))], "list.csv")
    assert tables["uk_listings"].rows() == [
        ("UK", "1", "d", "entity", "Iran", "Invented", "ساختگی", date(2026, 1, 2), None, "",
         json.dumps([{"role": "flag", "country": "X"}]), "[]", "[]"),
    ]  # fmt: skip
    assert tables["uk_listing_names"].rows() == [
        ("UK", "1", 0, "Invented", "primary"),
        ("UK", "1", 1, "ساختگی", "original"),
    ]
    assert coverage([a_party(), a_party("2")]) == {"parties": {"entity": 2}, "regimes": {"Iran": 2}}


@pytest.mark.parametrize(
    ("parties", "said"),
    [
        ([], "holds 0 parties"),
        ([a_party(), a_party()], "given twice: 1"),
        ([a_party(ref="")], "lacks its reference"),
        ([a_party(names=())], "lacks its primary name"),
        ([a_party(names=(("Invented", "strong"),))], "lacks its primary name"),
    ],
)
def test_what_is_no_list(parties: list[Party], said: str):
    with pytest.raises(LayoutChanged) as caught:
        listed("uk_", parties, "list.csv")
    assert said in caught.value.text()


@given(NAMES)
def test_each_name_once_and_one_primary_at_most(names: list[tuple[str, str]]):
    found = ordered(names)
    assert sorted(name for name, _ in found) == sorted({name for name, _ in names})
    has_primary = any(quality == "primary" for _, quality in names)
    assert [at for at, (_, quality) in enumerate(found) if quality == "primary"] == [0] * has_primary


@given(NAMES)
def test_no_name_gains_in_quality_by_being_given_twice(names: list[tuple[str, str]]):
    given_as = {name: {quality for other, quality in names if other == name} for name, _ in names}
    for name, quality in ordered(names):
        assert quality in given_as[name] or (quality == "strong" and "primary" in given_as[name])


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("Invented Works", True),
        ("Çelik Şirketi", True),
        ("ماشین‌سازی", False),
        ("Выдуманный завод", False),
        ("虚构公司", False),
        ("Works (کارخانه)", False),
        ("Invented Works (ساخت)", True),
        ("1234", True),
        ("", True),
    ],
)
def test_scripts(name: str, latin: bool):
    assert is_latin(name) is latin
    assert graded(name, "strong") == ("strong" if latin else "original")
    assert graded(name, "weak") == "weak"


def test_nothing_is_said_twice():
    assert joined([" a ", "", "b", "a"]) == "a; b"
    assert once([{"role": "address"}, {"city": "N"}, {}, {"city": "N"}]) == [{"city": "N"}]
