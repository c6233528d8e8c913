"""Answers on the invented law, worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.engines.access.law.toy_law import toy_law

from karvan.engines.access.law import AccessAnswer, AccessQuestion, Consignment, answer, open_law_book
from karvan.engines.access.law.said import said
from karvan.model.money import Money
from karvan.store.snapshot import Snapshot

ON = date(2026, 6, 1)
TEN_THOUSAND = Money(Decimal(10_000), "USD")


@pytest.fixture(scope="module")
def law(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return toy_law(tmp_path_factory.mktemp("law"))


def ask(law: Snapshot, code: str, *, value: Money | None = TEN_THOUSAND, **more: Any) -> AccessAnswer:
    kg = more.pop("kg", None)
    on = more.pop("on", ON)
    question = AccessQuestion(
        home="IRN",
        market="KAZ",
        code=code,
        hs_rev=2022,
        on=on,
        known_on=more.pop("known_on", ON),
        consignment=Consignment(value, {} if kg is None else {"kg": Decimal(kg)}),
        **more,
    )
    return answer(open_law_book(law, "IRN", "KAZ", on), question)


def charges(found: AccessAnswer, branch: str) -> list[tuple[str, str, str, str | None]]:
    """Measure, status, rate and amount of each charge of a branch."""
    return [
        (one.levy.measure, one.levy.status, one.levy.rate, f"{one.amount.amount}" if one.amount else None)
        for mine in found.branches
        if mine.id == branch
        for one in mine.charges
    ]


def test_branches_stand_beside_each_other_and_mfn_beside_the_preference(law: Snapshot) -> None:
    found = ask(law, "760612")
    assert said(found)["branches"] == {"mfn": "unknown", "non-mfn": "unknown", "pta": "conflict"}
    # duty 10,000 x 12 % = 1,200; VAT 12 % of 11,200 = 1,344
    assert charges(found, "mfn") == [
        ("duty-76-new", "known", "12%", "1200.00"),
        ("no-added", "not_applicable", "", None),
        ("vat", "known", "12%", "1344.00"),
    ]
    # addition: the duty is 12 %, above 10: 20 % = 2,000; VAT 12 % of 13,200 = 1,584
    assert charges(found, "non-mfn") == [
        ("duty-76-new", "known", "12%", "1200.00"),
        ("added", "known", "rate mfn_duty <=10: 5%; else 20%", "2000.00"),
        ("vat", "known", "12%", "1584.00"),
    ]
    assert charges(found, "pta") == [
        ("preference", "known", "0%", "0.00"),
        ("no-added-pta", "not_applicable", "", None),
        ("vat", "known", "12%", "1200.00"),
    ]
    assert said(found)["subtotal"] == {"mfn": "2544.00 USD", "non-mfn": "4784.00 USD", "pta": "1200.00 USD"}
    assert found.branches[2].charges[0].levy.needs == ("form",)
    assert not found.is_full


@pytest.mark.parametrize(
    ("on", "rates"),
    [
        ("2019-12-31", []),  # before the law began: nothing is known, and nothing is zero
        ("2022-12-31", [("duty-76", "10%"), ("vat-old", "15%")]),
        ("2023-01-01", [("duty-76", "10%"), ("vat", "12%")]),
        ("2025-12-31", [("duty-76", "10%"), ("vat", "12%")]),
        ("2026-01-01", [("duty-76-new", "12%"), ("vat", "12%")]),
    ],
)
def test_each_day_has_the_law_of_that_day(law: Snapshot, on: str, rates: list[tuple[str, str]]) -> None:
    found = ask(law, "760612", on=date.fromisoformat(on))
    mine = [one for one in charges(found, "mfn") if one[0] != "no-added"]
    assert [(measure, rate) for measure, _, rate, _ in mine] == rates


def test_before_the_law_the_total_is_unknown(law: Snapshot) -> None:
    total = ask(law, "760612", on=date(2019, 12, 31)).branches[0].total
    assert (total.known, total.missing, total.low, total.high) == (
        None, ("mfn_duty", "protective_duty", "excise", "vat", "fee", "additional_duty"), None, None
    )  # fmt: skip


def test_an_unknown_duty_keeps_bounds_and_names_itself(law: Snapshot) -> None:
    found = ask(law, "940360")
    # known part: VAT 12 % of 10,000; with duty 0-30 %: 1,200 and 3,000 + 12 % of 13,000 = 4,560
    assert said(found)["subtotal"]["mfn"] == "1200.00 USD"
    assert said(found)["missing"]["mfn"] == ["duty-rest"]
    assert said(found)["bounds"]["mfn"] == ["1200.00 USD", "4560.00 USD"]
    assert found.branches[0].charges[-1].lacks == ("duty-rest",)


def test_a_kind_of_charge_without_a_fact_is_missing(law: Snapshot) -> None:
    total = ask(law, "760612").branches[0].total
    assert (total.missing, total.low, total.high) == (("protective_duty", "excise", "fee"), None, None)


def test_lines_that_differ_ask_for_the_national_code(law: Snapshot) -> None:
    duty = ask(law, "841311").branches[0].charges[0]
    assert (duty.levy.measure, duty.levy.status, duty.levy.rate) == ("tt:84131100", "known", "5%")
    duty = ask(law, "8413").branches[0].charges[0]
    assert (duty.levy.status, duty.levy.why, duty.levy.low, duty.levy.high, duty.levy.choices) == (
        "unknown", "national_line", "5%", "15%", ("tt:84131100", "tt:84131900")
    )  # fmt: skip


def test_lines_that_agree_are_one_rate(law: Snapshot) -> None:
    duty = ask(law, "310210").branches[0].charges[0]
    assert (duty.levy.measure, duty.levy.status, duty.levy.rate) == ("tt:310210", "known", "6.5%")


def test_a_specific_duty_asks_for_the_weight(law: Snapshot) -> None:
    duty = ask(law, "72142000").branches[0].charges[0]
    assert (duty.levy.status, duty.amount, duty.ask) == ("known", None, ("kg", "EUR/USD"))
    duty = ask(law, "72142000", kg="9000").branches[0].charges[0]
    assert (duty.levy.status, duty.amount, duty.ask) == ("known", None, ("EUR/USD",))
    euros = Money(Decimal(10_000), "EUR")
    duty = ask(law, "72142000", kg="9000", value=euros).branches[0].charges[0]
    # 3 % of 10,000 = 300, but not less than 9,000 x 0.05 = 450
    assert duty.amount == Money(Decimal("450.00"), "EUR")


def test_what_could_not_be_read_is_unknown(law: Snapshot) -> None:
    duty = ask(law, "25010091").branches[0].charges[0]
    assert (duty.levy.status, duty.levy.why, duty.amount) == ("unknown", "unreadable", None)


def test_a_measure_on_part_of_the_code_may_or_may_not_be_due(law: Snapshot) -> None:
    part = ask(law, "570232").branches[0].charges
    assert [(one.levy.measure, one.levy.status, one.levy.why, one.levy.low, one.levy.high) for one in part][2] == (
        "carpet", "unknown", "national_line", "0%", "60%"
    )  # fmt: skip
    whole = ask(law, "57023210").branches[0].charges
    assert [(one.levy.measure, one.levy.status) for one in whole][2] == ("carpet", "known")


@pytest.mark.parametrize(
    ("on", "status", "why"),
    [
        ("2023-08-15", "unknown", "edge"),
        ("2023-09-01", "known", ""),
        ("2027-08-01", "unknown", "end_unknown"),
    ],
)
def test_a_month_is_no_day_and_a_passed_term_no_end(law: Snapshot, on: str, status: str, why: str) -> None:
    levy = ask(law, "57023210", on=date.fromisoformat(on), allow_stale=True).branches[0].charges[2].levy
    assert (levy.measure, levy.status, levy.why) == ("carpet", status, why)


def test_an_overdue_fact_counts_only_when_allowed(law: Snapshot) -> None:
    tenge = Money(Decimal(1_000_000), "KZT")
    fee = ask(law, "84131100", value=tenge).branches[0].charges[-1]
    assert (fee.levy.measure, fee.levy.status, fee.levy.is_stale, fee.amount) == ("fee", "stale", True, None)
    fee = ask(law, "84131100", value=tenge, allow_stale=True).branches[0].charges[-1]
    assert (fee.levy.status, fee.levy.is_stale, fee.amount) == (
        "known",
        True,
        Money(Decimal("3500.00"), "KZT"),
    )


def test_a_conflict_shows_each_source(law: Snapshot) -> None:
    excise = next(one for one in ask(law, "22030001").branches[0].charges if one.levy.kind == "excise")
    assert (excise.levy.status, excise.amount) == ("conflict", None)
    assert [(one.rate, one.text.en) for one in excise.levy.says] == [("5%", "five"), ("10%", "ten")]


@pytest.mark.parametrize(
    ("known_on", "rates"),
    [
        ("2026-01-09", []),  # before anything was read
        ("2026-05-31", [("learned-late", "known")]),
        ("2026-06-01", [("duty-rest", "unknown")]),  # what we knew until then was withdrawn
    ],
)
def test_the_day_of_knowledge_is_its_own_time(
    law: Snapshot, known_on: str, rates: list[tuple[str, str]]
) -> None:
    found = ask(law, "990000", known_on=date.fromisoformat(known_on))
    assert [(one.levy.measure, one.levy.status) for one in found.branches[0].charges][:1] == rates


def test_stops_bar_the_good_from_their_day(law: Snapshot) -> None:
    before, after = (said(ask(law, "080810", on=on)) for on in (date(2026, 3, 2), date(2026, 3, 3)))
    assert (before["stops"], after["stops"]) == ([], ["no-food"])


def test_papers_and_requirements(law: Snapshot) -> None:
    found = said(ask(law, "84131100"))
    assert (found["documents"], found["requirements"], found["agreements"]) == (
        ["form"],
        ["label"],
        {"pta": "conflict"},
    )


def test_the_same_question_gives_the_same_answer(law: Snapshot) -> None:
    assert ask(law, "760612") == ask(law, "760612")
