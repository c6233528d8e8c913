"""Sanctions lists that users fetch themselves: loaded whole and dated, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from karvan.store.layout import versions_in

SAMPLES = Path(__file__).parents[1] / "sources"
OPENSANCTIONS = SAMPLES / "opensanctions" / "entities.ftm.json"
OFAC_CSV = SAMPLES / "ofac_sdn" / "csv"


def test_a_list_is_loaded_with_its_day_and_tells_its_age(say):
    said = say(
        "data", "load", "opensanctions", OPENSANCTIONS, "--list-date", "۱۴۰۵/۰۸/۲۹", "--fetched-on", "2026-11-24", "--json"
    )  # fmt: skip
    assert (said.status, said.document["tables"], said.document["issues"]) == (
        0,
        {
            "opensanctions_listings": 4,
            "opensanctions_listing_names": 10,
            "opensanctions_topics": 5,
            "opensanctions_relations": 4,
        },
        [],
    )
    assert [status_on(say, day) for day in ("2026-11-27", "2026-11-28")] == [
        ("2026-11-20", "publisher", 7, 7, "fresh"),
        ("2026-11-20", "publisher", 8, 7, "stale"),
    ]
    listed = {one["source"]: one for one in say("data", "list", "--json").document["sources"]}
    assert listed["opensanctions"]["fetched_on"] == "2026-11-24"
    assert "not passed on" in listed["opensanctions"]["licence"]


def status_on(say, day: str):
    document = say("data", "status", "--as-of", day, "--json").document
    (row,) = [one for one in document["sources"] if one["source"] == "opensanctions"]
    return tuple(row[key] for key in ("dated", "dated_by", "age_days", "cadence_days", "status"))


@pytest.mark.parametrize(
    ("source", "words", "table"),
    [
        ("ofac_sdn", [SAMPLES / "ofac_sdn" / "sample.xml"], "ofac_listings has 3 rows"),
        ("ofac_sdn", [OFAC_CSV, "--list-date", "2026-11-20"], "ofac_listings has 3 rows"),
        ("eu_sanctions", [SAMPLES / "eu_sanctions" / "sample.xml"], "eu_listings has 2 rows"),
        ("uk_sanctions", [SAMPLES / "uk_sanctions" / "uksl.csv"], "uk_listings has 3 rows"),
        ("uk_sanctions", [SAMPLES / "uk_sanctions" / "conlist.csv"], "uk_listings has 2 rows"),
    ],
)
def test_a_sample_is_no_list(say, home, source, words, table):
    """It is read to its end and then refused, because no publisher ever gave out so short a list."""
    error = say("data", "load", source, *words, "--json").error
    assert error["code"] == "LayoutChanged"
    assert error["message"].startswith(table)
    assert versions_in(home, source) == []


@pytest.mark.parametrize(("source", "path"), [("ofac_sdn", OFAC_CSV), ("opensanctions", OPENSANCTIONS)])
def test_a_file_without_a_day_asks_for_it(say, home, source, path):
    error = say("data", "load", source, path, "--json").error
    assert (error["code"], error["where"]) == ("Incomplete", str(path))
    assert "--list-date 2026-11-24" in error["fix"]
    assert versions_in(home, source) == []


def test_a_day_that_contradicts_the_list(say, home):
    path = SAMPLES / "ofac_sdn" / "sample.xml"
    error = say("data", "load", "ofac_sdn", path, "--list-date", "2026-11-21", "--json").error
    assert (error["code"], error["where"], error["fix"]) == (
        "QuestionError",
        "--list-date",
        "Leave --list-date out.",
    )
