"""Loading, listing, ageing, checking and removing, on the user's warehouse over the shipped bundle."""

from __future__ import annotations

import hashlib

import pytest
from tests.sources.baci.test_baci import zip_of

from karvan.cli import clock
from karvan.cli.app import LOADS
from karvan.store.layout import current_version, sources_in, versions_in
from karvan.store.snapshot import BUNDLE, Store
from karvan.store.warehouse import record_plan

BUNDLED = {one.manifest.source for one in Store.open(None).pinned.values()}


@pytest.fixture
def loaded(say, fx):
    document = say("data", "load", "fx_rates", fx, "--fetched-on", "۱۴۰۵/۰۹/۰۳", "--json").document
    return document["version"]


def test_a_load_says_what_is_in_force(say, fx, home):
    said = say("data", "load", "fx_rates", fx)
    version = current_version(home, "fx_rates")
    assert (said.status, said.err) == (0, "")
    assert said.out == f"fx_rates {version} is in force.\n  fx: 1 rows\n"


def test_a_load_as_json_is_whole(say, fx, home):
    document = say("data", "load", "fx_rates", fx, "--json").document
    assert document == {
        "source": "fx_rates",
        "version": current_version(home, "fx_rates"),
        "tables": {"fx": 1},
        "derived": [],
        "issues": [],
    }


def test_the_same_bytes_again_are_the_same_version(say, fx, home):
    first, second = (say("data", "load", "fx_rates", fx, "--json").document for _ in range(2))
    assert first == second
    assert versions_in(home, "fx_rates") == [first["version"]]


def test_list_credits_every_source_in_force(say, loaded, home, fx):
    document = say("data", "list", "--json").document
    sources = {one["source"]: one for one in document["sources"]}
    assert document["home"] == str(home)
    assert set(sources) == BUNDLED | {"fx_rates"}
    assert document["not_loaded"] == sorted(set(LOADS) - set(sources))
    assert {one["from"] for name, one in sources.items() if name != "fx_rates"} == {"bundle"}
    assert [name for name, one in sources.items() if not one["attribution"] or not one["licence"]] == []
    assert sources["fx_rates"] == {
        "source": "fx_rates",
        "version": loaded,
        "from": "home",
        "title": "Dated exchange rates, the user's own table",
        "publisher": "the user; every row names who published its rate",
        "address": "the file given with karvan data load fx_rates",
        "licence": "The user's own table; it is not passed on",
        "attribution": "Exchange rates: as named in each row",
        "published_on": "2026-11-01",
        "fetched_on": "2026-11-24",
        "content_sha256": hashlib.sha256(fx.read_bytes()).hexdigest(),
        "rows": 1,
        "tables": {"fx": 1},
        "coverage": sources["fx_rates"]["coverage"],
        "notes": [],
    }


def test_list_for_people_ends_with_what_is_not_loaded(say):
    lines = say("data", "list").out.splitlines()
    assert lines[0].split() == ["source", "version", "from", "rows", "licence"]
    absent = sorted(set(LOADS) - BUNDLED)
    assert lines[-len(absent) - 1 :] == ["", *(f"{name}: not loaded." for name in absent)]


@pytest.mark.parametrize(
    ("as_of", "days", "status"),
    [("2026-11-08", 7, "fresh"), ("1405-08-18", 8, "stale"), ("2026-11-01", 0, "fresh")],
)
def test_status_judges_age_by_the_publishers_rhythm(say, loaded, as_of, days, status):
    rows = say("data", "status", "--as-of", as_of, "--json").document["sources"]
    assert [row for row in rows if row["source"] == "fx_rates"] == [
        {
            "source": "fx_rates",
            "dated": "2026-11-01",
            "dated_by": "publisher",
            "age_days": days,
            "cadence_days": 7,
            "status": status,
        }
    ]


def test_status_without_a_day_is_of_today(say):
    assert say("data", "status", "--json").document["as_of"] == clock.today().isoformat()


def test_a_source_without_rhythm_never_grows_stale(say):
    rows = say("data", "status", "--as-of", "2099-01-01", "--json").document["sources"]
    assert {row["source"]: row["status"] for row in rows}["geodist"] == "no cadence"


def test_verify_finds_all_sound(say, loaded):
    document = say("data", "verify", "--json").document
    assert document == {"snapshots": len(BUNDLED) + 1, "damages": []}


