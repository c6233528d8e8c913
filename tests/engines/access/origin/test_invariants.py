"""What must hold for every bill and rule: unknowns never contradict what is decided, order and scale change nothing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from tests.engines.access.origin.bills import FOIL, ask, bill, scheme
from tests.model.test_origin_rule import bases, rules

from karvan.engines.access.origin import OriginScheme, Outcome, ProductRule
from karvan.engines.access.origin.answer import Branch
from karvan.model.bill import Bill, Material, Status, Transport
from karvan.model.known import Known, Maybe, Unknown
from karvan.model.origin_rule import AllOf, AnyOf, Process, Rule, Shift, Tolerance
from karvan.model.truth import Truth

ABSENT = Unknown("not_given")
TRUTHS = st.sampled_from(list(Truth))
CODES = st.sampled_from(["76", "7601", "7607", "760110", "760711", "760720", "74", "3210", "321000"])
VALUES = st.integers(0, 1200).map(lambda whole: Decimal(whole) / 2)
COUNTRIES = st.sampled_from(["IRN", "ARM", "RUS", "TUR", "CHN"])
CUMULATIONS = st.sampled_from(["none", "bilateral", "diagonal", "full", "unknown"])


def maybe(values: st.SearchStrategy) -> st.SearchStrategy:
    return st.just(ABSENT) | values.map(Known)


def processes(rule: Rule) -> set[str]:
    """Names of the processes a rule asks for."""
    if isinstance(rule, AllOf | AnyOf):
        return set().union(*(processes(part) for part in rule.parts))
    return {rule.name} if isinstance(rule, Process) else set()


@st.composite
def materials(draw: st.DrawFn, line: int) -> Material:
    return Material(
        line,
        f"m{line}",
        draw(maybe(CODES)),
        draw(maybe(COUNTRIES)),
        draw(st.sampled_from(list(Status))),
        draw(TRUTHS),
        draw(maybe(VALUES)),
    )


@st.composite
def cases(draw: st.DrawFn) -> tuple[Bill, OriginScheme]:
    """A bill full of unknowns under any rule and any scheme."""
    rule = draw(rules)
    exw = draw(maybe(st.integers(1, 1000).map(Decimal)))
    more = draw(st.integers(0, 200)) + (exw.value if isinstance(exw, Known) else draw(st.integers(1, 1000)))
    given_bill = Bill(
        name="foil",
        hs_rev=2022,
        hs=draw(st.sampled_from([FOIL, "7607"])),
        country="IRN",
        currency="USD",
        exw=exw,
        fob=draw(st.sampled_from([ABSENT, Known(Decimal(more))])),
        materials=tuple(draw(materials(line)) for line in range(1, draw(st.integers(0, 4)) + 1)),
        wholly_obtained=draw(TRUTHS),
        only_simple_operations=draw(TRUTHS),
        transport=draw(st.sampled_from(list(Transport))),
        processes={name: draw(TRUTHS) for name in sorted(processes(rule))},
    )
    tolerances = st.builds(
        Tolerance, st.sampled_from([Decimal(0), Decimal("0.1"), Decimal("0.25")]), st.just(("CC", "CTH"))
    )
    given_scheme = scheme(
        str(rule),
        rules=(ProductRule(("7607",), 2022, str(rule), ()),),
        value_base=draw(bases),
        cumulation=draw(CUMULATIONS),
        cumulates_with=draw(st.sampled_from([None, ("TUR",), ()])),
        direct_transport=draw(TRUTHS),
    )
    return given_bill, replace(given_scheme, tolerance=draw(maybe(tolerances)))


def filled(draw: st.DrawFn, value: Maybe[object], values: st.SearchStrategy) -> Maybe[object]:
    """An unknown may become any value; a known one stays."""
    return value if isinstance(value, Known) else draw(maybe(values))


def told(draw: st.DrawFn, said: Truth | Status | Transport) -> Truth | Status | Transport:
    return draw(st.sampled_from(list(type(said)))) if said == "unknown" else said


def longer(draw: st.DrawFn, code: str) -> str:
    """The same code, perhaps with the digits that it lacked."""
    return draw(
        st.sampled_from(
            [code, *(one for one in ("760110", "760711", "760720", "7607") if one.startswith(code))]
        )
    )


@st.composite
def learned(draw: st.DrawFn, given_bill: Bill, known: OriginScheme) -> tuple[Bill, OriginScheme]:
    """The same case when more of it is known: some unknowns are replaced by any value they can have."""
    found = []
    for one in given_bill.materials:
        hs = filled(draw, one.hs, CODES)
        found.append(
            replace(
                one,
                hs=hs.map(lambda code: longer(draw, code)),
                origin=filled(draw, one.origin, COUNTRIES),
                status=told(draw, one.status),
                proof=told(draw, one.proof),
                value=filled(draw, one.value, VALUES),
            )
        )
    exw, fob = given_bill.exw, given_bill.fob
    if not isinstance(exw, Known):
        top = int(fob.value) if isinstance(fob, Known) else 900
        exw = draw(maybe(st.integers(1, top).map(Decimal)))
    if not isinstance(fob, Known):
        least = int(exw.value) if isinstance(exw, Known) else 1
        fob = draw(maybe(st.integers(least, least + 900).map(Decimal)))
    better_bill = replace(
        given_bill,
        hs=longer(draw, given_bill.hs) if given_bill.hs == "7607" else given_bill.hs,
        exw=exw,
        fob=fob,
        materials=tuple(found),
        wholly_obtained=told(draw, given_bill.wholly_obtained),
        only_simple_operations=told(draw, given_bill.only_simple_operations),
        transport=told(draw, given_bill.transport),
        processes={name: told(draw, said) for name, said in given_bill.processes.items()},
    )
    tolerances = st.builds(Tolerance, st.sampled_from([Decimal(0), Decimal("0.05"), Decimal(1)]))
    better_scheme = replace(
        known,
        tolerance=filled(draw, known.tolerance, tolerances),
        value_base=known.value_base or draw(bases),
        cumulation=draw(CUMULATIONS) if known.cumulation == "unknown" else known.cumulation,
        cumulates_with=draw(st.sampled_from([None, ("TUR",), ("CHN",)]))
        if known.cumulates_with is None
        else known.cumulates_with,
        direct_transport=told(draw, known.direct_transport),
    )
    return better_bill, better_scheme


def truths(branch: Branch) -> list[Truth]:
    """The results of a branch and of all its parts, in order."""
    return [branch.outcome, *(truth for part in branch.parts for truth in truths(part))]


@given(st.data(), cases())
def test_learning_more_never_contradicts_what_is_decided(data, case):
    before, after = ask(*case), ask(*data.draw(learned(*case)))
    if before.outcome is not Outcome.UNKNOWN:
        assert after.outcome is before.outcome
    for first, then in zip(truths(before.branch), truths(after.branch), strict=True):
        assert first in (Truth.UNKNOWN, then)


@given(cases())
def test_what_is_open_says_what_is_missing_and_what_is_decided_misses_nothing(case):
    found = ask(*case)
    assert bool(found.missing) == (found.outcome is Outcome.UNKNOWN)
    assert set(found.missing) & set(found.harmless) == set()


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_materials_changes_nothing(case, random):
    shuffled = list(case[0].materials)
    random.shuffle(shuffled)
    assert ask(replace(case[0], materials=tuple(shuffled)), case[1]) == ask(*case)


def _scaled(value: Maybe[Decimal], factor: Decimal) -> Maybe[Decimal]:
    return value.map(lambda amount: amount * factor)


@given(cases(), st.sampled_from([Decimal("0.5"), Decimal(3), Decimal(7000)]))
def test_the_scale_of_values_changes_nothing(case, factor):
    one, known = case
    larger = replace(
        one,
        exw=_scaled(one.exw, factor),
        fob=_scaled(one.fob, factor),
        materials=tuple(replace(each, value=_scaled(each.value, factor)) for each in one.materials),
    )
    before, after = ask(one, known), ask(larger, known)
    assert (after.outcome, after.lines, after.missing, truths(after.branch)) == (
        before.outcome,
        before.lines,
        before.missing,
        truths(before.branch),
    )
    assert [(one.low, one.high) for one in after.figures] == [(one.low, one.high) for one in before.figures]


_RANK = {Outcome.DOES_NOT_QUALIFY: 0, Outcome.UNKNOWN: 1, Outcome.QUALIFIES: 2}


@given(cases(), CODES, VALUES)
def test_one_more_material_of_ones_own_never_worsens(case, code, value):
    one, known = case
    own = Material(99, "own", Known(code), Known("IRN"), Status.WHOLLY_OBTAINED, Truth.YES, Known(value))
    more = replace(one, materials=(*one.materials, own))
    assert _RANK[ask(more, known).outcome] >= _RANK[ask(one, known).outcome]


@given(cases(), st.integers(0, 3))
def test_a_material_that_turns_out_ones_own_never_worsens(case, at):
    one, known = case
    better = [
        replace(each, origin=Known("IRN"), status=Status.WHOLLY_OBTAINED) if place == at else each
        for place, each in enumerate(one.materials)
    ]
    outcome = ask(replace(one, materials=tuple(better)), known).outcome
    assert _RANK[outcome] >= _RANK[ask(one, known).outcome]


@given(st.integers(0, 1000), st.integers(0, 100))
def test_a_limit_on_the_foreign_part_and_one_on_the_regional_part_are_one_rule(value, percent):
    said = bill(f"7601 CHN n {value}")
    limit, content = scheme(f"MAXNOM {percent}% EXW"), scheme(f"RVC {100 - percent}% EXW")
    assert ask(said, limit).outcome is ask(said, content).outcome


def test_a_shift_of_the_chapter_is_a_shift_of_the_heading():
    """CC is never easier than CTH, CTH never easier than CTSH."""
    for code in ("76", "7601", "760720", "74", "760711"):
        found = [
            _RANK[ask(bill(f"{code} CHN n 1"), scheme(str(Shift(level)))).outcome]
            for level in ("CC", "CTH", "CTSH")
        ]
        assert found == sorted(found)
