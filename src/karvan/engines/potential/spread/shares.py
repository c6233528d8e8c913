"""The share form: how a chapter's total falls on its subheadings.

    share_k ~ prod_f (p_fk + 0.001) ^ (a_f + b_f log10(T / 100 000 USD))

p_f are profiles within the chapter (shares that add up to 1): supply x_ik, demand m_jk, world w_k, alike (what i
sells in markets like j) and, where the market's flows are known, rivals (what suppliers like i sell in j);
T is the chapter's total. The pair itself is taken out of every profile. Own design; RAS with two margins is the
case a = (1, 1, -1, 0, 0), b = 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from karvan.engines.potential.spread.profiles import Floats, Profiles

FLOOR = 1e-3
TYPICAL_USD = 1e5
NAMES = ("supply", "demand", "world", "alike", "rivals")


@dataclass(frozen=True, slots=True)
class Exponents:
    """`base` at a chapter total of 100 000 USD and its change `per_decade`, in the order of NAMES."""

    base: tuple[float, ...]
    per_decade: tuple[float, ...]

    @property
    def uses_rivals(self) -> bool:
        """Whether the market's own flows by supplier are needed."""
        return len(self.base) == len(NAMES)


@dataclass(frozen=True, slots=True)
class Group:
    """One chapter of one pair: which subheadings (places), their profiles F x n, the total in USD."""

    places: NDArray[Any]
    profiles: Floats
    total_usd: float


def evidence(known: Profiles, home: int, market: int, with_rivals: bool) -> Floats:
    """F x K profiles (USD or weighted roots) of the pair with its own flow taken out of all of them."""
    own = own_flow(known, home, market)
    supply = np.maximum(known.exports[home] - own, 0.0)
    demand = np.maximum(known.imports[market] - own, 0.0)
    rows = [supply, demand, np.maximum(known.world - own, 0.0)]
    rows.append(_like(known.sold.get(home), known.nearness[market], known.imports, demand, market))
    if with_rivals:
        rows.append(_like(known.bought.get(market), known.nearness[home], known.exports, supply, home))
    return np.array(rows)


def own_flow(known: Profiles, home: int, market: int) -> Floats:
    """K values of the pair where they are known, in either side's table; else zeros."""
    for tables, owner, row in ((known.sold, home, market), (known.bought, market, home)):
        if owner in tables:
            return np.asarray(tables[owner][row].toarray()).ravel()
    return np.zeros(len(known.products))


def _like(table: Any, near: Floats, baskets: Floats, basket: Floats, left_out: int) -> Floats:
    """Roots of the flows with each other country, weighted by its nearness and the overlap of baskets."""
    if table is None:
        return np.zeros(len(basket))
    roots = table.sqrt()
    weight = near * overlap_of_baskets(baskets, basket) ** 4
    weight[left_out] = 0.0
    size = np.asarray(roots.sum(axis=1)).ravel()
    return np.asarray((weight / np.sqrt(np.maximum(size, 1.0))) @ roots)


def overlap_of_baskets(baskets: Floats, basket: Floats) -> Floats:
    """Cosine of root shares of `basket` (K) with each row of `baskets` (C x K), in [0, 1] (Bhattacharyya)."""
    sums = np.maximum(baskets.sum(axis=1) * basket.sum(), 1e-300)
    return np.asarray(np.minimum(np.sqrt(baskets) @ np.sqrt(basket) / np.sqrt(sums), 1.0))


def group(rows: Floats, places: NDArray[Any], total_usd: float) -> Group:
    """The chapter at `places`, each profile scaled to 1 (or all zero where there is none)."""
    part = rows[:, places]
    sums = part.sum(axis=1, keepdims=True)
    return Group(places, part / np.where(sums > 0, sums, 1.0), total_usd)


def design(groups: Sequence[Group]) -> Floats:
    """N x 2F logs of profiles, plain and times log10(T / typical), for all subheadings of all groups."""
    logs = [np.log(one.profiles.T + FLOOR) for one in groups]
    decades = [np.log10(one.total_usd / TYPICAL_USD) for one in groups]
    return np.vstack([np.hstack([log, log * ten]) for log, ten in zip(logs, decades, strict=True)])


def shares(groups: Sequence[Group], exponents: Exponents) -> list[Floats]:
    """Estimated shares of each group, positive and adding up to 1."""
    theta = np.array([*exponents.base, *exponents.per_decade])
    return [_softmax(design([one]) @ theta) for one in groups]


def _softmax(score: Floats) -> Floats:
    lifted = np.exp(score - score.max())
    return np.asarray(lifted / lifted.sum())
