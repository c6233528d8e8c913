"""Markets ranked by potential, each with reasons by rules that are written here."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from karvan.engines.potential.markets.answer import MarketFigures, MarketRow, MarketsAnswer, Reason
from karvan.errors import QuestionError
from karvan.model.known import Known, Maybe, value_or_none

TOP_TENTH = 0.9
"""A figure speaks for a market when nine in ten markets have less."""
UNREALISED_SHARE = 0.5
"""Half of the potential unused is room; less than a tenth is a market that is served."""
SERVED_SHARE = 0.1
NEAR_KM, FAR_KM = 1500.0, 5000.0
GROWS, SHRINKS = 1.1, 0.9
"""Projected GDP over the world's in five years: a tenth more, or less, than the world."""
WIDE_FACTOR = 4.0
"""High over low end of an 80 % interval from which an estimate says little more than the order of size."""
ESTIMATED_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class _Scale:
    """From which potential and imports a market is among the top tenth, USD."""

    potential: float
    demand: float


def compare(figures: Sequence[MarketFigures], named: Collection[str]) -> MarketsAnswer:
    """Rank all markets and set the `named` ones beside them; ties by code.

    Raises QuestionError when a market stands twice, a named one is not among them, or a figure is no amount.
    """
    codes = [one.market for one in figures]
    if len(set(codes)) < len(codes):
        raise QuestionError("A market stands twice.", where="markets")
    absent = sorted(set(named) - set(codes))
    if absent:
        raise QuestionError(
            "{markets} are not among the markets of the data.",
            fix="Name markets that the loaded trade data hold as importers.",
            markets=", ".join(absent),
        )
    _check_amounts(figures)
    scale = _Scale(_top([one.potential_usd for one in figures]), _top([one.demand_usd for one in figures]))
    known = [one for one in figures if isinstance(one.potential_usd, Known)]
    ordered = sorted(known, key=lambda one: (-(value_or_none(one.potential_usd) or 0.0), one.market))
    unknown = sorted(
        (one for one in figures if not isinstance(one.potential_usd, Known)), key=lambda one: one.market
    )
    return MarketsAnswer(
        tuple(_row(one, rank, named, scale) for rank, one in enumerate(ordered, start=1)),
        tuple(_row(one, None, named, scale) for one in unknown),
    )


def _check_amounts(figures: Sequence[MarketFigures]) -> None:
    names = (
        "potential_usd",
        "unrealised_usd",
        "trade_usd",
        "demand_usd",
        "distance_km",
        "growth",
        "estimated_share",
    )
    for one in figures:
        for name in names:
            value = value_or_none(getattr(one, name))
            if value is not None and not (math.isfinite(value) and value >= 0):
                raise QuestionError(
                    "A figure of {market} is no number of at least 0: {value}.",
                    where=name,
                    fix="Hand in what is unknown as unknown.",
                    market=one.market,
                    value=value,
                )


def _row(one: MarketFigures, rank: int | None, named: Collection[str], scale: _Scale) -> MarketRow:
    return MarketRow(one, rank, one.market in named, tuple(_for(one, scale)), tuple(_against(one)))


def _for(one: MarketFigures, scale: _Scale) -> Iterator[Reason]:
    potential, unrealised = value_or_none(one.potential_usd), value_or_none(one.unrealised_usd)
    demand, km = value_or_none(one.demand_usd), value_or_none(one.distance_km)
    growth = value_or_none(one.growth)
    if potential and potential >= scale.potential:
        yield Reason("large_potential", {"potential_usd": potential})
    if potential and unrealised is not None and unrealised >= UNREALISED_SHARE * potential:
        yield Reason("room_left", {"share": unrealised / potential})
    if demand and demand >= scale.demand:
        yield Reason("large_imports", {"demand_usd": demand})
    if km is not None and km <= NEAR_KM:
        yield Reason("near", {"km": km})
    if growth is not None and growth >= GROWS:
        yield Reason("grows", {"growth": growth})


def _against(one: MarketFigures) -> Iterator[Reason]:
    potential, unrealised = value_or_none(one.potential_usd), value_or_none(one.unrealised_usd)
    km, growth = value_or_none(one.distance_km), value_or_none(one.growth)
    if potential and unrealised is not None and unrealised < SERVED_SHARE * potential:
        yield Reason("served", {"share": unrealised / potential})
    if km is not None and km >= FAR_KM:
        yield Reason("far", {"km": km})
    if growth is not None and growth <= SHRINKS:
        yield Reason("shrinks", {"growth": growth})
    if one.stops:
        yield Reason("stops", {"stops": one.stops, "lines": one.lines})
    yield from _doubts(one)


def _doubts(one: MarketFigures) -> Iterator[Reason]:
    """What is not known speaks against relying on a figure, and is said."""
    if one.trade_status == "unknown":
        yield Reason("trade_unknown", {})
    interval = value_or_none(one.interval_80)
    if one.trade_status == "estimated" and interval is not None:
        is_wide = interval[1] > WIDE_FACTOR * interval[0]
        yield Reason("wide_estimate" if is_wide else "estimated", {"low": interval[0], "high": interval[1]})
    share = value_or_none(one.estimated_share)
    if share is not None and share >= ESTIMATED_SHARE:
        yield Reason("imports_estimated", {"share": share})
    if isinstance(one.reports, Known) and not one.reports.value:
        yield Reason("does_not_report", {})
    yield Reason("law_unknown", {})


def _top(values: Sequence[Maybe[float]]) -> float:
    known = sorted(value.value for value in values if isinstance(value, Known))
    return known[int(TOP_TENTH * (len(known) - 1))] if known else float("inf")
