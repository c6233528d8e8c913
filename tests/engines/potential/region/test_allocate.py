"""The best evidence counts, the rest stays beside it, and nothing unknown turns into zero."""

from __future__ import annotations

from datetime import date

import pytest
from tests.engines.potential.region.evidence import AS_OF, SUPPLY_UNTIL, cited, line

from karvan.engines.potential.region import REST, Allocation, Evidence, Grade, Level, allocate
from karvan.errors import QuestionError
from karvan.model.citation import Standing
from karvan.model.known import Known, PartialSum, Unknown

NATIONAL = {"760110": 300.0, "760120": 100.0, "200210": 50.0}


def allocated(*evidence: Evidence, regions: tuple[str, ...] = ("XA-1",)) -> Allocation:
    return allocate("XAA", regions, NATIONAL, evidence, hs_rev=2017, as_of=AS_OF, supply_until=SUPPLY_UNTIL)


def seen(allocation: Allocation, region: str, code: str) -> tuple[object, ...]:
    one = allocation.of(region, code)
    return one.share, one.grade, one.reason


def test_without_evidence_everything_is_unknown():
    found = allocated()
    assert seen(found, "XA-1", "760110") == (
        Unknown("no_evidence", ("customs table, registry, stated share or fallback",)),
        None,
        "no_evidence",
    )
    assert found.of(REST, "760110").share == Unknown("other_regions_unknown", ("XA-1",))
    assert found.total("XA-1", {"760110": Known(5.0)}) == PartialSum(0.0, ("760110",))


def test_levels_are_taken_best_first():
    fallback = line(Level.FALLBACK, "XA-1", share=0.1)
    stated = line(Level.STATED, "XA-1", "76", share=0.4)
    registry = line(
        Level.REGISTRY, "XA-1", "7601", amount=30.0, nation_amount=100.0, unit="t", producer="Mill"
    )
    exports = line(Level.EXPORTS, "XA-1", "760110", amount=150.0, nation_amount=300.0)
    found = allocated(fallback, stated, registry, exports)
    assert seen(found, "XA-1", "760110") == (Known(0.5), Grade.HIGH, "customs_produced_in")
    assert seen(found, "XA-1", "760120") == (Known(0.3), Grade.LOW, "registry_capacity_only")
    assert seen(found, "XA-1", "200210") == (Known(0.1), Grade.FALLBACK, "share_of_population")
    assert [one.level for one in found.of("XA-1", "760110").alternatives] == [
        Level.REGISTRY,
        Level.STATED,
        Level.FALLBACK,
    ]
    assert seen(found, REST, "760110") == (Known(0.5), Grade.HIGH, "what_the_regions_leave")


def test_customs_over_the_flows_when_no_national_total_is_given():
    found = allocated(line(Level.EXPORTS, "XA-1", "7601", amount=100.0))
    assert seen(found, "XA-1", "760110") == (Known(0.25), Grade.MEDIUM, "customs_over_national_flows")


@pytest.mark.parametrize("basis", ["cleared_at", "declared_by"])
def test_what_is_cleared_or_declared_in_a_region_is_only_a_hint(basis: str):
    hint = line(Level.EXPORTS, "XA-1", "760110", basis=basis, amount=240.0, nation_amount=300.0)
    alone = allocated(hint).of("XA-1", "760110")
    assert (alone.share, alone.reason) == (
        Unknown("only_hints", ("customs table, registry, stated share or fallback",)),
        "only_hints",
    )
    beside = allocated(hint, line(Level.STATED, "XA-1", "7601", share=0.2)).of("XA-1", "760110")
    assert beside.share == Known(0.2)
    assert [(one.reason, one.role, one.share) for one in beside.conflicts] == [
        (f"hint_{basis}", "hint", Known(0.8))
    ]


def test_contradicting_evidence_is_kept_as_conflict():
    found = allocated(
        line(Level.REGISTRY, "XA-1", "760110", amount=60.0, nation_amount=100.0, unit="t"),
        line(Level.EXPORTS, "XA-1", "760110", amount=15.0, nation_amount=300.0),
    ).of("XA-1", "760110")
    assert (found.share, [one.share for one in found.conflicts]) == (Known(0.05), [Known(0.6)])


def test_stale_evidence_stops_and_later_evidence_is_not_known_yet():
    old = line(Level.STATED, "XA-1", "76", share=0.4, review_by=date(2025, 12, 31))
    later = line(Level.STATED, "XA-1", "76", share=0.3, observed_on=date(2026, 1, 2))
    found = allocated(old, later).of("XA-1", "760110")
    assert (found.reason, [one.share for one in found.alternatives]) == (
        "stale",
        [Unknown("stale", ("source",))],
    )
    assert allocated(old, line(Level.FALLBACK, "XA-1", share=0.1)).of("XA-1", "760110").share == Known(0.1)


def test_more_than_the_nation_is_no_share():
    found = allocated(line(Level.EXPORTS, "XA-1", "760110", amount=301.0)).of("XA-1", "760110")
    assert (found.reason, found.grade) == ("exceeds_nation", None)


