"""The diversification indicator (method notes 2.2): demand as in export potential, supply by relatedness.

    score_k = density_k x demand_k x distance_k,   density_k = sum_q M_q phi_qk / sum_q phi_qk,  phi_kk = 0

M is the basket's presence, phi the world's proximity. Ease is left out: it is one number for all products of a
pair and cannot change their order. The score has no unit that means anything; it is printed as a rank.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from karvan.engines.potential.complexity import Complexity, density, proximity
from karvan.engines.potential.complexity.arrays import Flags, Floats
from karvan.errors import QuestionError
from karvan.model.known import Known, Maybe, Unknown

RELATED = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """A product of a registry or survey: it may have no past exports; `launched_on` None = not stated."""

    product: str
    hs6: tuple[str, ...]
    launched_on: date | None
    citations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One product in one market. `rank` 1 is best, `score` the share of candidates at or below it, in (0, 1].

    `density` in [0, 1]; `lift` = density over what the basket's size and the product's ubiquity alone would
    give; `demand_usd` current USD of the market's imports; `related` the nearest products of the basket with
    their proximity; `entries` the registry's products under this code, of which `is_latest` any was launched
    on a stated day.
    """

    hs6: str
    rank: int
    score: float
    density: float
    lift: float
    demand_usd: float
    distance_factor: float
    pci: Maybe[float]
    related: tuple[tuple[str, float], ...]
    entries: tuple[str, ...]
    is_latest: bool


@dataclass(frozen=True, slots=True)
class Ranking:
    """Candidates best first; `left_out` products without a known distance of their suppliers, not ranked."""

    candidates: tuple[Candidate, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the market buys: K products, `demand_usd` and `distance` (a factor in (0, 1], NaN = not known)."""

    products: tuple[str, ...]
    demand_usd: Floats
    distance: Floats


def rank_candidates(
    world: Complexity, basket: Flags, wanted: Wanted, entries: Sequence[Entry] = (), *, top: int | None = None
) -> Ranking:
    """Rank the products that the basket (K flags) lacks and the market buys.

    `world`: complexity over the same K products; entries are candidates even when the basket holds them.
    Equal scores keep the order of the codes. Raises QuestionError for arrays that do not fit or an empty basket.
    """
    _check(world, basket, wanted)
    near = proximity(world.presence, diagonal=0)
    mine = density(basket[None, :].astype(np.float64), near)[0]
    named = _by_code(entries)
    is_open = (~basket | np.isin(wanted.products, list(named))) & (wanted.demand_usd > 0)
    is_known = np.isfinite(wanted.distance)
    places = np.flatnonzero(is_open & is_known)
    score = mine[places] * wanted.demand_usd[places] * wanted.distance[places]
    order = places[np.argsort(-score, kind="stable")]
    lift = mine / _by_size_alone(world, basket, mine)
    made = (
        _candidate(at, rank, len(order), world, basket, wanted, near, mine, lift, named)
        for rank, at in enumerate(order[:top], start=1)
    )
    left = tuple(wanted.products[at] for at in np.flatnonzero(is_open & ~is_known))
    return Ranking(tuple(made), left)


def _candidate(
    at: int,
    rank: int,
    count: int,
    world: Complexity,
    basket: Flags,
    wanted: Wanted,
    near: Floats,
    mine: Floats,
    lift: Floats,
    named: dict[str, list[Entry]],
) -> Candidate:
    hs6, links = wanted.products[at], np.where(basket, near[:, at], 0.0)
    nearest = [int(q) for q in np.argsort(-links, kind="stable")[:RELATED] if links[q] > 0]
    here = named.get(hs6, [])
    return Candidate(
        hs6=hs6,
        rank=rank,
        score=(count - rank + 1) / count,
        density=float(mine[at]),
        lift=float(lift[at]),
        demand_usd=float(wanted.demand_usd[at]),
        distance_factor=float(wanted.distance[at]),
        pci=Known(float(world.pci[at])) if world.has_pci[at] else Unknown("not_computed", (hs6,)),
        related=tuple((wanted.products[q], float(links[q])) for q in nearest),
        entries=tuple(one.product for one in here),
        is_latest=any(one.launched_on is not None for one in here),
    )


def _by_size_alone(world: Complexity, basket: Flags, mine: Floats) -> Floats:
    """K: the world's mean density of each product, scaled to a basket of this size.

    Diversity and ubiquity explain most of density; what is left over is the news.
    """
    usual = world.density.mean(axis=0)
    size = float(basket.sum()) / max(float(world.diversity.mean()), 1.0)
    expected = usual * size
    return np.where(expected > 0, expected, np.where(mine > 0, mine, 1.0))


def _by_code(entries: Collection[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        for hs6 in entry.hs6:
            found.setdefault(hs6, []).append(entry)
    return found


def _check(world: Complexity, basket: Flags, wanted: Wanted) -> None:
    count = world.presence.shape[1]
    if not count == len(basket) == len(wanted.products) == len(wanted.demand_usd) == len(wanted.distance):
        raise QuestionError("The basket, the market and the world do not have the same products.")
    if not basket.any():
        raise QuestionError(
            "Nothing is made there yet, so nothing can be near to it.",
            fix="Name products that are made, or ask for the nation.",
        )
    if not (np.isfinite(wanted.demand_usd) & (wanted.demand_usd >= 0)).all():
        raise QuestionError("A market's imports must be numbers of at least 0.", where="demand_usd")
