"""The estimator of unseen totals: boosted and randomised trees on the layers, calibrated out of fold.

Training pairs are hidden group by group before their features are taken, exactly as the wanted pairs are
hidden: a feature that held the pair's own figure would be learned from and then be absent. One model is
fitted per group left out; their mean is the estimate and their out-of-group residuals are the intervals.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import ExtraTreesRegressor, HistGradientBoostingRegressor

from karvan.engines.potential.unseen.calibration import bounds, calibrate
from karvan.engines.potential.unseen.features import layers
from karvan.engines.potential.unseen.geography import Floats
from karvan.engines.potential.unseen.parallel import side_by_side
from karvan.engines.potential.unseen.world import Flags, World, hide

Indices = NDArray[np.int64]
Model: TypeAlias = HistGradientBoostingRegressor | ExtraTreesRegressor


@dataclass(frozen=True, slots=True)
class Settings:
    """`floor_usd`: train on totals above it, so an estimate reads «given that the pair trades that much»;

    `groups`: how often training pairs are hidden in turn; `with_reverse`: whether j -> i may inform i -> j;
    `steps`: boosting rounds; a fifth as many random trees.
    """

    floor_usd: float = 1e6
    groups: int = 5
    with_reverse: bool = True
    steps: int = 250


@dataclass(frozen=True, slots=True)
class Guess:
    """For N pairs: `log_usd` (N) and `log_bounds` (N x 6: low and high of 50, 80, 95 %)."""

    log_usd: Floats
    log_bounds: Floats


def estimate_pairs(world: World, wanted: Flags, seed: int, settings: Settings) -> Guess:
    """Totals of the `wanted` pairs (C x C, none visible in `world`), in the order of np.nonzero(wanted)."""
    if not wanted.any():
        return Guess(np.zeros(0), np.zeros((0, 6)))
    learned, asked = _tables(world, wanted, seed, settings)
    out_of_group, guess = _guesses(learned, asked, seed, settings)
    known, unknown = _spreads(learned, np.abs(learned.logs - out_of_group), asked, seed)
    return Guess(guess, bounds(calibrate(out_of_group, learned.logs, known), guess, unknown))


@dataclass(frozen=True, slots=True)
class _Rows:
    """N pairs: features `table` (N x F), a first guess `base` (N logs) that the models correct."""

    table: NDArray[np.float32]
    base: Floats


@dataclass(frozen=True, slots=True)
class _Learned(_Rows):
    """The same for training pairs: their `logs` and the `group` each was hidden in."""

    logs: Floats
    group: Indices


def _guesses(learned: _Learned, asked: _Rows, seed: int, settings: Settings) -> tuple[Floats, Floats]:
    """Out-of-group predictions of the training pairs and mean predictions of the asked ones, logs."""
    left = learned.logs - learned.base
    tasks = [(at, model) for at in range(settings.groups) for model in _models(seed + at, settings.steps)]

    def fitted(task: tuple[int, Model]) -> tuple[Floats, Floats]:
        at, model = task
        inside = learned.group != at
        model.fit(learned.table[inside], left[inside])
        return model.predict(learned.table[~inside]), model.predict(asked.table)

    out_of_group, guesses = learned.base.copy(), []
    for (at, _), (held_out, guess) in zip(tasks, side_by_side(fitted, tasks), strict=True):
        out_of_group[learned.group == at] += 0.5 * held_out
        guesses.append(guess)
    return out_of_group, asked.base + np.mean(guesses, axis=0)


def _spreads(learned: _Learned, missed: Floats, asked: _Rows, seed: int) -> tuple[Floats, Floats]:
    """How far off an estimate typically is, for the training pairs and for the asked ones, logs > 0."""

    def fitted(start: int) -> tuple[Floats, Floats]:
        model = _spread(start).fit(learned.table, missed)
        return _positive(model.predict(learned.table)), _positive(model.predict(asked.table))

    return side_by_side(fitted, [seed])[0]


def pair_groups(countries: int, groups: int, seed: int, *, both_ways: bool) -> Indices:
    """C x C group numbers at random; `both_ways` puts a pair and its reverse into one group."""
    drawn = np.random.default_rng(seed).integers(0, groups, (countries, countries))
    return np.triu(drawn) + np.triu(drawn, 1).T if both_ways else drawn


def _tables(world: World, wanted: Flags, seed: int, settings: Settings) -> tuple[_Learned, _Rows]:
    """Training pairs, each with the features of a world in which its group is hidden; then the wanted pairs."""
    known = world.visible & (np.nan_to_num(world.totals) > settings.floor_usd)
    groups = pair_groups(len(world.countries), settings.groups, seed, both_ways=not settings.with_reverse)
    held = [known & (groups == at) for at in range(settings.groups)]

    def told(at: int) -> _Rows:
        seen = hide(world, groups == at) if at < len(held) else world
        rows, cols = np.nonzero([*held, wanted][at])
        return _table(seen, rows, cols, seed, settings)

    *parts, asked = side_by_side(told, range(len(held) + 1))
    learned = _Learned(
        table=np.concatenate([part.table for part in parts]),
        base=np.concatenate([part.base for part in parts]),
        logs=np.log(np.concatenate([world.totals[one] for one in held])),
        group=np.repeat(np.arange(len(held)), [one.sum() for one in held]),
    )
    return learned, asked


def _table(world: World, rows: Indices, cols: Indices, seed: int, settings: Settings) -> _Rows:
    found = layers(world, seed, settings.with_reverse)
    table = np.array([layer[rows, cols] for layer in found.values()], dtype=np.float32).T
    return _Rows(table, 0.5 * (found["gravity"] + found["expected_hs6"])[rows, cols])


def _models(seed: int, steps: int) -> tuple[Model, Model]:
    boosted = HistGradientBoostingRegressor(
        loss="absolute_error",
        max_iter=steps,
        learning_rate=0.05,
        min_samples_leaf=20,
        l2_regularization=5.0,
        max_features=0.3,
        early_stopping=False,
        random_state=seed,
    )
    return boosted, ExtraTreesRegressor(steps // 5, min_samples_leaf=3, max_features=0.4, random_state=seed)


def _spread(seed: int) -> HistGradientBoostingRegressor:
    """How far off an estimate typically is; few large leaves, so that it stays true out of sample."""
    return HistGradientBoostingRegressor(
        loss="absolute_error",
        max_iter=80,
        learning_rate=0.05,
        max_leaf_nodes=8,
        min_samples_leaf=100,
        early_stopping=False,
        random_state=seed,
    )


def _positive(spread: Floats) -> Floats:
    return np.maximum(spread, 0.1)
