"""The estimator of unseen totals: boosted and randomised trees on the layers, calibrated out of fold.

Training pairs are hidden group by group before their features are taken, exactly as the wanted pairs are
hidden: a feature that held the pair's own figure would be learned from and then be absent. One model is
fitted per group left out; their mean is the estimate and their out-of-group residuals are the intervals.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import ExtraTreesRegressor, HistGradientBoostingRegressor

from karvan.engines.potential.unseen.calibration import bounds, calibrate
from karvan.engines.potential.unseen.features import layers
from karvan.engines.potential.unseen.geography import Floats
from karvan.engines.potential.unseen.world import Flags, World, hide

Indices = NDArray[np.int64]


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
    rows, cols = np.nonzero(wanted)
    if not len(rows):
        return Guess(np.zeros(0), np.zeros((0, 6)))
    learned = _learned(world, seed, settings)
    asked = _table(world, rows, cols, seed, settings)
    out_of_group, guess = _guesses(learned, asked, seed, settings)
    spread = _spread(seed).fit(learned.table, np.abs(learned.logs - out_of_group))
    measured = calibrate(out_of_group, learned.logs, _positive(spread.predict(learned.table)))
    return Guess(guess, bounds(measured, guess, _positive(spread.predict(asked.table))))


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
    out_of_group = learned.base.copy()
    guesses = []
    for at in range(settings.groups):
        inside, outside = learned.group != at, learned.group == at
        for model in _models(seed + at, settings.steps):
            model.fit(learned.table[inside], (learned.logs - learned.base)[inside])
            out_of_group[outside] += 0.5 * model.predict(learned.table[outside])
            guesses.append(model.predict(asked.table))
    return out_of_group, asked.base + np.mean(guesses, axis=0)


def pair_groups(countries: int, groups: int, seed: int, *, both_ways: bool) -> Indices:
    """C x C group numbers at random; `both_ways` puts a pair and its reverse into one group."""
    drawn = np.random.default_rng(seed).integers(0, groups, (countries, countries))
    return np.triu(drawn) + np.triu(drawn, 1).T if both_ways else drawn


def _learned(world: World, seed: int, settings: Settings) -> _Learned:
    """Training pairs, each with the features of a world in which its group is hidden."""
    rows, cols = np.nonzero(world.visible & (np.nan_to_num(world.totals) > settings.floor_usd))
    groups = pair_groups(len(world.countries), settings.groups, seed, both_ways=not settings.with_reverse)
    order, parts = [], []
    for at in range(settings.groups):
        inside = np.nonzero(groups[rows, cols] == at)[0]
        order.append(inside)
        parts.append(_table(hide(world, groups == at), rows[inside], cols[inside], seed, settings))
    turned = np.concatenate(order)
    return _Learned(
        table=np.concatenate([part.table for part in parts]),
        base=np.concatenate([part.base for part in parts]),
        logs=np.log(world.totals[rows, cols])[turned],
        group=groups[rows, cols][turned],
    )


def _table(world: World, rows: Indices, cols: Indices, seed: int, settings: Settings) -> _Rows:
    found = layers(world, seed, settings.with_reverse)
    table = np.array([layer[rows, cols] for layer in found.values()], dtype=np.float32).T
    return _Rows(table, 0.5 * (found["gravity"] + found["expected_hs6"])[rows, cols])


def _models(seed: int, steps: int) -> tuple[HistGradientBoostingRegressor, ExtraTreesRegressor]:
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
    return boosted, ExtraTreesRegressor(
        steps // 5, min_samples_leaf=3, max_features=0.4, n_jobs=2, random_state=seed
    )


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
