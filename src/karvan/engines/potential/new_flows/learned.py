"""A chance that a cell comes alive, learned on other importers of the same span of years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from karvan.engines.potential.new_flows.candidates import Candidates, candidates
from karvan.engines.potential.new_flows.panel import Floats, Panel
from karvan.engines.potential.new_flows.scores import Space, ease, mean_log_km, potential

_MISSES_PER_MARKET = 20_000
_HITS_PER_MARKET = 6_000


@dataclass(frozen=True, slots=True)
class Context:
    """What is alike in the base year: `sellers`, `buyers` C x C overlap of baskets; `heads` K heading numbers."""

    known: Space
    sellers: Floats
    buyers: Floats
    heads: Any
    markets: Floats


def context(panel: Panel, known: Space) -> Context:
    """Overlap of baskets (Bhattacharyya, fourth power, own country left out) and counts of markets served."""
    heads = np.unique([code[:4] for code in panel.products], return_inverse=True)[1]
    cell = panel.seller.astype(np.int64) * len(panel.products) + panel.product
    served = np.bincount(cell, minlength=panel.exports.size).reshape(panel.exports.shape)
    return Context(known, _alike(panel.exports), _alike(panel.imports), heads, served.astype(float))


def _alike(baskets: Floats) -> Floats:
    sums = baskets.sum(axis=1, keepdims=True)
    roots = np.sqrt(baskets / np.where(sums > 0, sums, 1.0))
    overlap = (roots @ roots.T) ** 4
    np.fill_diagonal(overlap, 0.0)
    return np.asarray(overlap)


def features(panel: Panel, about: Context, cells: Candidates) -> Any:
    """N x F float32, every column from flows of the base year only."""
    i, k, j = cells.seller, cells.product, cells.market
    known, inflow = about.known, panel.flows_into(j)
    some = inflow > 0
    log_ease, typical = np.log(ease(panel, j) + 1e-9), mean_log_km(panel, j)
    by_head = _per_head(some.astype(float), about.heads)
    columns = [
        np.log(panel.exports[i, k]),
        np.log(panel.imports[j, k]),
        np.log(panel.exports.sum(axis=0)[k]),
        np.log(potential(panel, known, cells) + 1e-9),
        np.log(known.rca[i, k] + 1e-9),
        known.density[i, k],
        known.diversity[i],
        known.ubiquity[k],
        log_ease[i],
        panel.log_km[i, j],
        typical[k] - panel.log_km[i, j],
        np.log(panel.pairs[i, j]),
        some.sum(axis=1)[i],
        some.sum(axis=0)[k],
        about.markets[i, k],
        by_head[i, about.heads[k]],
        _alike_markets(panel, about, j)[i, k],
        (about.sellers @ some)[i, k],
        some.sum(),
        (panel.imports[j] > 0).sum(),
    ]
    wide = [np.broadcast_to(one, i.shape) for one in columns]
    return np.stack(wide, axis=1).astype(np.float32)


def _per_head(flags: Floats, heads: Any) -> Floats:
    count = np.zeros((flags.shape[0], int(heads.max()) + 1))
    np.add.at(count.T, heads, flags.T)
    return count


def _alike_markets(panel: Panel, about: Context, market: int) -> Floats:
    """C x K: how many markets, weighted by likeness and nearness to this one, the exporter sells k to."""
    weight = about.buyers[market] * (np.exp(-np.exp(panel.log_km[market]) / 1500.0) + 0.05)
    cell = panel.seller.astype(np.int64) * len(panel.products) + panel.product
    count = np.bincount(cell, weight[panel.buyer], panel.exports.size)
    return np.asarray(count.reshape(panel.exports.shape), dtype=np.float64)


def learn(panel: Panel, about: Context, teachers: Sequence[str], seed: int) -> Any:
    """A classifier fitted on a weighted sample of the `teachers`' cells."""
    random = np.random.default_rng(seed)
    parts = [_sample(panel, about, market, random) for market in teachers]
    table, came, weight = (np.concatenate(one) for one in zip(*parts, strict=True))
    model = HistGradientBoostingClassifier(
        max_iter=200, learning_rate=0.08, max_leaf_nodes=31, min_samples_leaf=200, random_state=seed
    )
    return model.fit(table, came, sample_weight=weight)


def _sample(panel: Panel, about: Context, market: str, random: Any) -> tuple[Any, Any, Any]:
    cells = candidates(panel, market, steady=True)
    picks, weights = [], []
    for kind, most in ((True, _HITS_PER_MARKET), (False, _MISSES_PER_MARKET)):
        pool = np.flatnonzero(cells.came == kind)
        pick = random.choice(pool, min(most, len(pool)), replace=False)
        picks.append(pick)
        weights.append(np.full(len(pick), len(pool) / max(len(pick), 1)))
    chosen = np.concatenate(picks)
    part = Candidates(
        cells.market, cells.seller[chosen], cells.product[chosen], cells.came[chosen], cells.pairs, 0
    )
    return features(panel, about, part), part.came, np.concatenate(weights)
