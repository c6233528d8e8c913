"""The engine beside a second, naive reading of the rules; and no wider doubt than the bill's own unknowns."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from tests.engines.access.origin.bills import FOIL, ask, scheme
from tests.engines.access.origin.test_invariants import ABSENT, CODES, VALUES, maybe
from tests.model.test_origin_rule import rules

from karvan.engines.access.origin import Outcome
from karvan.model.bill import Bill, Material, Status, Transport
from karvan.model.known import Known
from karvan.model.origin_rule import (
    AllOf,
    AnyOf,
    MaxNom,
    Process,
    RegionalValue,
    Rule,
    Shift,
    WhollyObtained,
    parse_rule,
)
from karvan.model.truth import Truth

SURE = st.sampled_from([Truth.YES, Truth.NO])
FIVE_PERCENT = Fraction(1, 20)


def bill_of(exw: object, fob: object, materials: list[Material], **more: object) -> Bill:
    return Bill("foil", 2022, FOIL, "IRN", "USD", exw, fob, tuple(materials), **more)


@st.composite
def known_bills(draw: st.DrawFn) -> Bill:
    """Every question answered; foreign materials are Chinese, own ones of Iran."""
    materials = [
        Material(
            line,
            f"m{line}",
            Known(draw(st.sampled_from(["760110", "760711", "760720", "321000"]))),
            Known(draw(st.sampled_from(["IRN", "CHN"]))),
            draw(st.sampled_from([Status.WHOLLY_OBTAINED, Status.ORIGINATING, Status.NON_ORIGINATING])),
            Truth.NO,
            Known(draw(VALUES)),
        )
        for line in range(1, draw(st.integers(0, 4)) + 1)
    ]
    exw = draw(st.integers(1, 1000))
    return bill_of(
        Known(Decimal(exw)),
        Known(Decimal(exw + draw(st.integers(0, 100)))),
        materials,
        wholly_obtained=draw(SURE),
        only_simple_operations=draw(SURE),
        transport=draw(st.sampled_from([Transport.DIRECT, Transport.UNCONTROLLED])),
    )


def own(one: Material) -> bool:
    return one.origin == Known("IRN") and one.status is not Status.NON_ORIGINATING


def worth(bill: Bill, base: str) -> Fraction:
    """The scheme's base is EXW."""
    return Fraction(bill.fob.value if base == "FOB" else bill.exw.value)


def holds(rule: Rule, bill: Bill) -> bool:
    """The rule by its words, in fractions."""
    foreign = [one for one in bill.materials if not own(one)]
    vnm = sum(Fraction(one.value.value) for one in foreign)
    match rule:
        case WhollyObtained():
            wholly = all(own(one) and one.status is Status.WHOLLY_OBTAINED for one in bill.materials)
            return bill.wholly_obtained is Truth.YES and wholly
        case Shift():
            size = {"CC": 2, "CTH": 4, "CTSH": 6}[rule.level]
            failing = [
                one
                for one in foreign
                if one.hs.value[:size] == FOIL[:size] or one.hs.value.startswith(rule.excepted or ("?",))
            ]
            missed = sum(Fraction(one.value.value) for one in failing)
            return not failing or missed <= FIVE_PERCENT * worth(bill, "EXW")
        case MaxNom():
            return vnm / worth(bill, rule.base) <= Fraction(rule.share)
        case RegionalValue(method="build-down"):
            return 1 - vnm / worth(bill, rule.base) >= Fraction(rule.share)
        case RegionalValue():
            vom = sum(Fraction(one.value.value) for one in bill.materials if own(one))
            return vom / worth(bill, rule.base) >= Fraction(rule.share)
        case AllOf(parts):
            return all(holds(part, bill) for part in parts)
        case AnyOf(parts):
            return any(holds(part, bill) for part in parts)
        case Process():
            return False
    raise AssertionError(rule)


def without_processes(rule: Rule) -> Rule:
    """A process that nobody answers is unknown; the naive reading has no unknowns."""
    if isinstance(rule, AllOf | AnyOf):
        return type(rule)(tuple(without_processes(part) for part in rule.parts))
    return WhollyObtained() if isinstance(rule, Process) else rule


