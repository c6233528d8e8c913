"""A hidden pair is nowhere: not in margins, not in any feature, whatever it traded."""

from __future__ import annotations

import dataclasses

import numpy as np
import polars as pl
import pytest
from tests.engines.potential.unseen.worlds import COUNTRIES, small_world

from karvan.engines.potential.unseen.features import layers
from karvan.engines.potential.unseen.layout import mask_of, world_of_flows
from karvan.engines.potential.unseen.world import World, hide

SMALL = small_world()


def world(flows: pl.DataFrame) -> World:
    return world_of_flows(flows, SMALL.distances, SMALL.size)


def some_pairs(seed: int) -> np.ndarray:
    return np.random.default_rng(seed).random((COUNTRIES, COUNTRIES)) < 0.15


def scaled(flows: pl.DataFrame, hidden: np.ndarray, factor: float) -> pl.DataFrame:
    inside = pl.Series(
        hidden[flows["exporter"].str.slice(1).cast(int), flows["importer"].str.slice(1).cast(int)]
    )
    return flows.with_columns(
        pl.when(inside).then(pl.col("value_usd") * factor).otherwise(pl.col("value_usd"))
    )


@pytest.mark.parametrize("with_reverse", [True, False])
def test_features_do_not_move_when_hidden_flows_do(with_reverse: bool):
    hidden = some_pairs(1)
    here = layers(hide(world(SMALL.flows), hidden), 0, with_reverse)
    there = layers(hide(world(scaled(SMALL.flows, hidden, 1000.0)), hidden), 0, with_reverse)
    assert list(here) == list(there)
    for name in here:
        np.testing.assert_array_equal(here[name], there[name], err_msg=name)


def test_features_do_move_when_visible_flows_do():
    hidden = some_pairs(1)
    here = layers(hide(world(SMALL.flows), hidden), 0)
    there = layers(hide(world(scaled(SMALL.flows, ~hidden, 3.0)), hidden), 0)
    assert not np.array_equal(here["expected_hs6"], there["expected_hs6"])


def test_hiding_is_the_same_as_never_having_had_the_rows():
    hidden = some_pairs(2)
    rest = SMALL.flows.filter(
        ~pl.Series(
            hidden[tuple(SMALL.flows[side].str.slice(1).cast(int) for side in ("exporter", "importer"))]
        )
    )
    seen, had = hide(world(SMALL.flows), hidden), world(rest)
    np.testing.assert_array_equal(seen.exports, had.exports)
    np.testing.assert_array_equal(seen.imports, had.imports)
    np.testing.assert_array_equal(np.nan_to_num(seen.totals), had.totals)
    assert seen.detail is not None
    assert had.detail is not None
    np.testing.assert_array_equal(seen.detail.chapters, had.detail.chapters)


def test_without_detail_a_hidden_pair_takes_its_total_from_both_margins():
    whole = dataclasses.replace(world(SMALL.flows), detail=None)
    hidden = mask_of(whole.countries, pl.DataFrame({"exporter": ["C03"], "importer": ["C07"]}))
    gone = whole.exports.sum(axis=1) - hide(whole, hidden).exports.sum(axis=1)
    assert gone[3] == pytest.approx(whole.totals[3, 7], rel=1e-6)
    assert np.abs(np.delete(gone, 3)).max() == 0.0
