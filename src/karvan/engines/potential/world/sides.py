"""The two sides of every cell: what sellers can supply and what markets demand, growth included."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from karvan.engines.potential.world.codes import Floats
from karvan.engines.potential.world.trade import Trade
from karvan.errors import QuestionError


@dataclass(frozen=True, slots=True, eq=False)
class Growth:
    """Projected ratios end / base; None is neutral (1 everywhere).

    exporter_gdp (E,), market_gdp (M,), market_population (M,); elasticity of imports to income per head.
    """

    exporter_gdp: Floats | None = None
    market_gdp: Floats | None = None
    market_population: Floats | None = None
    elasticity: float = 1.0


NEUTRAL = Growth()


def supply(trade: Trade, growth: Growth = NEUTRAL) -> Floats:
    """(E, K) share of projected world trade x net-exporter factor, a fraction; 0 where nothing is sold.

    v_ik g_i / sum_i' v_i'k g_i'  x  min(1, x_ik / m_ik); an exporter that is no importer of the release
    keeps the factor 1, as its imports are unknown. Raises QuestionError for impossible ratios.
    """
    ratio = _ratios(growth.exporter_gdp, len(trade.exporters), "exporter_gdp")
    return _shares(trade.exports_usd * ratio[:, None]) * _net_exporter(trade)


def demand_usd(trade: Trade, growth: Growth = NEUTRAL) -> Floats:
    """(M, K) imports x (g / p)^elasticity x p, current USD. Raises QuestionError for impossible ratios."""
    count = len(trade.importers)
    gdp = _ratios(growth.market_gdp, count, "market_gdp")
    people = _ratios(growth.market_population, count, "market_population")
    if not np.isfinite(growth.elasticity):
        raise QuestionError("The elasticity is not a number.", where="elasticity")
    factor: Floats = (gdp / people) ** growth.elasticity * people
    return trade.imports_usd * factor[:, None]


def expected_usd(trade: Trade) -> Floats:
    """(E, M) sum_k (v_ik / v_k) v_jk: the pair's trade if the exporter had its world share everywhere."""
    expected: Floats = _shares(trade.exports_usd) @ trade.imports_usd.T
    return expected


def ease(observed: Floats, expected: Floats) -> Floats:
    """(E, M) observed / expected; 0 where nothing is expected."""
    found: Floats = np.divide(observed, expected, out=np.zeros_like(observed), where=expected > 0)
    return found


def _shares(exports: Floats) -> Floats:
    world = exports.sum(axis=0)
    shares: Floats = np.divide(exports, world, out=np.zeros_like(exports), where=world > 0)
    return shares


def _net_exporter(trade: Trade) -> Floats:
    place = {name: j for j, name in enumerate(trade.importers)}
    factor = np.ones_like(trade.exports_usd)
    for i, name in enumerate(trade.exporters):
        if name in place and trade.imports_usd[place[name]].any():
            imports = trade.imports_usd[place[name]]
            np.divide(trade.exports_usd[i], imports, out=factor[i], where=imports > 0)
    return np.minimum(factor, 1.0, out=factor)


def _ratios(given: Floats | None, count: int, name: str) -> Floats:
    if given is None:
        return np.ones(count)
    if given.shape != (count,) or not ((given > 0) & np.isfinite(given)).all():
        raise QuestionError("Growth ratios must be one positive number per country.", where=name)
    return given
