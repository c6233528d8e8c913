"""What officers may decide, and how long it holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from karvan.engines.access.screening.decisions import (
    Decision,
    DecisionBook,
    book_of,
    checked,
    decision_of,
    row_of,
)
from karvan.errors import QuestionError

FALSE = Decision(
    party="p" * 64,
    party_name="شرکت خیالی",
    list="EU",
    ref="EU.1",
    snapshot="s" * 64,
    method="screening/1+names/1",
    verdict="false_match",
    reason="Another registration number.",
    evidence=("registration=12345",),
    officer="Fictional Officer One",
    second_officer="Fictional Officer Two",
    decided_on=date(2026, 11, 20),
)
ACCEPT = replace(FALSE, verdict="accept", ref="", evidence=(), second_officer="")
DAY = date(2026, 11, 26)


def in_force(book: DecisionBook, **other: str) -> Decision | None:
    bound = {"party": FALSE.party, "jurisdiction": "EU", "ref": "EU.1", "snapshot": FALSE.snapshot,
             "method": FALSE.method} | other  # fmt: skip
    return book.about(**bound, on=DAY)


@pytest.mark.parametrize("decision", [FALSE, ACCEPT, replace(FALSE, verdict="true_match", evidence=())])
def test_a_decision_comes_back_from_its_row(decision):
    assert decision_of(row_of(checked(decision))) == decision


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"second_officer": ""}, "A second person must agree that the match is false."),
        # The same person in other letters and spaces is still one person.
        ({"second_officer": "fictional  officer ONE"}, "A second person must agree that the match is false."),
        ({"officer": "علی خیالی", "second_officer": "علي  خيالي"}, "A second person must agree that the match is false."),
        ({"evidence": ()}, "A match is called false on an identifier only."),
        ({"evidence": ("he told me so",)}, "A match is called false on an identifier only."),
        ({"evidence": ("registration=",)}, "A match is called false on an identifier only."),
        ({"reason": "  "}, "A decision needs an officer's name and a reason."),
        ({"officer": ""}, "A decision needs an officer's name and a reason."),
        ({"verdict": "cleared"}, "{verdict} is no decision."),
        ({"verdict": "accept"}, "A match is decided as false_match or true_match, a whole list or the owners as accept."),
        ({"ref": ""}, "A match is decided as false_match or true_match, a whole list or the owners as accept."),
        ({"ref": "ownership"}, "A match is decided as false_match or true_match, a whole list or the owners as accept."),
    ],
)  # fmt: skip
def test_what_nobody_may_decide(changed, message):
    with pytest.raises(QuestionError) as told:
        checked(replace(FALSE, **changed))
    assert told.value.message == message


def test_a_row_that_is_no_decision_is_refused():
    for row in ({}, {**row_of(FALSE), "decided_on": "soon"}, {**row_of(FALSE), "more": 1}):
        with pytest.raises(QuestionError):
            decision_of(row)
    with pytest.raises(QuestionError):
        decision_of({**row_of(FALSE), "second_officer": FALSE.officer})


def test_it_binds_party_list_reference_bytes_and_method():
    book = book_of([row_of(FALSE)])
    assert in_force(book) == FALSE
    for other in ({"party": "q" * 64}, {"jurisdiction": "UN"}, {"ref": "EU.2"}, {"snapshot": "t" * 64},
                  {"method": "screening/1+names/2"}):  # fmt: skip
        assert in_force(book, **other) is None


def test_it_does_not_hold_before_its_day():
    later = replace(FALSE, decided_on=date(2026, 11, 27))
    assert in_force(DecisionBook((later,))) is None
    assert in_force(DecisionBook((replace(FALSE, decided_on=DAY),))) is not None


def test_a_true_match_stands_above_later_words():
    true = replace(FALSE, verdict="true_match", evidence=(), second_officer="")
    again = replace(FALSE, reason="Later.", decided_on=date(2026, 11, 25))
    assert in_force(DecisionBook((FALSE, again))) == again
    assert in_force(DecisionBook((true, again))) == true
    assert in_force(DecisionBook((again, true))) == true
