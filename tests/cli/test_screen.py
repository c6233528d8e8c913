"""`karvan screen` and `karvan screening` as an officer meets them."""

from __future__ import annotations

import re
import shlex
import shutil
from datetime import date
from pathlib import Path

import pytest
from tests.engines.access.screening.toy_lists import FOIL, OTHER, put_list

from karvan.sources.packs import keep_in_force

ROOT = Path(__file__).parents[2]
ON = ("--on", "2026-11-26")
PARTY = ("Zarrin Foil Fictional Company", "--kind", "entity", "--country", "IRN")
PAGE = (ROOT / "docs" / "how-to" / "screen-parties.md").read_text("utf-8")
BLOCKS = re.findall(r"```console\n\$ karvan (.+)\n((?:.+\n)*)```", PAGE)


# The packs of these two ask about the Common High Priority List.
ASKS = {"ARM": "am-eaeu", "UZB": "uz"}


def needs_questions(pack: str) -> pytest.MarkDecorator:
    path = ROOT / "src" / "karvan" / "packs" / pack / "questions.yml"
    return pytest.mark.skipif(not path.is_file(), reason=f"pack {pack} asks no questions yet")


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with the packs in force, made once."""
    folder = tmp_path_factory.mktemp("packed") / "home"
    keep_in_force(folder)
    return folder


@pytest.fixture
def home(packed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    shutil.copytree(packed, folder)
    monkeypatch.setenv("KARVAN_HOME", str(folder))
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    return folder


def by_list(screening: dict) -> dict[str, str]:
    return {one["jurisdiction"]: one["state"] for one in screening["party"]["lists"]}


def test_today_the_shipped_list_is_stale_and_the_others_are_unknown(say):
    found = say("screen", "Quite Different Fictional Mill", "--as-of", "2026-11-26", "--json").document
    (one,) = found["screenings"]
    assert by_list(one) == {"UN": "stale", "EU": "unknown", "UK": "unknown", "US": "unknown"}
    assert (one["party"]["lists"][0]["published_on"], one["party"]["lists"][0]["age_days"]) == (
        "2026-02-27",
        272,
    )
    assert (one["exposure"]["state"], one["control"]["is_controlled"]) == ("unknown", "unknown")
    assert [(reason["code"], reason["jurisdiction"]) for reason in one["gate"]["reasons"]] == [
        ("stale", "UN"), ("ownership_unknown", "UN"), ("unknown", "EU"), ("unknown", "UK"), ("unknown", "US"),
    ]  # fmt: skip


def test_a_persian_name_meets_the_list_and_the_answer_points_to_a_lawyer(say):
    told = say("screen", "شرکت انرژی مصباح", "--kind", "entity", "--country", "IRN", *ON).out
    assert "possible hit" in told
    assert "[IRe.041]" in told
    assert "UN measures on Iran apply again (contested)" in told
    assert "ask a lawyer" in told
    for word in ("cleared.", "safe", "no hit"):
        assert word not in told.replace("What is on no list is not cleared by that.", "")


def test_no_answer_is_ever_called_cleared_in_any_word_of_screening():
    from karvan.cli import screen_words
    from karvan.engines.access.screening.answer import State

    words = [text for name, group in vars(screen_words).items() if name.isupper() for text in group.values()]
    assert not [
        text for text in [*words, *map(str, State)] if "clear" in text.lower() or "safe" in text.lower()
    ]


def test_from_a_hit_to_a_decision_to_the_next_list(say, home):
    put_list(home, "EU", [FOIL, OTHER], date(2026, 11, 20), "1" * 64)
    decide = ("screening", "decide", *PARTY, *ON, "--list", "EU", "--ref", "X-1", "--verdict", "false_match",
              "--reason", "Another number.", "--officer", "One", "--decided-on", "2026-11-26")  # fmt: skip
    assert by_list(say("screen", *PARTY, *ON, "--json").document["screenings"][0])["EU"] == "hit"
    assert say(*decide).status == 2
    assert say(*decide, "--second-officer", "ONE", "--evidence", "registration=42").status == 2
    done = say(*decide, "--second-officer", "Two", "--evidence", "registration=42", "--json")
    assert (done.status, done.document["recorded"]["verdict"]) == (0, "false_match")

    after = say("screen", *PARTY, *ON, "--json").document["screenings"][0]
    assert by_list(after)["EU"] == "not_on_list"
    assert "hit" not in [one["code"] for one in after["gate"]["reasons"]]
    assert "decided: another party" in say("screen", *PARTY, *ON).out

    log = say("screening", "log", "--json").document
    assert [(one["list"], one["ref"], one["in_force"]) for one in log["decisions"]] == [("EU", "X-1", True)]
    assert say("screening", "log", "--seal", log["head"]).status == 0
    assert say("screening", "log", "--seal", "f" * 64).status == 2

    put_list(home, "EU", [FOIL], date(2026, 11, 25), "2" * 64)
    assert by_list(say("screen", *PARTY, *ON, "--json").document["screenings"][0])["EU"] == "hit"
    assert say("screening", "log", "--json").document["decisions"][0]["in_force"] is False


def test_a_file_that_was_tampered_with_stops_everything(say, home):
    accept = ("screening", "decide", *PARTY, *ON, "--list", "UK", "--verdict", "accept", "--reason", "r",
              "--officer", "One", "--decided-on", "2026-11-26")  # fmt: skip
    assert say(*accept).status == 0
    path = home / "screening" / "decisions.jsonl"
    path.write_text(path.read_text("utf-8").replace('"officer":"One"', '"officer":"Two"'), "utf-8")
    for words in (("screen", *PARTY, *ON), ("screening", "log"), accept):
        told = say(*words, "--json")
        assert (told.status, told.error["code"], told.error["where"]) == (4, "LedgerBroken", f"{path}:1")


def test_an_identifier_equal_to_the_listed_one_cannot_be_released(say, home):
    put_list(home, "EU", [FOIL], date(2026, 11, 20))
    party = ("Golden Leaf", "--kind", "entity", "--identifier", "national-id=1010-999-8887")
    told = say("screening", "decide", *party, *ON, "--list", "EU", "--ref", "X-1", "--verdict", "false_match",
               "--reason", "r", "--officer", "One", "--second-officer", "Two", "--evidence", "registration=42")  # fmt: skip
    assert (told.status, "true hit" in told.err) == (2, True)
    assert not (home / "screening").exists()


def test_the_three_answers_stand_apart(say):
    words = ("screen", "Quite Different Fictional Mill", *ON, "--product", "760711", "--to", "IRQ", "--json")
    (one,) = say(*words, "--answer", "iq-end-use=no", "--control-code", "none").document["screenings"]
    assert one["exposure"]["state"] == "exposed"
    assert "us-eo-13871-metals" in [fact["id"] for fact in one["exposure"]["facts"]]
    assert one["control"]["is_controlled"] == "no"
    answers = {said["id"]: said["answer"] for said in one["control"]["questions"]}
    assert (answers["iq-end-use"], answers["iq-re-export"]) == ("no", "unknown")
    codes = [(reason["code"], reason["subject"]) for reason in one["gate"]["reasons"]]
    assert ("question_unanswered", "iq-re-export") in codes
    assert ("question_unanswered", "iq-end-use") not in codes


@pytest.mark.parametrize("market", [pytest.param(one, marks=needs_questions(at)) for one, at in ASKS.items()])
def test_the_high_priority_list_and_re_export_are_asked_where_it_matters(say, market):
    words = ("screen", "Mill", *ON, "--product", "848210", "--to", market, "--json")
    (one,) = say(*words).document["screenings"]
    topics = {said["topic"] for said in one["control"]["questions"]}
    assert {"common_high_priority", "end_use", "end_user", "re_export"} <= topics


def test_a_file_of_firms_is_screened_party_by_party(say):
    found = say("screen", "--file", ROOT / "examples" / "markazi" / "firms.csv", *ON, "--json").document
    assert [(one["party"]["role"], by_list(one)["UN"]) for one in found["screenings"]] == [
        ("producer", "stale"), ("owner", "stale"), ("owner", "stale"), ("buyer", "stale"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("A", "--file", "firms.csv"),
        ("A", "B", "--birth", "1340"),
        ("A", "--role", "seller"),
        ("A", "--product", "760711"),
        ("A", "--to", "IRQ"),
        ("A", "--product", "760711", "--to", "IRQ", "--answer", "no-such=no"),
        ("A", "--product", "760711", "--to", "IRQ", "--answer", "iq-end-use=perhaps"),
        ("A", "--template", "firms.pdf"),
    ],
)
def test_what_cannot_be_asked_is_refused(say, words):
    told = say("screen", *words)
    assert (told.status in (2, 3), told.out) == (True, "")


def test_a_template_is_written_once(say, tmp_path):
    path = tmp_path / "firms.xlsx"
    assert say("screen", "--template", path, "--lang", "fa").status == 0
    assert say("screen", "--template", path).status == 2


@pytest.mark.parametrize(("words", "told"), BLOCKS)
def test_the_page_runs_as_written(say, monkeypatch, tmp_path, words, told):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    found = say(*shlex.split(words))
    assert (found.status, found.out[: len(told)]) == (0, told)


def test_the_page_has_its_examples():
    assert len(BLOCKS) == 6
    assert len([told for _, told in BLOCKS if told]) == 3


def test_a_decision_is_not_taken_on_a_day_to_come(say, home):
    told = say("screening", "decide", *PARTY, *ON, "--list", "UK", "--verdict", "accept", "--reason", "r",
               "--officer", "One", "--decided-on", "2999-01-01", "--json")  # fmt: skip
    assert (told.status, told.error["message"]) == (
        2,
        "A decision cannot be taken on 2999-01-01, which is still to come.",
    )
    assert not (home / "screening").exists()


def test_a_list_that_is_not_loaded_does_not_contradict_the_pack(say):
    told = say("screen", "Machine Sazi Arak", *ON).out
    assert "The region's pack says:" in told
    assert "differ" not in told


def test_a_file_that_is_not_there_or_is_a_folder(say, tmp_path):
    for path in (tmp_path / "none", tmp_path):
        told = say("screen", "--file", path, "--json")
        assert (told.status, told.error["message"], told.error["where"]) == (
            2,
            "There is no such file.",
            str(path),
        )
