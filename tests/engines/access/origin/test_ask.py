"""The origin part of an agreement, read from an invented pack, on days around its edges."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from tests.engines.access.law.toy_law import FILES, ending, toy_law
from tests.engines.access.origin.bills import bill

from karvan.engines.access.origin import OriginScheme, Outcome, ProductRule, Question, judge
from karvan.engines.access.origin.ask import open_agreement
from karvan.errors import QuestionError
from karvan.model.known import Known, Unknown
from karvan.model.origin_rule import Tolerance
from karvan.model.truth import Truth
from karvan.store.snapshot import Snapshot

ON = date(2026, 11, 24)
FULL = f"""\
  - id: fta
    parties: [IRN, KAZ, ARM]
    signed: 2023-12-25
    in_force: 2025-05-15
    applied_from: 2025-05-15
    applied: applied
    proofs: [form]
    issuer: {{en: Chamber, fa: اتاق}}
    proof_months: 12
    value_base: fob
    tolerance: "10% on CTH"
    cumulation: bilateral
    direct_transport: required
    rules:
      - {{codes: ["76"], hs_rev: 2022, rule: CTH or RVC 50%, citations: [{{source: gazette, at: "annex, row 76"}}]}}
      - {{codes: ["760711"], hs_rev: 2022, rule: CC, citations: [{{source: gazette, at: "annex, row 7607"}}]}}
    rules_complete: true
{ending("fta", "2025-05-15")}"""


# What was believed until the annex was read again: the same id, closed.
BEFORE = (
    FULL.split('      - {codes: ["760711"]')[0].replace("CTH or RVC 50%", "WO").replace("fob", "exw")
    + "    rules_complete: true\n"
    + ending("fta", "2025-05-15", until="2026-01-09").replace(
        "observed_on: 2026-01-10", "observed_on: 2025-06-01"
    )
)


@pytest.fixture(scope="module")
def law(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    files = {**FILES, "agreements.yml": FILES["agreements.yml"] + BEFORE + FULL}
    return toy_law(tmp_path_factory.mktemp("law"), files)


def test_an_agreement_is_read_whole(law):
    held = open_agreement(law, "fta", "ARM", ON, ON)
    assert (held.applied, held.why) == (Truth.YES, "")
    assert held.scheme == OriginScheme(
        agreement="fta",
        parties=("IRN", "KAZ", "ARM"),
        rules=(
            ProductRule(("76",), 2022, "CTH or RVC 50%", ("kz:gazette (annex, row 76)",)),
            ProductRule(("760711",), 2022, "CC", ("kz:gazette (annex, row 7607)",)),
        ),
        is_complete=True,
        value_base="FOB",
        tolerance=Known(Tolerance(Decimal("0.1"), ("CTH",))),
        cumulation="bilateral",
        direct_transport=Truth.YES,
        proofs=("form",),
        proof_months=12,
        citations=("kz:gazette (art. 1)",),
    )


def test_an_agreement_of_which_little_is_known_says_so(law):
    held = open_agreement(law, "kz:pta", "KAZ", ON, ON)
    assert (held.applied, held.why) == (Truth.UNKNOWN, "conflict")
    assert held.scheme == OriginScheme(
        agreement="pta",
        parties=("IRN", "KAZ"),
        rules=(),
        is_complete=False,
        tolerance=Unknown("not_loaded"),
        proofs=("form",),
        proof_months=12,
        citations=("kz:gazette (art. 1)",),
    )


@pytest.mark.parametrize(
    ("on", "known_on", "applied"),
    [
        (date(2025, 5, 14), ON, (Truth.NO, "")),
        (date(2025, 5, 15), ON, (Truth.YES, "")),
        (ON, date(2027, 1, 10), (Truth.YES, "")),
        (ON, date(2027, 1, 11), (Truth.UNKNOWN, "review_overdue")),
    ],
)
def test_it_is_applied_from_its_day_and_while_it_is_looked_after(law, on, known_on, applied):
    held = open_agreement(law, "fta", "ARM", on, known_on)
    assert (held.applied, held.why) == applied


def test_an_old_question_is_answered_with_what_was_known_then(law):
    scheme = open_agreement(law, "fta", "ARM", ON, date(2026, 1, 9)).scheme
    assert ([one.text for one in scheme.rules], scheme.value_base) == (["WO"], "EXW")


def test_nobody_knew_it_before_it_was_read(law):
    with pytest.raises(QuestionError) as refused:
        open_agreement(law, "fta", "ARM", ON, date(2025, 5, 31))
    assert refused.value.text() == (
        "No pack held the agreement fta on 2025-05-31. Known agreements: fta, pta."
    )


@pytest.mark.parametrize(
    ("hs", "outcome"), [("760711", Outcome.DOES_NOT_QUALIFY), ("760720", Outcome.QUALIFIES)]
)
def test_a_bill_is_judged_by_the_rule_of_its_product(law, hs, outcome):
    """Foil 760711 asks for another chapter, the rest of chapter 76 for another heading: 7601 -> 7607."""
    held = open_agreement(law, "fta", "ARM", ON, ON)
    answer = judge(Question(bill("760110 CHN n 700", hs=hs), held.scheme, "ARM", ON, held.applied, held.why))
    assert answer.outcome == outcome


@pytest.mark.parametrize(
    ("before", "after"), [("rule: CC", "rule: CX"), ('tolerance: "10% on CTH"', "tolerance: ten")]
)
def test_a_rule_that_cannot_be_read_does_not_load(tmp_path: Path, before, after):
    from karvan.errors import PackError

    files = {**FILES, "agreements.yml": FILES["agreements.yml"] + FULL.replace(before, after)}
    with pytest.raises(PackError) as refused:
        toy_law(tmp_path, files)
    assert f"«{after.split(': ')[1]}» cannot be read" in refused.value.text()
