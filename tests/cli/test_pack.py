"""`karvan pack`: its commands on a small invented law, whole answers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.engines.access.law.toy_law import FILES, write_law

CASES = """\
# Worked out from the invented gazette.
cases:
  - id: sheet
    because: "gazette, art. 1: duty 12 %, VAT 12 %: 1,200 + 12 % of 11,200 = 2,544"
    ask: {product: "760612", hs_rev: 2022, from: IRN, to: KAZ, on: 2026-06-01, known_on: 2026-06-01, value: "10000 USD"}
    expect:
      subtotal: {mfn: "2544.00 USD", non-mfn: "4784.00 USD", pta: "1200.00 USD"}
      documents: [form]
  - id: sheet-before
    because: "gazette, art. 1: 10 % until the last day of 2025"
    ask: {product: "760612", hs_rev: 2022, from: IRN, to: KAZ, on: 2025-12-31, known_on: 2026-06-01}
    expect:
      documents: [form]
      agreements: {pta: conflict}
"""


@pytest.fixture
def law(tmp_path: Path) -> Path:
    """The invented law as a folder of packs that nobody has loaded."""
    return write_law(tmp_path / "draft")


@pytest.fixture
def own(home: Path) -> Path:
    """The invented law as the user's own pack, with two cases."""
    folder = write_law(home) / "kz"
    (folder / "tests").mkdir()
    (folder / "tests" / "sheet.yml").write_text(CASES, encoding="utf-8")
    return folder


def test_lint_of_one_pack_with_folders_of_its_own(say, law):
    (law / "kz" / "tests").mkdir()
    assert say("pack", "lint", law / "kz").out == say("pack", "lint", law).out == ""
    path = law / "kz" / "treatments.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("branch: pta", "branch: fta"), encoding="utf-8")
    said = say("pack", "lint", law / "kz", "--json")
    message = "pta-iran points to fta, which agreements.yml does not have. Correct the id, or add it."
    assert (said.status, said.document) == (
        1,
        [{"file": str(path), "line": 23, "severity": "error", "message": message}],
    )


def test_nothing_is_due(say, law):
    said = say("pack", "stale", law, "--as-of", "2026-01-31")
    assert (said.status, said.out, said.err) == (0, "0 facts to review by 2026-01-31.\n", "")
    assert say("pack", "stale", law, "--as-of", "2026-01-31", "--json").document == []


def test_what_is_due(say, law):
    place = f"{law}/kz/measures.yml:153"
    told = (
        "1 facts to review by 2026-02-01.\n"
        f"due         pack  fact  title  place{' ' * (len(place) - 5)}  owner\n"
        f"2026-02-01  kz    fee   fee    {place}  Nobody\n"
    )
    assert say("pack", "stale", law, "--as-of", "2026-02-01").out == told
    assert say("pack", "stale", law, "--as-of", "2026-01-22", "--within", 10).out == told
    assert say("pack", "stale", law / "kz", "--as-of", "1404-11-12").out == told
    assert say("pack", "stale", law, "--as-of", "2026-02-01", "--json").document == [
        {
            "review_by": "2026-02-01",
            "pack": "kz",
            "file": f"{law}/kz/measures.yml",
            "line": 153,
            "id": "fee",
            "title": "fee",
            "owner": "Nobody",
        }
    ]


def test_facts_that_are_no_longer_known_are_not_due(say, law):
    said = say("pack", "stale", law, "--as-of", "2027-01-10", "--json").document
    ids = {one["id"] for one in said}
    assert len(said) == len(ids) == FILES_WITH_REVIEW
    assert "learned-late" not in ids


# Each entry of the law and the stop, without the one closed by known.until.
FILES_WITH_REVIEW = sum(text.count("review_by") for text in FILES.values()) - 1


def test_what_changed_between_two_days(say, law):
    assert say("pack", "diff", "2025-12-31", "2026-06-01", law).out == (
        "2025-12-31 ended: kz/measures.yml duty-76: duty-76\n"
        "2026-01-01 began: kz/measures.yml duty-76-new: duty-76-new\n"
        "2026-03-03 began: kz/stops.yml no-food: Ban\n"
        "2026-03-08 began: kz/schedules.yml tt: Tables\n"
    )
    assert say("pack", "diff", "2026-06-01", "2026-06-02", law).out == "Nothing changed.\n"
    assert say("pack", "diff", "2026-06-01", "2026-06-02", law, "--json").document == []


def test_a_change_that_no_source_dates_to_the_day(say, law):
    began = {"pack": "kz", "file": "measures.yml", "id": "carpet", "what": "unsure", "title": "carpet"}
    said = say("pack", "diff", "2023-07-01", "2027-12-31", law, "--json").document
    assert [one for one in said if one["id"] == "carpet"] == [
        {**began, "on": "2023-08-01", "fields": []},
        {**began, "on": "2027-07-31", "fields": []},
    ]
    assert "2023-08-01 day not certain: kz/measures.yml carpet: carpet\n" in say(
        "pack", "diff", "2023-07-01", "2023-09-01", law
    ).out  # fmt: skip


