"""Leave-pair-out: hide pairs entirely, estimate them, compare. The record carries what was measured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

import numpy as np
import polars as pl

from karvan.engines.potential.unseen.checks import checked_flows, enough
from karvan.engines.potential.unseen.layout import world_of_flows
from karvan.engines.potential.unseen.model import Settings, estimate_pairs, pair_groups
from karvan.engines.potential.unseen.score import Score, Tried, joined, score, strata
from karvan.engines.potential.unseen.world import Flags, World, hide
from karvan.model.progress import IsCancelled, Progress, checkpoint, never
from karvan.model.progress import silent as untold

Hidden = Literal["pairs", "both_ways", "silent_blocks"]
Inputs = Literal["full", "bundle"]
SCORED_FROM_USD = 1e7


@dataclass(frozen=True, slots=True)
class UnseenRecord:
    """What `karvan backtest unseen` measured: the headline over pairs above `scored_from_usd` by actual value."""

    hidden: Hidden
    inputs: Inputs
    folds: int
    seed: int
    floor_usd: float
    scored_from_usd: float
    pairs: int
    median_factor: float | None
    within_2x: float | None
    coverage_50: float | None
    coverage_80: float | None
    coverage_95: float | None
    strata: Mapping[str, Score]

    def to_json(self) -> dict[str, Any]:
        """Plain numbers, strings and dictionaries."""
        return asdict(self)


def backtest_unseen(
    flows: pl.DataFrame,
    distances: pl.DataFrame,
    size: Mapping[str, Sequence[float]],
    *,
    silent: frozenset[str] = frozenset(),
    hidden: Hidden = "pairs",
    inputs: Inputs = "full",
    folds: int = 10,
    seed: int = 0,
    settings: Settings | None = None,
    progress: Progress = untold,
    cancelled: IsCancelled = never,
) -> UnseenRecord:
    """Hide each fold of pairs from every table, estimate its totals, score them above 10 M USD actual.

    `flows`: exporter, importer, hs6, value_usd of one year; `distances`: the store's table; `size`: positive
    figures per country (GDP in USD, persons); `silent`: countries that report nothing. `hidden`: single pairs
    (the reverse flow stays visible), pairs both ways, or all pairs among a random quarter of the countries.
    `inputs`: "bundle" uses pair and product totals only. Raises UnreadableInput on unclean or too few flows,
    Cancelled.
    """
    chosen = replace(settings or Settings(), with_reverse=hidden == "pairs")
    world = world_of_flows(checked_flows(flows), distances, size, silent)
    enough(int((world.totals > chosen.floor_usd).sum()))
    tried = []
    for at, mask in enumerate(_masks(world, hidden, folds, seed)):
        checkpoint(cancelled)
        progress("hide and estimate pairs", at, folds)
        tried.append(_try(world, mask, inputs, seed, chosen))
    progress("hide and estimate pairs", folds, folds)
    return _record(world, joined(tried), silent, hidden, inputs, folds, seed, chosen)


def _masks(world: World, hidden: Hidden, folds: int, seed: int) -> list[Flags]:
    count = len(world.countries)
    if hidden == "silent_blocks":
        draw = np.random.default_rng(seed + 1000)
        quiet = [draw.permutation(count) < count // 4 for _ in range(folds)]
        return [one[:, None] & one[None, :] for one in quiet]
    groups = pair_groups(count, folds, seed + 1000, both_ways=hidden == "both_ways")
    return [groups == at for at in range(folds)]


def _try(world: World, mask: Flags, inputs: Inputs, seed: int, settings: Settings) -> Tried:
    seen = hide(world, mask)
    seen = seen if inputs == "full" else replace(seen, detail=None)
    asked = mask & (world.totals > settings.floor_usd)
    guess = estimate_pairs(seen, asked, seed, settings)
    rows, cols = np.nonzero(asked)
    return Tried(rows, cols, np.log(world.totals[rows, cols]), guess.log_usd, guess.log_bounds)


def _record(
    world: World,
    tried: Tried,
    silent: frozenset[str],
    hidden: Hidden,
    inputs: Inputs,
    folds: int,
    seed: int,
    settings: Settings,
) -> UnseenRecord:
    scored = tried.actual > np.log(SCORED_FROM_USD)
    head = score(tried, scored)
    return UnseenRecord(
        hidden=hidden,
        inputs=inputs,
        folds=folds,
        seed=seed,
        floor_usd=settings.floor_usd,
        scored_from_usd=SCORED_FROM_USD,
        pairs=head.pairs,
        median_factor=head.median_factor,
        within_2x=head.within_2x,
        coverage_50=head.coverage_50,
        coverage_80=head.coverage_80,
        coverage_95=head.coverage_95,
        strata=strata(world, tried, scored, silent),
    )
