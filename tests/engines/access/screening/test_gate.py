"""The gate, over every combination of what it looks at."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import product

import pytest

from karvan.engines.access.answer import ProducerFinding, StopFact
from karvan.engines.access.law.envelope import Cited, Envelope
from karvan.engines.access.law.facts import ControlQuestion, Words
from karvan.engines.access.law.scope import Scope
from karvan.engines.access.screening.answer import (
    AskedQuestion,
    ControlAnswer,
    ExposureAnswer,
    ListAnswer,
    Match,
    OwnershipAnswer,
    PartyAnswer,
    State,
)
from karvan.engines.access.screening.decisions import Decision
from karvan.engines.access.screening.exposure import asked, control_of, exposure_of
from karvan.engines.access.screening.gate import Gate, Reason, may_recommend
from karvan.errors import QuestionError
from karvan.model.party import Role
from karvan.model.truth import Truth

DAY = date(2026, 11, 26)


def decision(verdict: str) -> Decision:
    return Decision("p", "Firm", "EU", "R", "s", "m", verdict, "why", ("id=1",), "One", "Two", DAY)


def match(state: State, released: bool) -> Match:
    verdict = decision("false_match") if released else None
    return Match(
        "R", "Listed", "Firm", "Listed", "Iran", None, "primary", 0.9, 0.9, state, False, (), (), (), verdict
    )


def owners(state: str, accepted: bool) -> OwnershipAnswer:
    held = decision("accept") if accepted else None
    return OwnershipAnswer(state, Decimal(0), Decimal(1), False, (), (), "r", "assigned", (), held)


def on_list(
    matched: State | None, released: bool, silence: State, accepted: bool, owned: str, owners_accepted: bool
) -> ListAnswer:
    """`silence` is what the list says without a match: not_on_list, stale or unknown."""
    matches = () if matched is None else (match(matched, released),)
    state = matched if matched is not None and not released else silence
    reason = "list_not_loaded" if silence is State.UNKNOWN else ""
    return ListAnswer(
        "EU", state, reason, DAY, 1, silence is State.STALE, "s", "m", matches, owners(owned, owners_accepted),
        None, decision("accept") if accepted else None,
    )  # fmt: skip


def party(*lists: ListAnswer, pack: ProducerFinding | None = None) -> PartyAnswer:
    return PartyAnswer("p", "Firm", Role.BUYER, DAY, lists, pack)


MATCHES = [(None, False), *product((State.HIT, State.POSSIBLE_HIT), (False, True))]
SILENCES = list(product((State.NOT_ON_LIST, State.STALE, State.UNKNOWN), (False, True)))
OWNERS = list(product(("yes", "no", "unknown", "not_applicable"), (False, True)))


@pytest.mark.parametrize(("matched", "released"), MATCHES)
@pytest.mark.parametrize(("silence", "accepted"), SILENCES)
@pytest.mark.parametrize(("owned", "owners_accepted"), OWNERS)
def test_every_combination_of_one_list(matched, released, silence, accepted, owned, owners_accepted):
    if silence is State.UNKNOWN and matched is not None:
        return  # a list that is not loaded matches nobody
    expected = []
    if matched is not None and not released:
        expected.append(str(matched))
    if silence is not State.NOT_ON_LIST and not accepted:
        expected.append(str(silence))
    if owned == "yes":
        expected.append("ownership_yes")
    if owned == "unknown" and not owners_accepted and silence is not State.UNKNOWN:
        expected.append("ownership_unknown")
    answer = party(on_list(matched, released, silence, accepted, owned, owners_accepted))
    gate = may_recommend([answer], None)
    assert ([one.code for one in gate.reasons], gate.allowed) == (expected, not expected)


OPEN = on_list(None, False, State.NOT_ON_LIST, False, "no", False)
SHUT = on_list(State.HIT, False, State.NOT_ON_LIST, False, "no", False)


def test_one_list_and_one_party_are_enough_to_close_it():
    assert may_recommend([party(OPEN, OPEN), party(OPEN)], None) == Gate(True, ())
    assert may_recommend([party(OPEN), party(OPEN, SHUT)], None) == Gate(
        False, (Reason("hit", "Firm", "EU", "R"),)
    )


def test_what_the_pack_calls_listed_closes_it():
    for screening, allowed in (("listed", False), ("not_found", True), ("unknown", True)):
        pack = ProducerFinding("Firm", "شرکت", screening, "", "", "US SDN 2023-01-21", ())
        assert may_recommend([party(OPEN, pack=pack)], None).allowed is allowed


def question(id_: str, topic: str, stops_on: str, answer: Truth) -> AskedQuestion:
    return AskedQuestion(id_, topic, id_, id_, stops_on, answer, ())


@pytest.mark.parametrize("stops_on", ["yes", "no"])
@pytest.mark.parametrize("answer", list(Truth))
@pytest.mark.parametrize("controlled", list(Truth))
def test_every_combination_of_a_question_and_a_code(stops_on, answer, controlled):
    code = {Truth.YES: "ML22", Truth.NO: "none", Truth.UNKNOWN: ""}[controlled]
    control = control_of(code, (question("q", "end_use", stops_on, answer),))
    by_code = {Truth.YES: ["controlled_good"], Truth.NO: [], Truth.UNKNOWN: ["control_list_unknown"]}
    by_answer = ["question_unanswered"] if answer is Truth.UNKNOWN else []
    by_answer += ["question_stops"] if str(answer) == stops_on else []
    gate = may_recommend([party(OPEN)], control)
    assert [one.code for one in gate.reasons] == by_code[controlled] + by_answer


@pytest.mark.parametrize("questions", [None, ()])
def test_questions_that_nobody_asked_are_not_answered(questions):
    gate = may_recommend([], control_of("none", questions))
    assert gate == Gate(False, (Reason("questions_unknown", ""),))


def test_a_question_on_control_lists_stands_for_the_code():
    for answer, controlled in ((Truth.NO, Truth.NO), (Truth.YES, Truth.YES), (Truth.UNKNOWN, Truth.UNKNOWN)):
        asked_for = (question("q", "control_list", "yes", answer),)
        assert control_of("", asked_for) == ControlAnswer("", controlled, asked_for)


def fact(kind: str) -> StopFact:
    return StopFact(
        "id", kind, "flag", "t", "ع", "t", "ع", None, None, "open", "verified", DAY, DAY, False, ()
    )


def test_exposure_is_of_the_sector_only():
    assert exposure_of(None) == ExposureAnswer("unknown", ())
    assert exposure_of([fact("export_ban")]) == ExposureAnswer("none_known", ())
    assert exposure_of([fact("export_ban"), fact("sector_exposure")]) == ExposureAnswer(
        "exposed", (fact("sector_exposure"),)
    )


def test_questions_of_packs_are_asked_with_their_answers():
    envelope = Envelope(
        None, None, "unknown", "open", DAY, DAY, None, "assigned", (Cited("am:law", "art. 1"),)
    )
    scope = Scope("import", (), (), 2022, (), ())
    held = [
        ControlQuestion(
            id_, "re_export", "ARM", scope, "yes", Words("Title", "عنوان"), Words("", ""), envelope
        )
        for id_ in ("b", "a")
    ]
    assert asked(held, {"b": Truth.NO}) == (
        AskedQuestion("a", "re_export", "Title", "عنوان", "yes", Truth.UNKNOWN, ("am:law (art. 1)",)),
        AskedQuestion("b", "re_export", "Title", "عنوان", "yes", Truth.NO, ("am:law (art. 1)",)),
    )
    assert asked(None, {}) is None
    with pytest.raises(QuestionError, match="c"):
        asked(held, {"c": Truth.NO})
