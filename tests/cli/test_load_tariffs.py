"""The tariffs that users load from the command line, and the template that they fill in."""

from __future__ import annotations

from pathlib import Path

from tests.sources.trains.test_trains import QUERY
from tests.sources.trains_ntm.test_trains_ntm import ONLINE, ONLINE_HEADINGS, RESEARCH, book

from karvan.cli.app import LOADS
from karvan.store.snapshot import Store

EXAMPLE = Path(__file__).parents[2] / "examples" / "schedule"


def rows(home: Path, table: str) -> int:
    return Store.open(home).read(table).height


def test_a_national_schedule_and_another_country_beside_it(say, home, tmp_path):
    words = ("data", "load", "national_schedule", EXAMPLE / "tariff.csv", "--about")
    said = say(*words, EXAMPLE / "tariff.yml", "--json").document
    assert said["tables"] == {"national_schedule_lines": 4, "national_schedules": 1}
    assert [issue["where"] for issue in said["issues"]] == ["tariff.csv:5", "tariff.csv:6"]
    other = tmp_path / "other.yml"
    text = (EXAMPLE / "tariff.yml").read_text(encoding="utf-8")
    other.write_text(text.replace("country: AND", "country: SMR"), encoding="utf-8")
    assert say(*words, other).status == 0
    assert say(*words, EXAMPLE / "tariff.yml").status == 0
    lines = Store.open(home).read("national_schedule_lines")
    assert lines.group_by("country").len().sort("country").rows() == [("AND", 4), ("SMR", 4)]


def test_a_template_is_written_once(say, tmp_path):
    path = tmp_path / "uz.xlsx"
    said = say("data", "template", "national_schedule", path, "--country", "UZB", "--json")
    assert said.document == {"table": str(path), "about": str(tmp_path / "uz.yml")}
    assert "country: UZB\n" in (tmp_path / "uz.yml").read_text(encoding="utf-8")
    before = path.read_bytes()
    again = say("data", "template", "national_schedule", path, "--country", "UZB", "--json")
    assert (again.status, again.error["message"]) == (2, f"{path} is there already.")
    assert path.read_bytes() == before


def test_templates_that_there_are_not(say, tmp_path):
    path = tmp_path / "x.xlsx"
    said = say("data", "template", "fx_rates", path, "--country", "UZB", "--json")
    assert (said.status, said.error["message"]) == (2, "There is no template for fx_rates.")
    said = say("data", "template", "national_schedule", path, "--country", "UZ", "--json")
    assert (said.status, said.error["where"]) == (2, "--country")
    assert not path.exists()


def test_trains_is_loaded_and_added_to(say, home, tmp_path):
    path = tmp_path / "wits.csv"
    path.write_text(QUERY, encoding="utf-8")
    assert say("data", "load", "trains", path, "--json").document["tables"] == {"trains_rates": 3}
    path.write_text(QUERY.replace(",2023,2023,", ",2022,2022,"), encoding="utf-8")
    assert say("data", "load", "trains", path, "--json").document["tables"] == {"trains_rates": 5}


def test_measures_are_loaded_for_the_countries_asked_for(say, home, tmp_path):
    path = tmp_path / "ntm.csv"
    path.write_text(RESEARCH, encoding="utf-8")
    said = say("data", "load", "trains_ntm", path, "--reporters", "arm", "--json").document
    assert said["tables"] == {"trains_ntm": 1}
    exported = book(tmp_path, ONLINE_HEADINGS, *ONLINE)
    assert say("data", "load", "trains_ntm", exported, "--json").error["code"] == "Incomplete"
    said = say("data", "load", "trains_ntm", exported, "--hs-rev", "2022", "--json").document
    assert said["tables"] == {"trains_ntm": 12}
    assert rows(home, "trains_ntm") == 12


def test_nothing_of_them_is_shipped():
    bundled = {one.manifest.source for one in Store.open(None).pinned.values()}
    assert {"national_schedule", "trains", "trains_ntm"} <= set(LOADS) - bundled
