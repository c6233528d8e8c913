"""The toy of the method notes as questions of the engine, without a warehouse."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from hypothesis import strategies as st
from tests.world import PRODUCTS, TOY

from karvan.engines.potential.answer import CellPotential, PairEase
from karvan.engines.potential.cells import cell
from karvan.engines.potential.pair import pair_ease
from karvan.engines.potential.sides import Case, Growth, Home, Market
from karvan.model.known import Known, Unknown

Flows = Mapping[tuple[str, str], tuple[float, float]]

KM = 500.0
values = st.floats(min_value=1, max_value=1e9)
tables = st.lists(values, min_size=12, max_size=12).map(
    lambda flat: {pair: (flat[2 * n], flat[2 * n + 1]) for n, pair in enumerate(TOY)}
)


def case_of(flows: Flows, home: str, market: str, **more: object) -> Case:
    """Equal distances, no re-exports; `more` as Case takes it."""
    world = {hs6: sum(v[n] for v in flows.values()) for n, hs6 in enumerate(PRODUCTS)}
    exports = {hs6: sum(v[n] for (i, _), v in flows.items() if i == home) for n, hs6 in enumerate(PRODUCTS)}
    imports = {hs6: sum(v[n] for (_, j), v in flows.items() if j == market) for n, hs6 in enumerate(PRODUCTS)}
    pair = dict(zip(PRODUCTS, flows[home, market], strict=True))
    row = {"status": "observed", "reporting": "both", "confidence": "high", "value_usd": sum(pair.values())}
    seller = Home(home, world, exports, {}, True, True)
    buyer = Market(
        country=market,
        period=2024,
        imports=imports,
        mean_log_km=dict.fromkeys(PRODUCTS, math.log(KM)),
        reports=True,
        imports_are_present=True,
        pair_row=row,
        flows=Known(pair),
        distance_km=Known(KM),
    )
    return Case(seller, buyer, **more)


def silent(case: Case) -> Case:
    """The same question when neither side reports the pair."""
    row = {"status": "not_observed", "reporting": "none", "confidence": "high", "value_usd": None}
    return replace(case, market=replace(case.market, pair_row=row, flows=Known({})))


def grown(flows: Flows, home: str, market: str, gdp: Mapping[str, float], people: float = 1.0) -> Growth:
    """Growth ratios for the toy."""
    world = {
        hs6: sum(v[n] * gdp.get(i, 1.0) for (i, _), v in flows.items()) for n, hs6 in enumerate(PRODUCTS)
    }
    off = Unknown("not_applied", ("gdp",))
    home_gdp, market_gdp = (Known(gdp[one]) if one in gdp else off for one in (home, market))
    return Growth(home_gdp, market_gdp, Known(people), world, name="given", horizon_years=5)


def answered(case: Case) -> tuple[PairEase, list[CellPotential]]:
    """The pair and its two cells."""
    pair = pair_ease(case)
    return pair, [cell(hs6, case, pair) for hs6 in PRODUCTS]


def potentials(case: Case) -> list[float]:
    """Potentials of the two cells, current USD."""
    return [one.potential_usd.value for one in answered(case)[1]]
