"""Tariffs and growth, factor by factor: P3, P4 and the traps of the method notes."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engines.potential.cases import answered, case_of, grown, potentials, tables
from tests.world import PRODUCTS, TOY

from karvan.engines.potential import NEUTRAL, Duty, Projection, Settings, Tariffs
from karvan.engines.potential import market_share as form
from karvan.engines.potential.growth import last_window, log_slope, relative_trends
from karvan.errors import QuestionError
from karvan.model.known import Known, Unknown

rates = st.floats(min_value=0, max_value=3)
ratios = st.floats(min_value=0.2, max_value=5)
elasticities = st.floats(min_value=0, max_value=5)


def forward(home: float, average: float) -> Tariffs:
    return Tariffs("test", forward=dict.fromkeys(PRODUCTS, Duty(home, average)))


def market_average(shares: list[float], duties: list[float]) -> float:
    """t_.jk: the average of the duties on all suppliers, weighted by their shares."""
    return math.fsum(share * duty for share, duty in zip(shares, duties, strict=True))


@given(rates, rates, st.floats(min_value=0.001, max_value=1), st.floats(min_value=0.01, max_value=0.99))
def test_p3_a_lower_duty_lifts_home_and_never_a_rival(
    own: float, other: float, cut: float, share: float
) -> None:
    lower = own * (1 - cut)
    before, after = (market_average([share, 1 - share], [duty, other]) for duty in (own, lower))
    home, home_cut = (
        potentials(case_of(TOY, "IRN", "ARM", tariffs=forward(*x))) for x in ((own, before), (lower, after))
    )
    rival, rival_cut = (
        potentials(case_of(TOY, "UZB", "ARM", tariffs=forward(other, x))) for x in (before, after)
    )
    assert all(b >= a * (1 - 1e-12) for a, b in zip(home, home_cut, strict=True))
    assert all(b <= a * (1 + 1e-12) for a, b in zip(rival, rival_cut, strict=True))
    if own > 0.01 and cut > 0.01:
        assert all(b > a for a, b in zip(home, home_cut, strict=True))


def test_p3_one_table_for_both_terms_would_cancel_the_gain() -> None:
    """The trap: an exporter that sells to one market only faces there what it faces everywhere."""
    both = dict.fromkeys(PRODUCTS, Duty(0.05, 0.2))
    kept_apart = potentials(case_of(TOY, "IRN", "ARM", tariffs=Tariffs("test", forward=both)))
    in_both = potentials(case_of(TOY, "IRN", "ARM", tariffs=Tariffs("test", forward=both, historic=both)))
    plain = potentials(case_of(TOY, "IRN", "ARM"))
    assert in_both == pytest.approx(plain)
    assert kept_apart == pytest.approx([value * 1.2 / 1.05 for value in plain])


def test_the_historic_factor_marks_down_who_had_better_access() -> None:
    assert form.historic_tariff_factor(0.0, 0.1, 1.0) < 1 < form.historic_tariff_factor(0.2, 0.1, 1.0)


@given(tables, rates, rates)
def test_p4_without_tariff_elasticity_tariffs_have_no_effect(flows, own: float, average: float) -> None:
    duties = dict.fromkeys(PRODUCTS, Duty(own, average))
    case = case_of(
        flows,
        "IRN",
        "ARM",
        settings=Settings(growth="neutral", tariff_elasticity=0.0),
        tariffs=Tariffs("test", forward=duties, historic=duties),
    )
    assert potentials(case) == potentials(case_of(flows, "IRN", "ARM"))


@given(st.floats(min_value=1, max_value=20_000), st.floats(min_value=1, max_value=20_000))
def test_p4_distance_counts_nothing_only_at_the_typical_distance(typical: float, km: float) -> None:
    factor = form.distance_factor(math.log(typical), km)
    assert (factor == 1.0) == (math.log(typical) == math.log(km))


@given(tables, ratios)
def test_growth_common_to_all_exporters_changes_no_share(flows, ratio: float) -> None:
    gdp = dict.fromkeys(("IRN", "UZB", "ARM"), ratio)
    _, cells = answered(case_of(flows, "IRN", "ARM", growth=grown(flows, "IRN", "ARM", gdp, people=ratio)))
    assert [one.supply_growth_factor.value for one in cells] == pytest.approx([1.0, 1.0])
    assert [one.demand_growth_factor.value for one in cells] == pytest.approx([ratio, ratio])


@given(tables, st.lists(ratios, min_size=3, max_size=3))
def test_projected_shares_of_all_exporters_add_up_to_one(flows, gdp: list[float]) -> None:
    """The known error: a denominator summed over all products. Ours is the product's own."""
    by_country = dict(zip(("IRN", "UZB", "ARM"), gdp, strict=True))
    shares = dict.fromkeys(PRODUCTS, 0.0)
    for home, market in (("IRN", "ARM"), ("UZB", "ARM"), ("ARM", "IRN")):
        _, cells = answered(case_of(flows, home, market, growth=grown(flows, home, market, by_country)))
        for one in cells:
            shares[one.hs6] += one.supply_share.value * one.supply_growth_factor.value
    assert shares == pytest.approx(dict.fromkeys(PRODUCTS, 1.0))


