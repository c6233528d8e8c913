"""Take any one source, rate or fact away: some output becomes unknown or leaves its list, and none becomes 0."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest
from tests.packs.mutants import (
    AS_OF,
    GOODS,
    Removed,
    alone,
    blanked,
    facts_of,
    is_charge,
    questions_on,
    sources_of,
    with_line,
    without,
)

from karvan.cli.pack_test import answers, differences
from karvan.engines.access.law import AccessAnswer, AccessQuestion, Charge, LawBook, Topic, Total, answer
from karvan.model.charge import CHARGES
from karvan.model.rate import parse_rate
from karvan.sources import packs
from karvan.sources.packs.cases import Case, read_cases
from karvan.store.snapshot import Snapshot

MARKETS = ("ARM", "UZB", "IRQ", "AFG")
SETTLED = ("known", "not_applicable")
Book = Callable[[str], LawBook]
Cases = Sequence[tuple[Case, AccessAnswer]]


@pytest.fixture(params=MARKETS)
def book(request: pytest.FixtureRequest, law: Book) -> LawBook:
    return law(request.param)


@pytest.fixture(scope="module")
def cases(shipped: Snapshot) -> Cases:
    return tuple(answers(read_cases([packs.SHIPPED], pytest.fail), shipped, AS_OF))


def parts(found: AccessAnswer) -> list[tuple[str, tuple[Charge, ...], Total]]:
    """Each sum of the answer with its charges: one for each branch, and that of the export side."""
    branches = [(one.id, one.charges, one.total) for one in found.branches]
    return [*branches, ("export", found.export.charges, found.export.total)]


def touching(one: Removed, book: LawBook) -> tuple[AccessQuestion, AccessAnswer] | None:
    """The first question whose answer shows the fact."""
    for question in questions_on(one, book):
        found = answer(book, question)
        if shows(found, one):
            return question, found
    return None


def shows(found: AccessAnswer, one: Removed) -> bool:
    if is_charge(one, CHARGES):
        return any(one.fact.id in names(charge) for _, charges, _ in parts(found) for charge in charges)
    listed: dict[str, Any] = {
        "treatments": [branch.treatment for branch in found.branches],
        "agreements": found.agreements,
        "documents": (*found.imported.documents, *found.export.documents),
        "steps": (*found.imported.steps, *found.export.steps),
        "measures": (*found.imported.requirements, *found.export.requirements),
        "questions": found.questions,
        "payment": found.payment,
    }
    return any(fact is one.fact for fact in listed[one.where])


def names(charge: Charge) -> tuple[str, ...]:
    """The fact a charge rests on, and those among which a national line or a day decides."""
    return (charge.levy.measure, *charge.levy.choices)


def unlike(before: AccessAnswer, after: AccessAnswer) -> Iterator[str]:
    """What no mutant may do: a charge that costs nothing although it cost something, or a rate from nowhere."""
    known = {(one.levy.measure, one.levy.rate) for _, charges, _ in parts(before) for one in charges}
    for name, charges, _ in parts(after):
        for one in charges:
            is_nothing = one.amount is not None and not one.amount.amount
            is_new = (one.levy.measure, one.levy.rate) not in known
            if is_nothing and is_new and one.levy.rate != "0%":
                yield f"{name}: {one.levy.measure} costs 0"
            if one.levy.status != "known" and one.amount is not None:
                yield f"{name}: {one.levy.measure} is {one.levy.status} and has an amount"
            if one.levy.status == "known" and parse_rate(one.levy.rate) is None:
                yield f"{name}: {one.levy.measure} is known without a rate"


def gone(one: Removed, before: AccessAnswer, after: AccessAnswer) -> Iterator[str]:
    """Where a charge was taken away or its rate: its kind is missing or open, and the total is not complete."""
    kept = {name: (charges, due) for name, charges, due in parts(after)}
    for name, charges, due in parts(before):
        if name not in kept or all(one.fact.id not in names(charge) for charge in charges):
            continue
        charges, due = kept[name]
        kinds = {"preference", "mfn_duty"} if one.fact.kind == "preference" else {one.fact.kind}
        same = [charge for charge in charges if charge.levy.kind in kinds]
        if all(charge.levy.status in SETTLED for charge in same) and one.fact.kind not in due.missing:
            yield f"{name}: {one.name} disappeared"
        if due.is_complete:
            yield f"{name}: the total without {one.name} seems complete"


def fails_a_case(book: LawBook, cases: Cases) -> bool:
    """Whether a law case misses what was taken away.

    One more fee beside another, or one of two rates among which the national line decides: no reader of the facts
    that are left can know of them. For such a fact the pack must have a case.
    """
    pair = (book.home.country, book.market.country)
    return any(
        list(differences(case, answer(book, found.question)))
        for case, found in cases
        if (found.question.home, found.question.market) == pair
    )


def test_every_fact_shows_in_some_answer(book: LawBook) -> None:
    """What no question shows, no other test here could miss."""
    hidden = [one.name for one in facts_of(book) if touching(one, book) is None]
    assert hidden == []


def test_a_fact_taken_away_is_missed(book: LawBook, cases: Cases) -> None:
    wrong = []
    for one in facts_of(book):
        touched = touching(one, book)
        if touched is None:
            continue
        question, before = touched
        after = answer(without(book, [one]), question)
        wrong += [f"{question.code}: {text}" for text in unlike(before, after)]
        if is_charge(one, CHARGES):
            lost = list(gone(one, before, after))
            wrong += lost if lost and not fails_a_case(without(book, [one]), cases) else []
        elif shows(after, one) or replace(after, versions=()) == replace(before, versions=()):
            wrong.append(f"{one.name}: nothing changed")
    assert wrong == []


def test_a_source_taken_away_is_missed(book: LawBook, cases: Cases) -> None:
    wrong = []
    for source in sources_of(book):
        resting = [one for one in facts_of(book) if alone(one) == source]
        mutant = without(book, resting)
        for one in resting:
            touched = touching(one, book)
            assert touched is not None
            question, before = touched
            after = answer(mutant, question)
            wrong += [f"{source}: {text}" for text in unlike(before, after)]
            if is_charge(one, CHARGES):
                lost = list(gone(one, before, after))
                wrong += lost if lost and not fails_a_case(mutant, cases) else []
            elif shows(after, one):
                wrong.append(f"{source}: {one.name} stayed")
    assert wrong == []


def test_a_blank_rate_is_unknown_and_missing(book: LawBook) -> None:
    wrong = []
    for one in facts_of(book):
        if not is_charge(one, CHARGES) or one.fact.state != "known":
            continue
        touched = touching(one, book)
        assert touched is not None
        question, before = touched
        after = answer(blanked(book, one), question)
        wrong += [f"{one.name}: {text}" for text in unlike(before, after)]
        wrong += gone(one, before, after)
        for name, charges, due in parts(after):
            mine = [charge for charge in charges if one.fact.id in names(charge)]
            wrong += [
                f"{name}: {one.name} is {charge.levy.status}"
                for charge in mine
                if charge.levy.status in SETTLED or charge.levy.measure not in due.missing or due.high
            ]
    assert wrong == []


def test_a_treatment_taken_away_leaves_the_duty_of_all_others_open(book: LawBook) -> None:
    for one in facts_of(book):
        if one.where != "treatments" or one.side != "market":
            continue
        touched = touching(one, book)
        assert touched is not None
        after = answer(without(book, [one]), touched[0])
        states = {branch.id: branch.state for branch in after.branches}
        assert (states["mfn"], after.is_full) == ("unknown", False) or one.fact.branch not in states


def test_a_stop_taken_away_shows_in_the_coverage(book: LawBook) -> None:
    for rule in book.rules:
        if rule.market not in ("", book.market.country) or not rule.fact.valid_from:
            continue
        on = max(rule.fact.valid_from, AS_OF) if rule.fact.valid_to is None else rule.fact.valid_to
        question = AccessQuestion("IRN", book.market.country, rule.codes[0], 2022, on, AS_OF)
        kept = tuple(one for one in book.rules if one is not rule)
        before, after = answer(book, question), answer(replace(book, rules=kept), question)
        if any(one is rule.fact for one in (*before.stops, *before.flags)):
            lost = [one for one in before.coverage if one not in after.coverage]
            assert lost or prohibitions(after).unknown, rule.fact.id


def prohibitions(found: AccessAnswer) -> Topic:
    return next(one for one in found.coverage if one.topic == "prohibitions")


def test_a_line_of_a_schedule_blanked_or_taken_away(law: Book) -> None:
    book = law("ARM")
    lines = book.market.schedules[0].lines
    by_chapter = sorted(range(len(lines)), key=lambda at: (lines[at].code[2:], at))
    sample = by_chapter[:: len(lines) // 200][:200]
    assert len({lines[at].code[:2] for at in sample}) > 60
    assert len({type(parse_rate(lines[at].rate)) for at in sample if lines[at].rate}) >= 4
    wrong = []
    for at in sample:
        line = lines[at]
        question = AccessQuestion("IRN", "ARM", line.code, line.hs_rev, AS_OF, AS_OF, GOODS)
        before = answer(book, question)
        for changed in (replace(line, rate="", status="unknown"), None):
            after = answer(with_line(book, at, changed), question)
            wrong += [f"{line.code}: {text}" for text in unlike(before, after)]
            duties = [charge for charge in after.branches[0].charges if charge.levy.kind == "mfn_duty"]
            missing = after.branches[0].total.missing
            if any(duty.levy.status == "known" for duty in duties):
                wrong.append(f"{line.code}: still known")
            if not ("mfn_duty" in missing or any(duty.levy.measure in missing for duty in duties)):
                wrong.append(f"{line.code}: not missing")
    assert wrong == []
