"""`karvan origin` as a firm meets it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.engines.access.law.toy_law import FILES, write_law
from tests.engines.access.origin.test_ask import FULL

EXAMPLE = Path(__file__).parents[2] / "examples" / "markazi" / "bill-of-materials.yml"
OWN = ("--to", "ARM", "--on", "2026-11-24", "--rule")


def test_a_rule_in_the_hand_is_tried_on_the_example(say):
    """CTH: 7601, 7606, 2710 and 3923 are not 7607. VNM 1800 to 1800 + 150 + 90 = 2040 of 10000."""
    found = say("origin", EXAMPLE, *OWN, "CTH and MAXNOM 20% EXW", "--json").document
    parts = [(one["rule"], one["outcome"], one["lines"]) for one in found["branch"]["parts"]]
    figure = found["branch"]["parts"][1]["figures"][0]
    assert (found["outcome"], found["is_own_rule"], parts) == (
        "unknown",
        True,
        [("CTH", "yes", []), ("MAXNOM 20% EXW", "unknown", [29, 34])],
    )
    assert (figure["low"], figure["high"], figure["limit"]) == ("0.180000", "0.204000", "0.20")
    # Of which country line 29 is decides what else must be known of it; line 34 is of Iran, from foreign inputs.
    assert [(one["line"], one["kind"]) for one in found["missing"]] == [
        (29, "origin"), (29, "status"), (29, "proof"), (0, "cumulation"),
    ]  # fmt: skip


def test_what_decides_is_said_in_words(say):
    told = say("origin", EXAMPLE, *OWN, "MAXNOM 10% EXW", "--tolerance", "none")
    lines = told.out.splitlines()
    assert lines[:5] == [
        "Aluminium foil of Fictional Foil Works, Arak (HS 2022 760711), IRN -> ARM, -, on 2026-11-24",
        "Does not qualify.",
        "By your rule, which karvan has not read in the agreement.",
        "Decided by: MAXNOM 10% EXW",
        "Lines of the bill that decide: 24",
    ]
    assert lines[lines.index("Rule: MAXNOM 10% EXW: no, lines 24") + 1] == (
        "  Non-originating materials: 18 %...20.4 %, limit 10 % = [1800...2040] / 10000 (VNM / EXW x 100) "
        "[EU-Japan EPA, annex 3-A: MaxNOM]"
    )


@pytest.fixture
def pack(home: Path) -> None:
    write_law(home, {**FILES, "agreements.yml": FILES["agreements.yml"] + FULL})


def test_an_agreement_of_a_pack_is_asked(say, pack):
    found = say("origin", EXAMPLE, "--agreement", "fta", "--to", "KAZ", "--on", "2026-11-24",
                "--known-on", "2026-11-24", "--json").document  # fmt: skip
    # 760711 has a rule of its own, CC: line 24 is of chapter 76 and foreign; line 34 changes its chapter.
    assert (found["outcome"], found["lines"], found["decided_by"], found["proofs"], found["citations"]) == (
        "does_not_qualify", [24], ["CC"], ["form"], ["kz:gazette (art. 1)", "kz:gazette (annex, row 7607)"],
    )  # fmt: skip


def test_an_agreement_without_the_rule_is_unknown(say, pack):
    told = say("origin", EXAMPLE, "--agreement", "pta", "--to", "KAZ", "--on", "2026-11-24",
               "--known-on", "2026-11-24")  # fmt: skip
    lines = told.out.splitlines()
    assert lines[1:5] == [
        "Unknown.",
        "Not known, and it could change the answer:",
        "  - the rule of origin: the product's rule is not loaded",
        "  - whether the agreement is applied on that day (the sources differ)",
    ]
    assert "No rule is judged; what follows informs and is no verdict." in lines
    assert lines[-5:] == [
        "Proof of origin to be held: form",
        "A proof is valid for 12 months.",
        "What the sources say of pta: Invented.",
        "Sources: kz:gazette (art. 1)",
        "Method access/origin/1. It informs and is no certificate.",
    ]


def test_a_template_is_written_once(say, tmp_path):
    path = tmp_path / "bill.xlsx"
    assert (say("origin", path, "--template").status, path.exists()) == (0, True)
    again = say("origin", path, "--template")
    assert (again.status, again.err.startswith("karvan: There is a file of this name.")) == (2, True)
    other = say("origin", tmp_path / "bill.doc", "--template")
    assert (other.status, "A bill is written as .yml, .csv, .xlsx." in other.err) == (2, True)


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        ((EXAMPLE,), 2, "Say to which country, and under which agreement or rule."),
        ((EXAMPLE, *OWN, "magic"), 2, "The origin rule «magic» cannot be read: «MAGIC» is no kind of rule."),
        ((EXAMPLE, *OWN, "CC", "--tolerance", "much"), 2, "The origin rule «much» cannot be read"),
        ((EXAMPLE, *OWN, "CC", "--base", "CIF"), 2, "CIF is no value base"),
        ((EXAMPLE, "--to", "IRN", "--rule", "CC"), 2, "IRN cannot sell to itself across a border."),
        (("absent.yml", *OWN, "CC"), 2, "The file cannot be read"),
        ((EXAMPLE, "--to", "Atlantis", "--rule", "CC"), 2, "'Atlantis' is not a country we know."),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(say, words, status, message):
    told = say("origin", *words)
    assert (told.status, told.err.startswith(f"karvan: {message}")) == (status, True), told.err


def test_an_agreements_terms_are_not_the_users_to_change(say, pack):
    told = say("origin", EXAMPLE, "--agreement", "fta", "--to", "KAZ", "--tolerance", "50%")
    assert (told.status, told.err.startswith("karvan: An agreement's own terms cannot be changed.")) == (
        2,
        True,
    )