@given(ratios, ratios, elasticities)
def test_income_moves_demand_by_its_elasticity(gdp: float, people: float, elasticity: float) -> None:
    factor = form.demand_growth_factor(gdp, people, elasticity)
    assert factor == pytest.approx((gdp / people) ** elasticity * people)
    assert form.demand_growth_factor(gdp, people, 1.0) == pytest.approx(gdp)


def test_what_is_not_known_is_not_applied_and_never_printed_as_one() -> None:
    growth = grown(TOY, "IRN", "ARM", {"UZB": 2.0, "ARM": 1.5})
    _, (plate, _) = answered(case_of(TOY, "IRN", "ARM", growth=growth, tariffs=forward(0.1, 0.1)))
    assert plate.supply_growth_factor == Unknown("not_applied", ("gdp",))
    assert plate.historic_tariff_factor == Unknown("not_applied", ("historic duties 760612",))
    assert plate.forward_tariff_factor == Known(1.0)
    assert plate.demand_growth_factor == Known(1.5)
    assert plate.potential_usd.value == pytest.approx(potentials(case_of(TOY, "IRN", "ARM"))[0] * 1.5)


@given(tables, st.permutations(list(TOY)))
def test_the_order_of_flows_does_not_matter(flows, order: list[tuple[str, str]]) -> None:
    shuffled = {pair: flows[pair] for pair in order}
    assert potentials(case_of(shuffled, "IRN", "ARM")) == pytest.approx(
        potentials(case_of(flows, "IRN", "ARM"))
    )


@given(st.floats(min_value=-0.1, max_value=0.1), st.floats(min_value=-0.1, max_value=0.1))
def test_trends_are_relative_to_the_world_so_inflation_drops_out(real: float, inflation: float) -> None:
    years = range(2014, 2024)
    plain = {"A": {y: 3.0 * math.exp(real * y) for y in years}, "B": dict.fromkeys(years, 5.0)}
    inflated = {
        country: {y: value * math.exp(inflation * (y - 2014)) for y, value in series.items()}
        for country, series in plain.items()
    }
    window = last_window(plain)
    assert window == (2014, 2023)
    one, two = relative_trends(plain, window), relative_trends(inflated, window)
    # The world's trend is that of a sum of exponentials, so only nearly straight.
    assert one == pytest.approx(two, rel=0.02)


def test_trends_by_hand() -> None:
    years = range(2014, 2024)
    series = {
        "WORLD": {y: 1e6 * 1.02 ** (y - 2014) for y in years},
        "FAST": {y: 1e-6 * 1.05 ** (y - 2014) for y in years},
    }
    assert relative_trends(series, (2014, 2023)) == pytest.approx(
        {"WORLD": 1.0, "FAST": (1.05 / 1.02) ** 5}, rel=1e-6
    )
    gaps = {**series, "GAPS": {y: 1.0 for y in years if y > 2017}}
    assert sorted(relative_trends(gaps, (2014, 2023))) == ["FAST", "WORLD"]
    assert (last_window({}), relative_trends({}, (0, 0)), log_slope({2020: 5.0})) == ((0, 0), {}, 0.0)


@pytest.mark.parametrize("bad", [math.nan, math.inf, -0.1])
def test_impossible_parameters_are_refused(bad: float) -> None:
    with pytest.raises(QuestionError):
        Tariffs("test", historic={PRODUCTS[0]: Duty(bad, 0.1)})
    with pytest.raises(QuestionError):
        Settings(tariff_elasticity=bad)
    with pytest.raises(QuestionError):
        Projection({"IRN": bad}, {}, "test", 5)


@pytest.mark.parametrize("bad", [{"growth": "wild"}, {"ease": "none"}])
def test_unheard_of_ways_are_refused(bad: dict[str, str]) -> None:
    with pytest.raises(QuestionError, match="no way to count"):
        Settings(**bad)


def test_the_product_s_default_is_growth_on() -> None:
    assert (Settings().growth, NEUTRAL.growth) == ("trend", "neutral")


@given(tables, st.lists(st.floats(min_value=0.01, max_value=1), min_size=1, max_size=6), ratios)
def test_p5_regions_with_their_shares_add_up_to_the_nation(flows, weights: list[float], gdp: float) -> None:
    growth = grown(flows, "IRN", "ARM", {"IRN": gdp, "ARM": 1.2})
    case = case_of(flows, "IRN", "ARM", growth=growth, tariffs=forward(0.02, 0.1))
    nation = answered(case)[1]
    sums = [0.0, 0.0]
    for weight in weights:
        exports = {k: v * weight / sum(weights) for k, v in case.home.exports.items()}
        _, cells = answered(replace(case, home=replace(case.home, exports=exports)))
        sums = [total + one.benchmark_usd.value for total, one in zip(sums, cells, strict=True)]
    assert sums == pytest.approx([one.benchmark_usd.value for one in nation])
