"""Export potential, market-share form (Decreux & Spies, ITC), factor by factor.

    potential_ijk = supply_ik x demand_ijk x ease_ij
    supply_ik     = v_ik g_i / sum_i' v_i'k g_i'  x  min(1, x_ik / m_ik)  x  [(1 + t_i.k) / (1 + t_..k)]^s
    demand_ijk    = v_jk (g_j / p_j)^e p_j  x  [(1 + t_.jk) / (1 + t_ijk)]^s  x  exp(-| ln D_jk - ln d_ij |)
    ease_ij       = v_ij / sum_k (v_ik / v_k) v_jk

i = home, j = market, k = subheading; v trade, x exports, m imports; g and p projected ratios of GDP and
population; t_i.k and t_..k duties faced in the past by home and by all exporters, t_ijk and t_.jk duties to
come in the market on home and on all; d distance, D_jk the trade-weighted geometric mean distance of j's
suppliers of k. With equal distances and all else neutral the potentials of a pair add up to its trade (P1).
"""

from __future__ import annotations

import math
from collections.abc import Iterable


def supply_share(exports: float, world: float) -> float:
    """v_ik / v_k, a fraction; 0 when the world trades nothing of k."""
    return exports / world if world else 0.0


def supply_growth_factor(gdp_ratio: float, world: float, projected_world: float) -> float:
    """Projected share over present share: g_i v_k / sum_i' v_i'k g_i'; 1 when the world trades nothing of k."""
    return gdp_ratio * world / projected_world if projected_world else 1.0


def net_exporter_factor(exports: float, imports: float) -> float:
    """min(1, x/m): a country that sells on what it buys is no supplier of its own; 1 when it buys nothing."""
    return min(1.0, exports / imports) if imports else 1.0


def historic_tariff_factor(faced: float, average: float, elasticity: float) -> float:
    """[(1 + t_i.k) / (1 + t_..k)]^s of past duties: a share won by better access than others is marked down."""
    return float(((1.0 + faced) / (1.0 + average)) ** elasticity)


def demand_growth_factor(gdp_ratio: float, population_ratio: float, elasticity: float) -> float:
    """(g/p)^e p: imports follow people, and income per head with elasticity e."""
    return float((gdp_ratio / population_ratio) ** elasticity * population_ratio)


def forward_tariff_factor(home: float, average: float, elasticity: float) -> float:
    """[(1 + t_.jk) / (1 + t_ijk)]^s of duties to come: above 1 where home enters cheaper than the others."""
    return historic_tariff_factor(average, home, elasticity)


def distance_factor(mean_log_km: float, km: float) -> float:
    """exp(-|ln D - ln d|) in (0, 1]: suppliers from unusual distances sell less, nearer or farther alike."""
    return math.exp(-abs(mean_log_km - math.log(km)))


def expected_trade(terms: Iterable[tuple[float, float, float]]) -> float:
    """sum_k (v_ik / v_k) v_jk over (exports of home, world trade, imports of market), current USD."""
    return math.fsum(supply_share(exports, world) * imports for exports, world, imports in terms)


def realised(observed: float, potential: float) -> float:
    """The part of the potential that is used: min(observed, potential)."""
    return min(observed, potential)


def unrealised(observed: float, potential: float) -> float:
    """The part that is not: max(potential - observed, 0), at the finest level; sum afterwards."""
    return max(potential - observed, 0.0)
