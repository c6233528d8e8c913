"""Which cells are kept: the best of each pair, ties by code, whatever the block, the threads or the number kept."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karvan.engines.potential.world import Trade, World, lay_out, lay_out_batches, prepare, score_world
from karvan.engines.potential.world.rank import ranked

CODES = [f"{n:06}" for n in range(10_000, 10_600)]
SELLERS, BUYERS = ("AAA", "BBB", "CCC", "DDD"), ("AAA", "BBB", "XXX", "YYY")


def many_products(seed: int, density: float, levels: int) -> pl.DataFrame:
    """600 products, amounts of few levels, so that many cells tie to the last bit."""
    rng = np.random.default_rng(seed)
    pairs = [(i, j) for i in SELLERS for j in BUYERS if i != j]
    keys = [(*pair, code) for pair in pairs for code in CODES if rng.random() < density]
    values = rng.integers(1, levels + 1, len(keys)).astype(float)
    return pl.DataFrame(keys, schema=["exporter", "importer", "hs6"], orient="row").with_columns(
        pl.Series("value_usd", values)
    )


def distances(seed: int) -> pl.DataFrame:
    rng = np.random.default_rng(seed)
    pairs = [(i, j, float(rng.integers(1, 4) * 500)) for i in SELLERS for j in BUYERS if i != j]
    return pl.DataFrame(pairs, schema=["exporter", "importer", "distance_km"], orient="row")


def world_of(flows: pl.DataFrame, seed: int = 0, top: int = 50) -> World:
    return prepare(laid_out(flows), distances(seed), top=top)


def laid_out(flows: pl.DataFrame) -> Trade:
    return lay_out(flows, exporters=SELLERS, importers=BUYERS, products=CODES)


def brute_ranks(every: pl.DataFrame, top: int) -> pl.DataFrame:
    """The best `top` of each pair by sorting everything that is not 0."""
    pair, by = ["exporter", "importer"], [pl.col("benchmark_usd"), pl.col("hs6").cast(pl.String)]
    ordered = every.sort(*pair, *by, descending=[False, False, True, False])
    rank = pl.int_range(1, pl.len() + 1).over(pair).cast(pl.UInt16).alias("rank")
    return ordered.with_columns(rank).filter(pl.col("rank") <= top)


@given(
    st.integers(0, 999),
    st.sampled_from([0.02, 0.3, 0.9]),
    st.sampled_from([1, 3, 10**6]),
    st.sampled_from([1, 7, 50, 299]),
)
@settings(max_examples=25, deadline=None)
def test_the_best_are_those_of_a_full_sort_ties_by_code(seed, density, levels, top) -> None:
    flows = many_products(seed, density, levels)
    every = score_world(world_of(flows, seed, top=len(CODES)))
    assert score_world(world_of(flows, seed, top=top)).equals(brute_ranks(every, top))


@given(st.integers(0, 999), st.integers(1, 6), st.integers(1, 3))
@settings(max_examples=15, deadline=None)
def test_blocks_and_threads_change_nothing(seed, block, threads) -> None:
    world = world_of(many_products(seed, 0.4, 3), seed)
    assert score_world(world, block=block, threads=threads).equals(score_world(world))


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 4)), max_size=40), st.integers(1, 6))
def test_ranked_equals_a_stable_sort(cells, top) -> None:
    cells.sort(key=lambda cell: cell[0])
    market, score = (np.array([cell[n] for cell in cells], dtype) for n, dtype in ((0, np.intp), (1, float)))
    order = sorted(range(len(cells)), key=lambda n: (market[n], -score[n]))
    kept, rank = ranked(market, score, 4, top)
    wanted = [(n, order[: order.index(n) + 1]) for n in order]
    places = [(n, sum(market[m] == market[n] for m in before)) for n, before in wanted]
    assert list(zip(kept.tolist(), rank.tolist(), strict=True)) == [one for one in places if one[1] <= top]


@given(st.integers(0, 999), st.integers(20, 500), st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_batches_of_any_size_and_order_lay_out_the_same_trade(seed, size, chance) -> None:
    flows = many_products(seed, 0.05, 1000)
    batches = list(flows.iter_slices(size))
    chance.shuffle(batches)
    trade = lay_out_batches(batches, flows.height, exporters=SELLERS, importers=BUYERS, products=CODES)
    whole = laid_out(flows)
    assert (trade.matrix != whole.matrix).nnz == 0
    for name in ("exports_usd", "imports_usd", "pair_usd", "has_flow"):
        assert np.array_equal(getattr(trade, name), getattr(whole, name))


@pytest.mark.parametrize("turn", ["sorted", "shuffled"])
def test_exact_repeats_count_once(turn: str) -> None:
    flows = many_products(1, 0.3, 9)
    again = pl.concat([flows, *[flows.filter(exporter="CCC")] * 3])
    given_rows = (
        again.sort("exporter", "importer", "hs6")
        if turn == "sorted"
        else again.sample(fraction=1.0, shuffle=True, seed=5)
    )
    trade, once = laid_out(given_rows), laid_out(flows)
    assert trade.repeats == 3 * flows.filter(exporter="CCC").height
    assert np.array_equal(trade.exports_usd, once.exports_usd)
    assert np.array_equal(trade.pair_usd, once.pair_usd)
    assert score_world(prepare(trade, distances(0))).equals(score_world(prepare(once, distances(0))))


def test_words_of_any_column_type_mean_the_same() -> None:
    flows = many_products(2, 0.2, 50)
    enums = flows.with_columns(pl.col("hs6").cast(pl.Enum(CODES)), pl.col("exporter").cast(pl.Categorical))
    assert score_world(world_of(enums)).equals(score_world(world_of(flows)))