def test_verify_leaves_with_one_when_a_byte_changed(say, loaded, home):
    file = home / "snapshots" / "fx_rates" / loaded / "fx.parquet"
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    said = say("data", "verify")
    assert (said.status, said.out) == (
        1,
        f"fx_rates {loaded} fx.parquet: sha256 differs\n"
        "Load the damaged sources again: karvan data load SOURCE.\n",
    )


def test_remove_gives_the_shipped_data_back(say, loaded, home):
    assert say("data", "remove", "fx_rates", loaded).out == f"fx_rates {loaded} is removed.\n"
    assert (sources_in(home), versions_in(home, "fx_rates")) == ([], [])


def test_remove_refuses_what_a_plan_pins(say, loaded, home):
    record_plan(home, "a" * 64, {"fx_rates": loaded})
    said = say("data", "remove", "fx_rates", loaded, "--json")
    assert (said.status, said.error["code"]) == (4, "SnapshotPinned")
    assert current_version(home, "fx_rates") == loaded
    forced = say("data", "remove", "fx_rates", loaded, "--forget-plans", "--json")
    assert forced.document == {
        "source": "fx_rates",
        "version": loaded,
        "plans_forgotten": ["a" * 64],
        "derived": [],
    }
    assert list((home / "plans").iterdir()) == []


def test_what_is_not_there_cannot_be_removed(say):
    said = say("data", "remove", "fx_rates", "none", "--json")
    assert (said.status, said.error["code"]) == (4, "SnapshotMissing")


def test_whole_flows_derive_the_cube_anew_and_leave_with_it(say, tmp_path, home):
    said = say("data", "load", "baci", zip_of(tmp_path), "--years", "2023-2024", "--json").document
    assert said["tables"] == {"flows": 4}
    assert said["derived"] == [current_version(home, "cube")]
    assert say("data", "remove", "baci", said["version"]).status == 0
    assert sources_in(home) == []
    assert Store.open(home).versions() == Store.open(None).versions()


def test_a_wrong_sum_stops_the_load(say, tmp_path, home):
    said = say("data", "load", "baci", zip_of(tmp_path), "--sha256", "0" * 64, "--json")
    assert (said.status, said.error["code"]) == (3, "ChecksumMismatch")
    assert sources_in(home) == []


def test_update_fetches_what_it_can_and_names_the_rest(say, home):
    document = say("data", "update", "packs", "geodist", "fx_rates", "--json").document
    assert document["sources"] == [
        {"source": "packs", "version": current_version(home, "packs"), "download": None},
        {
            "source": "geodist",
            "version": None,
            "download": "http://www.cepii.fr/CEPII/en/bdd_modele/bdd_modele_item.asp?id=6",
        },
        {"source": "fx_rates", "version": None, "download": None},
    ]


def test_update_of_an_unknown_source_is_refused(say):
    said = say("data", "update", "comtrade", "--json")
    assert (said.status, said.error["message"]) == (2, "There is no source comtrade.")


def test_doctor_shows_what_a_report_of_a_fault_needs(say, home, loaded):
    own = home / "packs" / "markazi"
    own.mkdir(parents=True)
    (own / "region.yml").write_text("# mine\n", encoding="utf-8")
    (own / "more.yml").write_text("# mine\n", encoding="utf-8")
    document = say("doctor", "--as-of", "2026-11-24", "--json").document
    assert list(document) == [
        "karvan", "python", "platform", "packages", "extras", "system_libraries", "home",
        "format_version", "packs", "as_of", "data",
    ]  # fmt: skip
    assert document["home"] == {"path": str(home), "writable": True}
    assert document["packs"] == {"own": ["markazi/more.yml"], "overrides": ["markazi/region.yml"]}
    assert {one["source"] for one in document["data"]} == BUNDLED | {"fx_rates"}
    assert None not in document["packages"].values()


def test_doctor_for_people_is_one_page(say):
    lines = say("doctor", "--as-of", "2026-11-24").out.splitlines()
    assert lines[0].startswith("karvan 0.")
    assert lines[-len(BUNDLED) - 1] == "data on 2026-11-24:"


def test_the_bundle_is_never_written_to(say, loaded):
    assert not (BUNDLE / "locks").exists()