def test_better_evidence_leaves_less_to_the_lower_grade():
    found = allocated(
        line(Level.EXPORTS, "XA-1", "760110", amount=210.0, nation_amount=300.0),
        line(Level.STATED, "XA-2", "76", share=0.6),
        regions=("XA-1", "XA-2"),
    )
    scaled = found.of("XA-2", "760110")
    assert scaled.share == Known(pytest.approx(0.3))
    assert (scaled.grade, scaled.reason) == (Grade.LOW, "scaled_to_nation")
    assert [one.share for one in scaled.conflicts] == []  # 0.6 is not more than twice 0.3
    assert found.of(REST, "760110").share == Known(0.0)


def test_fallbacks_divide_what_better_evidence_leaves():
    weights = [line(Level.FALLBACK, name, share=share) for name, share in (("XA-1", 0.2), ("XA-2", 0.3))]
    exports = line(Level.EXPORTS, "XA-1", "760110", amount=0.0, nation_amount=300.0)
    found = allocated(exports, *weights, regions=("XA-1", "XA-2"))
    assert [found.of(region, "760110").share for region in found.regions] == [
        Known(0.0),
        Known(pytest.approx(0.3 / 0.8)),
        Known(pytest.approx(0.5 / 0.8)),
    ]


def test_an_unknown_region_leaves_the_rest_unknown():
    found = allocated(line(Level.STATED, "XA-1", "7601", share=0.4), regions=("XA-1", "XA-2"))
    assert found.of("XA-1", "760110").share == Known(0.4)
    assert found.of(REST, "760110").share == Unknown("other_regions_unknown", ("XA-2",))
    values, known = found.matrix()
    assert (values[:, 0].tolist(), known[:, 0].tolist()) == ([0.4, 0.0, 0.0], [True, False, False])


def test_export_shares_weigh_capacities():
    entries = [
        line(
            Level.REGISTRY,
            "XA-1",
            "760110",
            amount=amount,
            unit="t",
            export_share=part,
            producer=name,
            nation_amount=200.0,
            nation_export_share=0.5,
            launched_on=launched,
        )
        for name, amount, part, launched in (
            ("Old mill", 50.0, 0.8, None),
            ("New mill", 40.0, 1.0, date(2025, 3, 1)),  # after the supply's last day: it sold none of it
        )
    ]
    assert seen(allocated(*entries), "XA-1", "760110") == (
        Known(0.4),
        Grade.MEDIUM,
        "registry_with_export_shares",
    )


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"nation_amount": None}, "national_capacity_unknown"),
        ({"amount": None}, "capacity_unknown"),
        ({"amount": 900.0}, "exceeds_nation"),
        ({"nation_amount": 0.0, "amount": 0.0}, "nation_is_zero"),
    ],
)
def test_a_registry_that_cannot_tell_says_why(more: dict[str, float | None], reason: str):
    given = {"amount": 10.0, "nation_amount": 100.0, "unit": "t", "producer": "Mill"} | more
    assert allocated(line(Level.REGISTRY, "XA-1", "76", **given)).of("XA-1", "760110").reason == reason


def test_mixed_units_are_not_added():
    entries = [
        line(Level.REGISTRY, "XA-1", "76", amount=1.0, nation_amount=9.0, unit=unit) for unit in ("t", "m2")
    ]
    assert allocated(*entries).of("XA-1", "760110").reason == "mixed_units"


def test_a_verified_statement_is_worth_more_than_one_report():
    verified = line(Level.STATED, "XA-1", "7601", share=0.4, citation=cited("law", Standing.VERIFIED))
    assert allocated(verified).of("XA-1", "760110").grade is Grade.MEDIUM
    assert allocated(line(Level.STATED, "XA-1", "7601", share=0.4)).of("XA-1", "760110").grade is Grade.LOW


@pytest.mark.parametrize(
    "evidence",
    [
        line(Level.STATED, "XA-1", "76", share=float("nan")),
        line(Level.STATED, "XA-1", "76", share=-0.1),
        line(Level.STATED, "XA-1", "76", share=40.0),
        line(Level.STATED, "XA-1", "76", share=0.1, hs_rev=2022),
        line(Level.STATED, "XA-1", "76", share=0.1, basis="hearsay"),
        line(Level.STATED, "XA-9", "76", share=0.1),
    ],
)
def test_impossible_evidence_is_refused(evidence: Evidence):
    with pytest.raises(QuestionError):
        allocated(evidence)


@pytest.mark.parametrize("regions", [(), ("XA-1", "XA-1"), (REST,)])
def test_regions_are_named_once(regions: tuple[str, ...]):
    with pytest.raises(QuestionError):
        allocated(regions=regions)


@pytest.mark.parametrize("national", [{"76011": 1.0}, {"760110": float("nan")}, {"760110": -1.0}])
def test_impossible_supply_is_refused(national: dict[str, float]):
    with pytest.raises(QuestionError):
        allocate("XAA", ["XA-1"], national, [], hs_rev=2017, as_of=AS_OF, supply_until=SUPPLY_UNTIL)
