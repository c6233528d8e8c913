"""The back-test of silence on a made-up world: what it may know, what it counts, what it refuses."""

from __future__ import annotations

from functools import cache

import numpy as np
import polars as pl
import pytest
from tests.engines.potential.silent.worlds import CHAPTERS, pairs

from karvan.engines.potential.silent import backtest_silent
from karvan.engines.potential.silent.censored import censored
from karvan.engines.potential.silent.chapters import chapter_shares, overlap
from karvan.engines.potential.silent.features import open_window
from karvan.engines.potential.silent.model import LEVELS, fit_carry
from karvan.engines.potential.silent.panel import Panel
from karvan.engines.potential.silent.score import Score, Tried, score
from karvan.engines.potential.silent.silence import draw, named
from karvan.errors import QuestionError

FIRST, LAST = 2005, 2008


def short(table: pl.DataFrame, **more: object) -> dict[str, object]:
    asked = {"known_until": FIRST, "score_year": LAST, "seeds": 1, **more}
    return backtest_silent(table, **asked).to_json()  # type: ignore[arg-type]


@cache
def plain_record() -> dict[str, object]:
    return short(pairs())


def test_the_record_has_its_figures_at_the_top_and_is_the_same_twice():
    found = plain_record()
    assert found == short(pairs())
    head = ("median_factor", "within_2x", "coverage_80", "baseline_median_factor", "pairs")
    assert all(isinstance(found[name], float | int) for name in head)
    assert found["pairs"] == 10 * 9  # a quarter of 40 countries, all pairs among them listed and large
    assert found["median_factor"] < found["baseline_median_factor"]


def test_the_order_of_rows_changes_nothing():
    assert short(pairs().sample(fraction=1.0, shuffle=True, seed=3)) == plain_record()


def test_nothing_after_the_score_year_is_read():
    later = pairs().with_columns(
        pl.when(pl.col("year") > LAST)
        .then(pl.col("value_usd") * 9)
        .otherwise(pl.col("value_usd"))
        .alias("value_usd")
    )
    assert short(later) == plain_record()


def test_what_a_vanished_pair_becomes_changes_no_estimate():
    panel = Panel.of(pairs())
    quiet = draw(panel, 0.25, 0)
    silent = [name for name, is_silent in zip(panel.countries, quiet, strict=True) if is_silent]
    vanished = (pl.col("year") > FIRST) & pl.col("exporter").is_in(silent) & pl.col("importer").is_in(silent)
    other = pairs().with_columns(
        pl.when(vanished).then(pl.col("value_usd") * 7).otherwise(pl.col("value_usd")).alias("value_usd")
    )
    one, two = (estimates(table, quiet) for table in (pairs(), other))
    assert np.array_equal(one, two)


def estimates(table: pl.DataFrame, quiet: np.ndarray) -> np.ndarray:
    panel = Panel.of(table)
    window = open_window(panel, FIRST, LAST, quiet)
    found = fit_carry(window, []).estimate(window)
    sides = [edge[level] for level in LEVELS for edge in (found.lows_log, found.highs_log)]
    return np.column_stack([found.central_log, *sides])[window.is_hidden]


def test_intervals_hold_the_figure_and_grow_with_the_level():
    panel = Panel.of(pairs())
    table = estimates(pairs(), draw(panel, 0.25, 0))
    central, low, high = table[:, 0], table[:, 1::2], table[:, 2::2]
    assert (np.diff(low, axis=1) <= 0).all()
    assert (np.diff(high, axis=1) >= 0).all()
    assert (low[:, -1] < central).all()
    assert (central < high[:, -1]).all()


def test_the_baseline_is_the_last_value_times_visible_world_growth():
    panel = Panel.of(pairs())
    quiet = draw(panel, 0.25, 0)
    window = open_window(panel, FIRST, LAST, quiet)
    visible = ~(quiet[:, None] & quiet[None, :])
    before, after = (np.where(visible, panel.totals[year], 0.0).sum() for year in (FIRST, LAST))
    assert window.world_log == pytest.approx(np.log(after / before))
    assert np.exp(window.base_log) == pytest.approx(panel.totals[FIRST][window.exporters, window.importers])


