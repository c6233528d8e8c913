"""How far a potential moves when what was assumed is assumed otherwise.

Potential is a benchmark without an observable truth, so this is a labelled range over named variants, one
changed at a time, and never an interval of confidence. Each variant is the cell's own potential times what
the variant changes; moving the estimate of a pair's trade moves its ease, while the sums over the world that
hold the same estimate stay (their share in it is small).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from karvan.engines.potential.answer import CellPotential, MarketPotential
from karvan.engines.potential.cells import cell_ease
from karvan.engines.potential.settings import ALL_PRODUCTS, WITHOUT_ENERGY
from karvan.model.known import Known, Maybe, Unknown, value_or_none

ELASTICITIES = (0.5, 1.5)
LABEL = "sensitivity"

Variant = Callable[[CellPotential], float]
"""Factor on a cell's potential."""


@dataclass(frozen=True, slots=True)
class PotentialRange:
    """Lowest and highest potential over the variants named in `over`, current USD, the base among them."""

    low: float
    high: float
    over: tuple[str, ...]
    label: str = LABEL


def potential_range(
    cells: Collection[CellPotential],
    answer: MarketPotential,
    other: Mapping[str, CellPotential] | None = None,
) -> Maybe[PotentialRange]:
    """Range of the summed potential of some cells of `answer`; unknown when none of them is known.

    `other`: the same cells in the other view (raw beside restored), if there is one.
    """
    known = {one.hs6: one.potential_usd.value for one in cells if isinstance(one.potential_usd, Known)}
    if not known:
        if isinstance(answer.pair.ease, Unknown):
            return answer.pair.ease
        unknown = [one.potential_usd for one in cells if isinstance(one.potential_usd, Unknown)]
        return unknown[0] if unknown else Unknown("not_observed", ("subheadings",))
    sums = {
        name: math.fsum(known[one.hs6] * factor(one) for one in cells if one.hs6 in known)
        for name, factor in variants(answer).items()
    }
    if other is not None:
        values = [other[hs6].potential_usd for hs6 in known if hs6 in other]
        seen = [value.value for value in values if isinstance(value, Known)]
        if seen:
            sums["raw" if _is_restored(answer) else "restored"] = math.fsum(seen)
    every = [math.fsum(known.values()), *sums.values()]
    return Known(PotentialRange(min(every), max(every), tuple(sums)))


def variants(answer: MarketPotential) -> dict[str, Variant]:
    """The variants that can be computed for a market, by name."""
    return {**_elasticities(answer), **_growth(answer), **_ease(answer), **_estimate(answer)}


def _elasticities(answer: MarketPotential) -> dict[str, Variant]:
    found: dict[str, Variant] = {}
    growth, settings = answer.growth, answer.settings
    gdp, people = growth.market_gdp_ratio, growth.market_population_ratio
    for value in ELASTICITIES:
        if isinstance(gdp, Known) and isinstance(people, Known):
            change = (gdp.value / people.value) ** (value - settings.income_elasticity)
            found[f"income_elasticity_{value}"] = _constant(change)
        if answer.tariff_source and settings.tariff_elasticity > 0:
            found[f"tariff_elasticity_{value}"] = _power(value / settings.tariff_elasticity - 1)
    return found


def _growth(answer: MarketPotential) -> dict[str, Variant]:
    if answer.growth.name == "neutral":
        return {}
    return {"growth_off": lambda one: 1 / (_or_1(one.supply_growth_factor) * _or_1(one.demand_growth_factor))}


def _ease(answer: MarketPotential) -> dict[str, Variant]:
    base = answer.settings.ease
    which = WITHOUT_ENERGY if base == ALL_PRODUCTS else ALL_PRODUCTS
    if not value_or_none(answer.pair.ease) or not value_or_none(answer.pair.ease_without_energy):
        return {}

    def change(one: CellPotential) -> float:
        return _or_1(cell_ease(one.hs6, which, answer.pair)) / _or_1(cell_ease(one.hs6, base, answer.pair))

    return {"ease_without_energy" if which == WITHOUT_ENERGY else "ease_all_products": change}


def _estimate(answer: MarketPotential) -> dict[str, Variant]:
    interval, trade = answer.pair.interval_80, value_or_none(answer.pair.trade_usd)
    if not isinstance(interval, Known) or not trade:
        return {}
    low, high = interval.value
    return {"estimate_low_80": _constant(low / trade), "estimate_high_80": _constant(high / trade)}


def _is_restored(answer: MarketPotential) -> bool:
    return any(isinstance(one.supply_added_usd, Known) for one in answer.cells.values())


def _constant(factor: float) -> Variant:
    return lambda _cell: factor


def _power(exponent: float) -> Variant:
    def change(one: CellPotential) -> float:
        tariffs = _or_1(one.historic_tariff_factor) * _or_1(one.forward_tariff_factor)
        return float(tariffs**exponent)

    return change


def _or_1(factor: Maybe[float]) -> float:
    return factor.value if isinstance(factor, Known) else 1.0
