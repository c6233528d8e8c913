"""Rules of origin and tolerances read back what they print, and refuse what is none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karvan.errors import OriginRuleUnreadable
from karvan.model.origin_rule import (
    AllOf,
    AnyOf,
    MaxNom,
    Process,
    RegionalValue,
    Rule,
    Shift,
    Tolerance,
    WhollyObtained,
    parse_rule,
    parse_tolerance,
)

codes = st.integers(1, 999999).map(lambda number: f"{number:06d}") | st.sampled_from(["76", "7601", "01"])
shares = st.integers(0, 1_000_000).map(lambda millionths: Decimal(millionths).scaleb(-6))
bases = st.sampled_from(["", "EXW", "FOB"])
singles: st.SearchStrategy[Rule] = st.one_of(
    st.just(WhollyObtained()),
    st.builds(Shift, st.sampled_from(["CC", "CTH", "CTSH"]), st.lists(codes, max_size=3).map(tuple)),
    st.builds(MaxNom, shares, bases),
    st.builds(RegionalValue, shares, bases, st.sampled_from(["build-down", "build-up"])),
    st.builds(Process, st.from_regex(r"[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,5}){0,2}", fullmatch=True)),
)


def _joined(inner: st.SearchStrategy[Rule]) -> st.SearchStrategy[Rule]:
    parts = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.builds(AllOf, parts) | st.builds(AnyOf, parts)


rules: st.SearchStrategy[Rule] = st.recursive(singles, _joined, max_leaves=8)
tolerances = st.builds(
    Tolerance,
    shares,
    st.lists(st.sampled_from(["CC", "CTH", "CTSH"]), min_size=1, max_size=3).map(tuple),
    st.lists(st.integers(1, 97).map(lambda number: f"{number:02d}"), max_size=3).map(tuple),
)


@given(rules)
def test_every_rule_reads_back(rule):
    assert parse_rule(str(rule)) == rule


@given(tolerances)
def test_every_tolerance_reads_back(tolerance):
    read = parse_tolerance(str(tolerance))
    assert read == (tolerance if tolerance.share else Tolerance(Decimal(0)))


@given(st.text(max_size=40))
def test_any_text_is_a_rule_or_is_refused(text):
    try:
        rule = parse_rule(text)
    except OriginRuleUnreadable:
        return
    assert parse_rule(str(rule)) == rule


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("wo", "WO"),
        ("cth except 76.02, 76.01", "CTH except 7601,7602"),
        ("maxnom 50 % exw", "MAXNOM 50% EXW"),
        ("RVC 40.50% fob", "RVC 40.5% FOB"),
        ("rvc 40% Build-Up", "RVC 40% build-up"),
        ("(CTH or MAXNOM 50%) and PROCESS Spinning", "(CTH or MAXNOM 50%) and PROCESS spinning"),
        ("CTH or (CC and WO)", "CTH or CC and WO"),
        ("((CTH) or CC) or WO", "CTH or CC or WO"),
    ],
)
def test_a_rule_has_one_way_to_be_written(text, canonical):
    assert str(parse_rule(text)) == canonical


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "it ends too early"),
        ("CTX", "«CTX» is no kind of rule"),
        ("MAXNOM 50 EXW", "«50» stands where a percentage should"),
        ("MAXNOM 101%", "a share is from 0% to 100%"),
        ("RVC 40% CIF", "«CIF» is one word too many"),
        ("CTH except", "it ends too early"),
        ("CTH except 760", "an HS code has 2, 4 or 6 digits"),
        ("CTH or", "it ends too early"),
        ("(CTH", "it ends too early"),
        ("CTH & CC", "«& CC» is not understood"),
        ("-5%", "«-5%» is not understood"),
        ("(" * 30 + "CTH" + ")" * 30, "its parentheses are too deep"),
        ("CTH or " * 300 + "CTH", "it is too long"),
    ],
)
def test_what_is_no_rule_is_refused(text, problem):
    with pytest.raises(OriginRuleUnreadable) as refused:
        parse_rule(text)
    assert refused.value.facts["problem"] == problem


@pytest.mark.parametrize("text", ["", "10", "10% on WO", "10% except 5001", "-1%", "200%"])
def test_what_is_no_tolerance_is_refused(text):
    with pytest.raises(OriginRuleUnreadable):
        parse_tolerance(text)


def test_a_tolerance_counts_only_for_its_rules_and_chapters():
    tolerance = parse_tolerance("10% on CTH except 50,51")
    found = {
        (level, chapter): tolerance.share_for(level, chapter)
        for level in ("CC", "CTH")
        for chapter in ("50", "76")
    }
    assert found == {
        ("CC", "50"): Decimal(0),
        ("CC", "76"): Decimal(0),
        ("CTH", "50"): Decimal(0),
        ("CTH", "76"): Decimal("0.1"),
    }