def test_chapters_of_a_pair_move_with_the_world_and_add_up():
    panel = Panel.of(pairs())
    visible = np.ones((40, 40), bool)
    found = chapter_shares(panel, (FIRST, LAST), (np.array([0, 3]), np.array([1, 2])), visible)
    assert found.sum(axis=1) == pytest.approx([1.0, 1.0])
    first = panel.by_chapter(FIRST)[0, 1].astype(float)
    now, was = (panel.by_chapter(year).sum(axis=(0, 1), dtype=float) for year in (LAST, FIRST))
    growth = now.sum() / was.sum()
    moved = first * (now + 1e8 * growth) / (was + 1e8)
    assert found[0] == pytest.approx(moved / moved.sum(), rel=1e-5)


def test_overlap_is_the_common_part_of_two_sets_of_shares():
    shares = np.array([[0.5, 0.5, 0.0]])
    assert overlap(shares, np.array([[30.0, 0.0, 10.0]])).tolist() == [0.5]


def test_a_cell_that_left_the_lists_is_bounded_by_the_fifth_of_both():
    sellers = [f"S{at}" for at in range(7)]
    rows = [(2001, one, "BUY", "72", 5e7) for one in sellers]
    rows += [(2002, one, "BUY", "72", 1e7 * (at + 1)) for at, one in enumerate(sellers[1:])]
    rows += [(2002, "S0", f"B{at}", "72", 4e6) for at in range(5)]
    rows += [(2001, "S0", f"B{at}", "72", 4e6) for at in range(5)]
    panel = Panel.of(
        pl.DataFrame(rows, schema=["year", "exporter", "importer", "hs2_key", "value_usd"], orient="row")
    )
    window = open_window(panel, 2001, 2002, named(panel, ("S0", "BUY")))
    at = np.flatnonzero(
        (window.exporters == panel.countries.index("S0")) & (window.importers == panel.countries.index("BUY"))
    )
    # S0's own list ends at 4 M, the buyer's at 20 M: the bound is the smaller.
    for guess, respected in ((3.9e6, 1.0), (4.1e6, 0.0)):
        found = censored(panel, (2001, 2002), window, at, np.array([[guess]]))
        assert (found.cells, found.respected, found.pairs) == (1, respected, 1)


def test_scores_are_those_of_a_hand_computation():
    count = 40
    error = np.where(np.arange(count) % 2 == 0, np.log(1.5), -np.log(3.0))
    zeros = np.zeros(count)
    tried = Tried(
        exporter=np.arange(count), importer=np.arange(count), draw=np.zeros(count, int),
        base_log=zeros + np.log(5e7), actual_log=zeros + 18.0, central_log=18.0 + error,
        baseline_log=18.0 + np.log(2.5) + zeros,
        bounds_log=18.0 + error[:, None] + np.array([[-0.1, 0.1, -0.5, 0.5, -2.0, 2.0]]),
        chapters=zeros + 0.5, chapters_last=zeros + 0.4,
    )  # fmt: skip
    found = score(tried)
    assert found.median_factor == pytest.approx(np.sqrt(1.5 * 3.0))
    assert found.baseline_median_factor == pytest.approx(2.5)
    assert (found.within_2x, found.coverage_50, found.coverage_80, found.coverage_95) == (0.5, 0.0, 0.5, 1.0)
    assert score(tried.part(np.arange(count) < 5)) == Score(5)


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"known_until": 2008, "score_year": 2005}, "after"),
        ({"silent_share": 0.0}, "between"),
        ({"silent_share": 1.5}, "between"),
        ({"seeds": 0}, "draw"),
        ({"known_until": 1990}, "no trade of 1990"),
        ({"silent_share": 0.9}, "stay visible"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused(change, word):
    with pytest.raises(QuestionError, match=word):
        short(pairs(), **change)


@pytest.mark.parametrize(
    ("spoil", "word"),
    [
        (lambda table: table.drop("hs2_key"), "lack"),
        (lambda table: table.with_columns(pl.lit(None, pl.Float64).alias("value_usd")), "blank"),
        (lambda table: table.with_columns(-pl.col("value_usd")), "negative"),
        (lambda table: table.with_columns(pl.lit(float("nan")).alias("value_usd")), "negative or no number"),
        (lambda table: pl.concat([table, table.head(1)]), "twice"),
    ],
)
def test_an_unclean_panel_is_refused(spoil, word):
    with pytest.raises(QuestionError, match=word):
        short(spoil(pairs()))


def test_chapters_that_are_singled_out_are_optional():
    only = pairs().filter(pl.col("hs2_key") != "27")
    assert sorted(set(only["hs2_key"])) == list(CHAPTERS[1:])
    assert short(only)["pairs"] == 90