@given(known_bills(), rules)
def test_a_bill_without_unknowns_is_judged_as_its_words_say(bill, any_rule):
    rule = without_processes(any_rule)
    works = bill.only_simple_operations is Truth.NO or all(own(one) for one in bill.materials)
    expected = holds(rule, bill) and works and bill.transport is Transport.DIRECT
    found = ask(bill, scheme(str(rule), tolerance="5%"))
    assert found.outcome is (Outcome.QUALIFIES if expected else Outcome.DOES_NOT_QUALIFY)


HUGE, TINY = Known(Decimal(10) ** 12), Known(Decimal(1).scaleb(-6))


@st.composite
def doubtful_bills(draw: st.DrawFn) -> Bill:
    """Unknown codes, origins, values and worth; the rest is answered."""
    materials = []
    for line in range(1, draw(st.integers(0, 3)) + 1):
        origin = draw(st.sampled_from([Known("IRN"), Known("CHN"), ABSENT]))
        status = draw(st.sampled_from([Status.WHOLLY_OBTAINED, Status.NON_ORIGINATING, Status.UNKNOWN]))
        hs, value = draw(maybe(CODES)), draw(maybe(VALUES))
        materials.append(Material(line, f"m{line}", hs, origin, status, Truth.NO, value))
    exw = draw(maybe(st.integers(1, 1000).map(Decimal)))
    more = draw(st.integers(0, 100)) + (exw.value if isinstance(exw, Known) else draw(st.integers(1, 1000)))
    fob = draw(st.sampled_from([ABSENT, Known(Decimal(more))]))
    return bill_of(exw, fob, materials, only_simple_operations=Truth.NO, transport=Transport.DIRECT)


def _same(hs: str) -> str:
    """The code grown into the product's own, where it can be."""
    return FOIL if FOIL.startswith(hs) else hs


def _other(hs: str) -> str:
    """The code grown away from the product's."""
    return (hs + "990000"[: 6 - len(hs)]) if FOIL.startswith(hs) else hs


def extreme(bill: Bill, *, best: bool) -> Bill:
    """Every unknown at the value that helps most, or least."""
    materials = []
    for one in bill.materials:
        hs = one.hs.value if isinstance(one.hs, Known) else ""
        code = _other(hs) if best else _same(hs)
        materials.append(
            replace(
                one,
                hs=Known(code),
                origin=one.origin if isinstance(one.origin, Known) else Known("IRN" if best else "CHN"),
                status=one.status
                if one.status is not Status.UNKNOWN
                else (Status.WHOLLY_OBTAINED if best else Status.NON_ORIGINATING),
                value=one.value if isinstance(one.value, Known) else (Known(Decimal(0)) if best else HUGE),
            )
        )
    exw, fob = bill.exw, bill.fob
    if not isinstance(exw, Known):
        exw = (fob if isinstance(fob, Known) else HUGE) if best else TINY
    if not isinstance(fob, Known):
        fob = HUGE if best else exw
    return replace(bill, exw=exw, fob=fob, materials=tuple(materials))


LEAVES = st.sampled_from(
    ["CC", "CTH", "CTSH", "MAXNOM 0% EXW", "MAXNOM 40% EXW", "MAXNOM 40% FOB", "RVC 55% FOB", "RVC 100%"]
)


@given(doubtful_bills(), LEAVES, st.sampled_from(["none", "10%"]))
def test_doubt_is_no_wider_than_what_the_unknowns_can_do(bill, rule, tolerance):
    """Each of these rules fails or holds at its worst and best values: when both agree, it is decided."""
    assert str(parse_rule(rule)) == rule
    terms = scheme(rule, tolerance=tolerance)
    worst, best = (ask(extreme(bill, best=good), terms).outcome for good in (False, True))
    found = ask(bill, terms).outcome
    assert found is (worst if worst is best else Outcome.UNKNOWN)
