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
from numpy.typing import NDArray

from karvan.engines.potential.complexity import Complexity, density, proximity
from karvan.engines.potential.complexity.arrays import Flags, Floats
from karvan.engines.potential.margins import is_energy as is_energy_code
from karvan.errors import QuestionError
from karvan.model.known import Known, Maybe, Unknown

Places = NDArray[np.intp]
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
    lift: Maybe[float]
    demand_usd: float
    distance_factor: float
    pci: Maybe[float]
    related: tuple[tuple[str, float], ...]
    entries: tuple[str, ...]
    is_latest: bool
    citations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """Candidates best first; `energy` those of chapter 27, ranked apart, as their size would drown the rest.

    `left_out`: products without a known distance of their suppliers; `not_wanted`: codes of entries that the
    market does not buy or the data do not know. Neither is ranked. `basket_not_traded`: codes of the basket in
    which the data know no trade, and which nothing can be near to.
    """

    candidates: tuple[Candidate, ...]
    energy: tuple[Candidate, ...]
    left_out: tuple[str, ...]
    not_wanted: tuple[str, ...]
    basket_not_traded: tuple[str, ...] = ()


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
    case = _case(world, basket, wanted, entries)
    is_open = (~basket | np.isin(wanted.products, list(case.named))) & (wanted.demand_usd > 0)
    is_known = np.isfinite(wanted.distance)
    is_energy = np.array([is_energy_code(code) for code in wanted.products])
    main, energy = (np.flatnonzero(is_open & is_known & part) for part in (~is_energy, is_energy))
    wanted_codes = {wanted.products[at] for at in np.flatnonzero(wanted.demand_usd > 0)}
    return Ranking(
        candidates=_ranked(case, main, top),
        energy=_ranked(case, energy, top),
        left_out=tuple(wanted.products[at] for at in np.flatnonzero(is_open & ~is_known)),
        not_wanted=tuple(sorted(set(case.named) - wanted_codes)),
    )


@dataclass(frozen=True, slots=True)
class _Case:
    """What every candidate is made of: K figures of the basket and proximity K x K."""

    world: Complexity
    basket: Flags
    wanted: Wanted
    near: Floats
    density: Floats
    usual: Floats
    named: dict[str, list[Entry]]


def _case(world: Complexity, basket: Flags, wanted: Wanted, entries: Sequence[Entry]) -> _Case:
    near = proximity(world.presence, diagonal=0)
    mine = density(basket[None, :].astype(np.float64), near)[0]
    usual = density(world.presence, near).mean(axis=0)
    # Diversity and ubiquity explain most of density: the world's mean, scaled to a basket of this size.
    size = float(basket.sum()) / max(float(world.diversity.mean()), 1.0)
    return _Case(world, basket, wanted, near, mine, usual * size, _by_code(entries))


def _ranked(case: _Case, places: Places, top: int | None) -> tuple[Candidate, ...]:
    score = case.density[places] * case.wanted.demand_usd[places] * case.wanted.distance[places]
    order = places[np.argsort(-score, kind="stable")]
    return tuple(_candidate(case, int(at), rank, len(order)) for rank, at in enumerate(order[:top], start=1))


def _candidate(case: _Case, at: int, rank: int, count: int) -> Candidate:
    hs6, links = case.wanted.products[at], np.where(case.basket, case.near[:, at], 0.0)
    nearest = [int(q) for q in np.argsort(-links, kind="stable")[:RELATED] if links[q] > 0]
    here, usual, own = case.named.get(hs6, []), float(case.usual[at]), float(case.density[at])
    return Candidate(
        hs6=hs6,
        rank=rank,
        score=(count - rank + 1) / count,
        density=own,
        lift=Known(own / usual) if usual > 0 else Unknown("not_computed", (hs6,)),
        demand_usd=float(case.wanted.demand_usd[at]),
        distance_factor=float(case.wanted.distance[at]),
        pci=case.world.pci_of(at),
        related=tuple((case.wanted.products[q], float(links[q])) for q in nearest),
        entries=tuple(one.product for one in here),
        is_latest=any(one.launched_on is not None for one in here),
        citations=tuple(dict.fromkeys(source for one in here for source in one.citations)),
    )


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
    told = wanted.distance[np.isfinite(wanted.distance)]
    if not ((told > 0) & (told <= 1)).all():
        raise QuestionError("A distance factor must lie above 0 and at most at 1.", where="distance")
    if not (np.isfinite(wanted.demand_usd) & (wanted.demand_usd >= 0)).all():
        raise QuestionError("A market's imports must be numbers of at least 0.", where="demand_usd")
