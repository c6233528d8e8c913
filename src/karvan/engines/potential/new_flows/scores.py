"""Scores of cells without a flow, all from the first year: potential, density, size, diversity x ubiquity.

Potential is the market-share form of karvan.engines.potential.market_share, written for arrays:
min(1, x_ik / m_ik) x_ik / w_k x m_jk x exp(-|ln D_jk - ln d_ij|) x ease_ij. Density is
sum_q M_iq phi_qk / sum_q phi_qk with M = [RCA >= 1] and phi_kk = 0 (Hidalgo et al. 2007).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from karvan.engines.potential.complexity import rca as revealed_advantage
from karvan.engines.potential.complexity import relatedness as density
from karvan.engines.potential.new_flows.candidates import Candidates
from karvan.engines.potential.new_flows.panel import Floats, Panel

PLAIN = ("potential", "density", "size", "diversity_x_ubiquity")


@dataclass(frozen=True, slots=True)
class Space:
    """The product space of the base year: `rca`, `density` C x K, `diversity` C, `ubiquity` K, `net` C x K."""

    rca: Floats
    density: Floats
    diversity: Floats
    ubiquity: Floats
    net: Floats


def space(panel: Panel) -> Space:
    """RCA, proximity density and the net-exporter factor of every exporter and subheading."""
    rca = revealed_advantage(panel.exports)
    present = (rca >= 1).astype(np.float64)
    ratio = panel.exports / np.where(panel.imports > 0, panel.imports, np.inf)
    net = np.where(panel.imports > 0, np.minimum(1.0, ratio), 1.0)
    return Space(rca, density(present), present.sum(axis=1), present.sum(axis=0), net)


def plain_scores(panel: Panel, known: Space, cells: Candidates) -> dict[str, Floats]:
    """Each of PLAIN for the N cells."""
    i, k = cells.seller, cells.product
    supply, demand = panel.exports[i, k], panel.imports[cells.market, k]
    return {
        "potential": potential(panel, known, cells),
        "density": known.density[i, k],
        "size": supply * demand,
        "diversity_x_ubiquity": known.diversity[i] * known.ubiquity[k],
    }


def potential(panel: Panel, known: Space, cells: Candidates) -> Floats:
    """Export potential in current USD of the base year for the N cells."""
    i, k, j = cells.seller, cells.product, cells.market
    share = panel.exports[i, k] / panel.exports.sum(axis=0)[k]
    near = np.exp(-np.abs(mean_log_km(panel, j)[k] - panel.log_km[i, j]))
    return np.asarray(share * known.net[i, k] * panel.imports[j, k] * near * ease(panel, j)[i])


def ease(panel: Panel, market: int) -> Floats:
    """C: observed pair trade over what world shares in every product of the market would give; 0 if neither."""
    world = panel.exports.sum(axis=0)
    expected = (panel.exports / np.where(world > 0, world, 1.0)) @ panel.imports[market]
    return np.asarray(panel.pairs[:, market] / np.where(expected > 0, expected, 1.0))


def mean_log_km(panel: Panel, market: int) -> Floats:
    """K: trade-weighted mean log distance of the market's suppliers; 0 where it buys nothing."""
    inflow = panel.flows_into(market)
    total = inflow.sum(axis=0)
    return np.asarray((panel.log_km[:, market] @ inflow) / np.where(total > 0, total, 1.0))


ScoreTable = Mapping[str, Floats]
