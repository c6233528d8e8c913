"""Which rule is the product's: the most specific prefix, a conflict, none, or one of another revision."""

from __future__ import annotations

import pytest
from tests.engines.access.origin.bills import FOIL, ask, bill, scheme

from karvan.engines.access.origin import Outcome, ProductRule, rule_for
from karvan.errors import OriginRuleUnreadable, QuestionError
from karvan.model.known import Known, Unknown
from karvan.model.truth import Truth


def rules(*said: str, hs_rev: int = 2022) -> tuple[ProductRule, ...]:
    """Each `codes: rule`."""
    parted = (one.split(": ") for one in said)
    return tuple(ProductRule(tuple(codes.split(",")), hs_rev, text, ()) for codes, text in parted)


@pytest.mark.parametrize(
    ("said", "complete", "found"),
    [
        (["76: CC", "7607: CTH", "760711: CTSH"], True, "CTSH"),
        (["76: CC", "7607: CTH"], True, "CTH"),
        (["74,76: CC", "7601: CTH"], True, "CC"),
        (["7607: CTH", "7607: cth"], True, "CTH"),
        (["7607: CTH", "7607: CC"], True, Unknown("rule_conflict", ("CTH", "CC"))),
        (["7607: CTH"], False, Unknown("rule_may_be_finer", ("CTH",))),
        (["760711: CTH"], False, "CTH"),
        (["74: CTH"], False, Unknown("rule_not_loaded")),
        (["74: CTH"], True, Unknown("rule_absent")),
        ([], False, Unknown("rule_not_loaded")),
    ],
)
def test_the_most_specific_prefix_wins(said, complete, found):
    chosen = rule_for(scheme("CC", rules=rules(*said), is_complete=complete), FOIL, 2022)
    assert (str(chosen.value.rule) if isinstance(chosen, Known) else chosen) == found


def test_too_few_digits_do_not_choose_between_rules():
    assert rule_for(scheme("CC", rules=rules("76: CC", "7607: CTH")), "76", 2022) == Unknown("more_digits")


def test_codes_of_another_revision_are_not_compared():
    assert rule_for(scheme("CC", rules=rules("76: CC", hs_rev=2017)), FOIL, 2022) == Unknown("other_revision")


def test_an_unknown_rule_leaves_the_verdict_unknown_and_still_informs():
    found = ask(bill("7601 CHN n 300"), scheme("CC", rules=(), is_complete=False))
    shares = {(one.kind, one.base): str(one.low) for one in found.figures}
    assert (found.outcome, found.branch, found.rule) == (Outcome.UNKNOWN, None, Unknown("rule_not_loaded"))
    assert [(gap.kind, gap.name) for gap in found.missing] == [("rule", "rule_not_loaded")]
    # 300/1000; (1000-300)/1000; nothing originates; 300/1100 = 0.272727; (1100-300)/1100 = 0.727273.
    assert shares == {
        ("nom", "EXW"): "0.300000",
        ("rvc_build_down", "EXW"): "0.700000",
        ("rvc_build_up", "EXW"): "0.000000",
        ("nom", "FOB"): "0.272727",
        ("rvc_build_down", "FOB"): "0.727273",
        ("rvc_build_up", "FOB"): "0.000000",
    }
    assert [(one.cc, one.cth) for one in found.materials] == [("no", "yes")]


@pytest.mark.parametrize(
    ("applied", "outcome"),
    [
        (Truth.YES, Outcome.QUALIFIES),
        (Truth.NO, Outcome.DOES_NOT_QUALIFY),
        (Truth.UNKNOWN, Outcome.UNKNOWN),
        (None, Outcome.QUALIFIES),
    ],
)
def test_an_agreement_gives_something_only_while_it_is_applied(applied, outcome):
    assert ask(bill("7601 CHN n 300"), scheme("CTH"), applied).outcome == outcome


def test_a_country_outside_the_agreement_has_no_question():
    with pytest.raises(QuestionError) as refused:
        ask(bill("7601 CHN n 300"), scheme("CTH", rules=()).__class__("toy", ("UZB", "ARM"), (), True))
    assert refused.value.text() == "IRN is no party of toy. Its parties are UZB, ARM."


def test_a_rule_that_is_none_makes_no_scheme():
    with pytest.raises(OriginRuleUnreadable):
        ProductRule(("76",), 2022, "some work", ())
