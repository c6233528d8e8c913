"""Sums of one market: demand x supply x ease = potential, over the distinct subheadings of all lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from karvan.dossier.name import Name
from karvan.dossier.plan import Cell, Line, MarketPlan, Pair
from karvan.model.known import Known, Maybe, Unknown, lift, value_or_none


@dataclass(frozen=True, slots=True)
class LineFigures:
    """One line in one market; `realised_share` = realised / potential, a fraction.

    `group` is the section's code; `is_stopped` when the line must not be recommended.
    """

    product: str
    name: Name
    group: str
    is_stopped: bool
    demand_usd: Maybe[float]
    supply_usd: Maybe[float]
    potential_usd: Maybe[float]
    realised_share: Maybe[float]


@dataclass(frozen=True, slots=True)
class MarketFigures:
    """Factors of a market's potential; each subheading counts once, and only where its benchmark is known.

    `supply_factor` = benchmark / demand: home's share in world exports, weighted by what the market buys and with
    the factors of growth and distance, a fraction. Ease is that of the pair, its 80 % ends from the pair's
    estimate (unknown for an observed pair: then nothing was estimated). `low_usd` and `high_usd` are the range of
    sensitivity of the potential. `lacks` counts the subheadings left out.
    """

    market: str
    name: Name
    demand_usd: Maybe[float]
    supply_factor: Maybe[float]
    benchmark_usd: Maybe[float]
    ease: Maybe[float]
    ease_low_80: Maybe[float]
    ease_high_80: Maybe[float]
    potential_usd: Maybe[float]
    low_usd: Maybe[float]
    high_usd: Maybe[float]
    realised_usd: Maybe[float]
    realised_share: Maybe[float]
    lacks: int
    lines: tuple[LineFigures, ...]


def market_figures(market: MarketPlan) -> MarketFigures:
    """The sums of one market of the plan."""
    cells = _distinct(market)
    usable = [one for one in cells if _is_known(one.demand_usd) and _is_known(one.benchmark_usd)]
    demand, benchmark = _sum(usable, "demand_usd"), _sum(usable, "benchmark_usd")
    potential, realised = _sum(usable, "potential_usd"), _sum(usable, "realised_usd")
    low, high = (_end(market.pair, name) for name in ("low_80_usd", "high_80_usd"))
    return MarketFigures(
        market=market.market,
        name=market.name,
        demand_usd=demand,
        supply_factor=_share(benchmark, demand),
        benchmark_usd=benchmark,
        ease=market.pair.ease,
        ease_low_80=low,
        ease_high_80=high,
        potential_usd=potential,
        low_usd=market.potential_range.map(lambda one: one.low_usd),
        high_usd=market.potential_range.map(lambda one: one.high_usd),
        realised_usd=realised,
        realised_share=_share(realised, potential),
        lacks=len(cells) - len(usable),
        lines=tuple(_lines(market)),
    )


def _distinct(market: MarketPlan) -> list[Cell]:
    lines = [line for group in market.sections for line in (*group.recommended, *group.stopped)]
    return list({cell.hs6: cell for line in lines for cell in line.cells}.values())


def _lines(market: MarketPlan) -> list[LineFigures]:
    return [
        _line(line, group.code, is_stopped=is_stopped)
        for group in market.sections
        for is_stopped, lines in ((False, group.recommended), (True, group.stopped))
        for line in lines
    ]


def _line(line: Line, group: str, *, is_stopped: bool) -> LineFigures:
    return LineFigures(
        product=line.product,
        name=line.name,
        group=group,
        is_stopped=is_stopped,
        demand_usd=line.demand_usd,
        supply_usd=line.supply_usd,
        potential_usd=line.potential_usd,
        realised_share=_share(line.realised_usd, line.potential_usd),
    )


def _end(pair: Pair, name: str) -> Maybe[float]:
    """An end of the estimate's interval as ease: the estimate over what home's world share would give."""
    if pair.estimate is None or not isinstance(pair.expected_usd, Known) or not pair.expected_usd.value:
        return Unknown("not_computed", ("estimate",))
    return Known(getattr(pair.estimate, name) / pair.expected_usd.value)


def _share(part: Maybe[float], whole: Maybe[float]) -> Maybe[float]:
    if isinstance(whole, Known) and whole.value == 0:
        return Unknown("not_computed", ("potential",))
    return lift(lambda one, other: one / other, part, whole)


def _sum(cells: Sequence[Cell], name: str) -> Maybe[float]:
    """The known terms together; unknown when there is none, for the reason of the first."""
    values: list[Maybe[float]] = [getattr(one, name) for one in cells]
    known = [value for value in map(value_or_none, values) if value is not None]
    if known:
        return Known(sum(known))
    return next((one for one in values if isinstance(one, Unknown)), Unknown("not_computed", ("benchmark",)))


def _is_known(value: Maybe[float]) -> bool:
    return isinstance(value, Known)