def test_what_changed_between_two_versions(say, law, tmp_path):
    stops = (
        FILES["stops.yml"]
        .replace("valid_to: null", "valid_to: 2026-09-30")
        .replace("lifting: unknown", "lifting: lifted")
    )
    treatments = FILES["treatments.yml"].partition("  - id: pta-iran")[0]
    documents = FILES["documents.yml"] + FILES["documents.yml"].partition("documents:\n")[2].replace(
        "id: form", "id: label"
    )
    newer = {**FILES, "stops.yml": stops, "treatments.yml": treatments, "documents.yml": documents}
    other = write_law(tmp_path / "newer", newer)
    assert say("pack", "diff", law, other).out == (
        "added: kz/documents.yml label: form\n"
        "changed: kz/stops.yml no-food: Ban (lifting, valid_to)\n"
        "removed: kz/treatments.yml pta-iran: pta\n"
    )
    assert say("pack", "diff", law, other, "--json").document[1] == {
        "pack": "kz",
        "file": "stops.yml",
        "id": "no-food",
        "what": "changed",
        "on": None,
        "title": "Ban",
        "fields": ["lifting", "valid_to"],
    }
    assert say("pack", "diff", law / "kz", law).out == "Nothing changed.\n"


def test_how_well_a_country_is_known(say, law):
    assert say("pack", "coverage", law, "--as-of", "2026-02-15").out == (
        "country  topic                    verified  single source  conflict  unknown  stale\n"
        "KAZ      jurisdiction                    0              1         0        0      0\n"
        "KAZ      treatment of the origin         0              0         1        2      0\n"
        "KAZ      agreements                      0              0         1        0      0\n"
        "KAZ      duty                            1              2         0        1      0\n"
        "KAZ      other duties                    0              5         0        0      0\n"
        "KAZ      taxes                           0              2         1        0      0\n"
        "KAZ      fees                            0              1         0        0      1\n"
        "KAZ      export duty                     0              0         0        1      0\n"
        "KAZ      prohibitions                    0              1         0        0      0\n"
        "KAZ      requirements                    0              1         0        0      0\n"
        "KAZ      documents                       0              1         0        0      0\n"
        "KAZ      procedure                       0              0         0        1      0\n"
        "KAZ      control questions               0              0         0        1      0\n"
        "KAZ      payment                         0              0         0        1      0\n"
    )


def test_a_review_that_is_overdue_is_stale(say, law):
    said = say("pack", "coverage", law, "--as-of", "2027-02-01", "--json").document
    cells = {one.pop("topic"): one for one in said}
    none = {"pack": "kz", "country": "KAZ", "verified": 0, "single_source": 0}
    assert cells["fees"] == {**none, "conflict": 0, "unknown": 0, "stale": 2}
    assert cells["agreements"] == {**none, "conflict": 0, "unknown": 0, "stale": 1}
    assert cells["export_duty"] == {**none, "conflict": 0, "unknown": 1, "stale": 0}


def test_cases_of_the_law_in_force(say, own):
    said = say("pack", "test", own)
    assert (said.status, said.out) == (0, "2 cases, 0 not as expected.\n")
    assert say("pack", "test", own, "--json").document == {"cases": 2, "failed": 0, "differences": []}


def test_a_case_that_fails(say, own):
    path = own / "tests" / "sheet.yml"
    wrong = CASES.replace("documents: [form]", "documents: []", 1).replace("2544.00", "2544.01")
    path.write_text(wrong, encoding="utf-8")
    said = say("pack", "test", own, "--json")
    found = {"mfn": "2544.00 USD", "non-mfn": "4784.00 USD", "pta": "1200.00 USD"}
    about = {"file": str(path), "line": 3, "pack": "kz", "case": "sheet"}
    assert (said.status, said.document) == (
        1,
        {
            "cases": 2,
            "failed": 1,
            "differences": [
                {**about, "key": "subtotal", "expected": {**found, "mfn": "2544.01 USD"}, "found": found},
                {**about, "key": "documents", "expected": [], "found": ["form"]},
            ],
        },
    )
    told = say("pack", "test", own).out.splitlines()
    assert told[1:] == [
        f"{path}:3: sheet: documents: expected [], found ['form']",
        "2 cases, 1 not as expected.",
    ]


def test_a_case_that_cannot_be_read(say, own):
    path = own / "tests" / "sheet.yml"
    path.write_text(CASES.replace("because:", "#", 1), encoding="utf-8")
    said = say("pack", "test", own, "--json")
    assert (said.status, said.error["message"], said.error["where"]) == (
        5,
        "A case lacks because.",
        f"{path}:3",
    )


@pytest.mark.parametrize("command", ["lint", "stale", "coverage", "test"])
def test_nothing_at_the_path_is_no_clean_answer(say, tmp_path, command):
    said = say("pack", command, tmp_path / "nowhere")
    assert (said.status, said.out) == (5, "")
    assert said.err == f"karvan: There is no such file or folder. [{tmp_path}/nowhere] Check the path.\n"


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (("diff", "2026-06-01", "2026-01-01"), 2, "2026-01-01 is before 2026-06-01."),
        (("diff", "2026-06-01", "nowhere"), 2, "'nowhere' is not a day."),
        (("stale", "--as-of", "2026-02-30"), 2, "'2026-02-30' is not a day."),
        (("coverage", "--as-of", "soon"), 2, "'soon' is not a day."),
    ],
)
def test_bad_input(say, law, words, status, message):
    said = (
        say("pack", *words[:3], "--json")
        if words[0] == "diff"
        else say("pack", words[0], law, *words[1:], "--json")
    )
    assert (said.status, said.out, said.error["message"]) == (status, "", message)


def test_the_queue_tells_of_sources_that_were_old_when_read(say):
    told = say("pack", "stale", "--as-of", "2026-11-26").out.splitlines()
    assert told[0] == "0 facts to review by 2026-11-26."
    assert re.fullmatch(
        r"Beside them [1-9]\d* facts rest on sources that were old when they were read\.", told[-1]
    )
