"""What was known on a day stays what was known on it: later reading and later closing change no old answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.engines.access.law.toy_law import toy_law

from karvan.engines.access.law import AccessQuestion, Consignment, LawBook, answer, open_law_book
from karvan.engines.access.law.book import CountryLaw
from karvan.engines.access.law.document import to_json
from karvan.engines.access.law.schedule import Schedule
from karvan.model.money import Money

KNOWN_ON = date(2026, 11, 24)
FACTS = ("jurisdictions", "measures", "treatments", "agreements", "documents", "steps")
CODES = {
    "KAZ": ("760612", "8413", "72142000", "57023210", "080810", "990000"),
    "IRQ": ("690721", "570242", "040120", "870323"),
    "AFG": ("760711", "271012", "100199", "300490"),
    "UZB": ("760612", "392410"),
}


@pytest.fixture(scope="module")
def books(
    law: Callable[[str], LawBook], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], LawBook]:
    toy = open_law_book(toy_law(tmp_path_factory.mktemp("toy")), "IRN", "KAZ", KNOWN_ON)
    return lambda market: toy if market == "KAZ" else law(market)


def told(book: LawBook, market: str, code: str, on: date) -> dict[str, Any]:
    goods = Consignment(Money(Decimal(10_000), "USD"), {})
    document = to_json(answer(book, AccessQuestion("IRN", market, code, 2022, on, KNOWN_ON, goods)))
    del document["versions"]
    return document


@given(data=st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_later_knowledge_changes_no_old_answer(books: Callable[[str], LawBook], data: st.DataObject) -> None:
    market = data.draw(st.sampled_from(sorted(CODES)))
    code = data.draw(st.sampled_from(CODES[market]))
    on = data.draw(st.dates(date(2022, 1, 1), date(2028, 1, 1)))
    later = later_book(books(market), data.draw(st.randoms(use_true_random=False)))
    assert told(later, market, code, on) == told(books(market), market, code, on)


def test_the_same_knowledge_a_day_earlier_would_change_it(books: Callable[[str], LawBook]) -> None:
    """The property above can fail: facts read, or closed, in time do change the answer."""
    book, on = books("KAZ"), date(2026, 6, 1)
    measure = next(one for one in book.market.measures if one.id == "vat")
    closed = replace(measure, envelope=replace(measure.envelope, known_until=KNOWN_ON - timedelta(days=1)))
    others = tuple(one for one in book.market.measures if one.id != "vat")
    changed = replace(book, market=replace(book.market, measures=(*others, closed)))
    assert told(changed, "KAZ", "760612", on) != told(book, "KAZ", "760612", on)


def test_a_stop_read_later_does_not_stop_an_old_answer(books: Callable[[str], LawBook]) -> None:
    book, on = books("KAZ"), date(2026, 6, 1)
    (rule,) = book.rules
    late = replace(rule, fact=replace(rule.fact, observed_on=KNOWN_ON + timedelta(days=1)))
    assert [one["id"] for one in told(book, "KAZ", "080810", on)["stops"]] == ["no-food"]
    assert told(replace(book, rules=(late,)), "KAZ", "080810", on)["stops"] == []


def later_book(book: LawBook, chance: Any) -> LawBook:
    """Each fact may be closed on or after the day of knowledge; twins of some were read after it, and differ."""
    stops = [
        replace(one, fact=replace(one.fact, id=f"{one.fact.id}-later", observed_on=after(chance, 1)))
        for one in book.rules
    ]
    return replace(
        book,
        home=later_law(book.home, chance),
        market=later_law(book.market, chance),
        questions=mixed(book.questions, chance),
        payment=mixed(book.payment, chance),
        rules=(*book.rules, *stops),
    )


def later_law(law: CountryLaw, chance: Any) -> CountryLaw:
    changed = {name: mixed(getattr(law, name), chance) for name in FACTS}
    small = [one for one in law.schedules if len(one.lines) < 100]  # thousands of lines take seconds to sort
    schedules = [Schedule.of(one.hs_rev, mixed(one.lines, chance)) for one in small] or law.schedules
    return replace(law, **changed, schedules=tuple(schedules))


def mixed(facts: Sequence[Any], chance: Any) -> tuple[Any, ...]:
    kept = [closed(one, chance) if chance.random() < 0.5 else one for one in facts]
    twins = [twin(one, chance) for one in facts if chance.random() < 0.5]
    return (*twins, *kept) if chance.random() < 0.5 else (*kept, *twins)


def closed(fact: Any, chance: Any) -> Any:
    if fact.envelope.known_until is not None:  # closed before: that is known already
        return fact
    return replace(fact, envelope=replace(fact.envelope, known_until=after(chance, 0)))


def twin(fact: Any, chance: Any) -> Any:
    envelope = replace(fact.envelope, observed_on=after(chance, 1), valid_from=None, known_until=None)
    changed: dict[str, Any] = {"envelope": envelope}
    if getattr(fact, "kind", "") in ("mfn_duty", "vat", "excise", "fee"):
        changed["rate"] = "99%"
    return replace(fact, **changed)


def after(chance: Any, least: int) -> date:
    return KNOWN_ON + timedelta(days=least + chance.randrange(400))
