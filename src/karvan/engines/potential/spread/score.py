"""Overlap of estimated with true shares, and what it is over many pairs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from karvan.engines.potential.spread.profiles import Floats
from karvan.engines.potential.spread.shares import Exponents, Group, shares

METHODS = ("blend", "exporter_profile", "importer_profile", "supply_x_demand")
_DRAWS = 4000
_LEAST_PAIRS = 10


@dataclass(frozen=True, slots=True)
class PairScore:
    """Overlap per method, in [0, 1]: sum_k min(true, estimated share), chapters weighted by true value."""

    exporter: str
    importer: str
    value_usd: float
    chapters: int
    size_class: str
    overlap: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Summary:
    """`mean` and `median` overlap over `pairs`; `lead` of the blend over each other method.

    A lead is (mean difference, low, high) with the 95 % interval, None where fewer than 10 pairs are too few.
    """

    pairs: int
    mean: Mapping[str, float]
    median: Mapping[str, float]
    lead: Mapping[str, tuple[float, float | None, float | None]]


def estimates(one: Group, exponents: Exponents) -> dict[str, Floats]:
    """Shares of each method; a baseline without any profile in the chapter falls back on the world's."""
    supply, demand, world = one.profiles[:3]
    both = supply * demand / np.where(world > 0, world, 1.0)
    return {
        "blend": shares([one], exponents)[0],
        "exporter_profile": _scaled(supply, world),
        "importer_profile": _scaled(demand, world),
        "supply_x_demand": _scaled(both, world),
    }


def _scaled(profile: Floats, otherwise: Floats) -> Floats:
    for row in (profile, otherwise):
        if row.sum() > 0:
            return np.asarray(row / row.sum())
    return np.full(len(profile), 1.0 / len(profile))


def overlap(groups: Sequence[Group], truths: Sequence[Floats], exponents: Exponents) -> dict[str, float]:
    """Value-weighted overlap of each method over the chapters of one pair."""
    total = sum(one.total_usd for one in groups)
    found = dict.fromkeys(METHODS, 0.0)
    for one, truth in zip(groups, truths, strict=True):
        for method, guess in estimates(one, exponents).items():
            found[method] += float(np.minimum(truth, guess).sum()) * one.total_usd / total
    return found


def summary(scores: Sequence[PairScore], seed: int) -> Summary:
    """Means, medians and the lead of the blend, its interval by resampling pairs."""
    table = np.array([[one.overlap[method] for method in METHODS] for one in scores])
    mean, median = table.mean(axis=0), np.median(table, axis=0)
    leads = {method: _lead(table[:, 0] - table[:, at], seed) for at, method in enumerate(METHODS) if at}
    return Summary(
        len(scores),
        dict(zip(METHODS, map(float, mean), strict=True)),
        dict(zip(METHODS, map(float, median), strict=True)),
        leads,
    )


def _lead(difference: Floats, seed: int) -> tuple[float, float | None, float | None]:
    if len(difference) < _LEAST_PAIRS:
        return float(difference.mean()), None, None
    random = np.random.default_rng(seed)
    picks = random.integers(len(difference), size=(_DRAWS, len(difference)))
    low, high = np.quantile(difference[picks].mean(axis=1), (0.025, 0.975))
    return float(difference.mean()), float(low), float(high)
