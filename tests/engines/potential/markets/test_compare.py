"""Markets beside each other: the order, what is not comparable, and the reasons by their rules."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karvan.engines.potential.markets import MarketFigures, Reason, compare
from karvan.errors import QuestionError
from karvan.model.known import Known, Unknown

UNKNOWN = Unknown("not_observed", ("XXX",))
PLAIN = MarketFigures(
    market="AAA", potential_usd=Known(100.0), unrealised_usd=Known(30.0), trade_status="observed",
    trade_usd=Known(70.0), interval_80=Unknown("not_applied"), demand_usd=Known(900.0), distance_km=Known(3000.0),
    growth=Known(1.0), reports=Known(True), products=3, estimated_share=Known(0.0), stops=0, lines=5,
)  # fmt: skip


def market(code: str, **more: object) -> MarketFigures:
    return replace(PLAIN, market=code, **more)  # type: ignore[arg-type]


def test_markets_are_ranked_by_potential_and_unknown_ones_stand_apart():
    found = compare(
        [
            market("CCC", potential_usd=Known(5.0)),
            market("BBB"),
            market("AAA"),
            market("DDD", potential_usd=UNKNOWN),
        ],
        ["DDD", "CCC"],
    )
    assert [(row.figures.market, row.rank, row.is_named) for row in (*found.ranked, *found.unknown)] == [
        ("AAA", 1, False), ("BBB", 2, False), ("CCC", 3, True), ("DDD", None, True),
    ]  # fmt: skip
    assert [row.figures.market for row in found.named()] == ["CCC", "DDD"]


@pytest.mark.parametrize(
    ("change", "side", "reason"),
    [
        ({"unrealised_usd": Known(50.0)}, "for", Reason("room_left", {"share": 0.5})),
        ({"distance_km": Known(1500.0)}, "for", Reason("near", {"km": 1500.0})),
        ({"growth": Known(1.2)}, "for", Reason("grows", {"growth": 1.2})),
        ({"unrealised_usd": Known(5.0)}, "against", Reason("served", {"share": 0.05})),
        ({"distance_km": Known(6000.0)}, "against", Reason("far", {"km": 6000.0})),
        ({"growth": Known(0.8)}, "against", Reason("shrinks", {"growth": 0.8})),
        ({"stops": 2}, "against", Reason("stops", {"stops": 2, "lines": 5})),
        ({"trade_status": "unknown", "trade_usd": UNKNOWN}, "against", Reason("trade_unknown", {})),
        (
            {"trade_status": "estimated", "interval_80": Known((40.0, 90.0))},
            "against",
            Reason("estimated", {"low": 40.0, "high": 90.0}),
        ),
        (
            {"trade_status": "estimated", "interval_80": Known((10.0, 90.0))},
            "against",
            Reason("wide_estimate", {"low": 10.0, "high": 90.0}),
        ),
        ({"estimated_share": Known(0.3)}, "against", Reason("imports_estimated", {"share": 0.3})),
        ({"reports": Known(False)}, "against", Reason("does_not_report", {})),
    ],
)
def test_each_reason_has_its_rule(change, side, reason):
    small = market("SSS", demand_usd=Known(1.0), potential_usd=Known(1.0), unrealised_usd=Known(0.3))
    before, after = (
        compare(
            [market("AAA", **more), small, market("TOP", potential_usd=Known(1e9), demand_usd=Known(1e9))], []
        )
        for more in ({}, change)
    )

    def reasons(answer):
        (row,) = (one for one in (*answer.ranked, *answer.unknown) if one.figures.market == "AAA")
        return row.reasons_for if side == "for" else row.reasons_against

    assert [one for one in reasons(after) if one not in reasons(before)] == [reason]


def test_law_is_never_taken_as_read():
    (row,) = compare([market("AAA")], []).ranked
    assert row.reasons_against == (Reason("law_unknown", {}),)


@given(st.lists(st.floats(0, 1e12), min_size=1, max_size=30))
def test_the_order_of_the_question_changes_no_rank(values):
    figures = [market(f"M{at:02}", potential_usd=Known(value)) for at, value in enumerate(values)]
    plain = [row.figures.market for row in compare(figures, []).ranked]
    assert [row.figures.market for row in compare(figures[::-1], []).ranked] == plain
    assert sorted(plain) == sorted(one.market for one in figures)
    ordered = [next(one.potential_usd for one in figures if one.market == code) for code in plain]
    amounts = [one.value for one in ordered if isinstance(one, Known)]
    assert amounts == sorted(amounts, reverse=True)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -1.0])
@pytest.mark.parametrize("name", ["potential_usd", "trade_usd", "distance_km", "growth"])
def test_a_figure_that_is_no_amount_is_refused(name, value):
    with pytest.raises(QuestionError, match="AAA"):
        compare([market("AAA", **{name: Known(value)})], [])


def test_what_cannot_be_compared_is_refused():
    with pytest.raises(QuestionError, match="twice"):
        compare([market("AAA"), market("AAA")], [])
    with pytest.raises(QuestionError, match="ZZZ"):
        compare([market("AAA")], ["ZZZ"])
