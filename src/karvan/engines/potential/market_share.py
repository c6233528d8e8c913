"""Export potential, market-share form (Decreux & Spies, ITC), growth and tariffs neutral.

    potential_ijk = supply_ik x demand_ijk x ease_ij
    supply_ik     = v_ik / v_k  x  min(1, x_ik / m_ik)
    demand_ijk    = v_jk  x  exp(-| ln D_jk - ln d_ij |)
    ease_ij       = v_ij / sum_k (v_ik / v_k) v_jk

i = home, j = market, k = subheading; v trade, x exports, m imports, d distance, D_jk the trade-weighted
geometric mean distance of j's suppliers of k. With equal distances and no re-export correction the
potentials of a pair add up to its trade (property P1).
"""

from __future__ import annotations

import math
from collections.abc import Iterable


def supply_share(exports: float, world: float) -> float:
    """v_ik / v_k, a fraction; 0 when the world trades nothing of k."""
    return exports / world if world else 0.0


def net_exporter_factor(exports: float, imports: float) -> float:
    """min(1, x/m): a country that sells on what it buys is no supplier of its own; 1 when it buys nothing."""
    return min(1.0, exports / imports) if imports else 1.0


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
