"""Scores of empty cells and their measures: known by hand, against peers, and through the whole back-test."""

from __future__ import annotations

import json
import math

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import average_precision_score, roc_auc_score
from tests.engines.potential.unseen.worlds import small_world

from karvan.engines.potential import market_share as form
from karvan.engines.potential.new_flows import FlowsRecord, backtest_flows
from karvan.engines.potential.new_flows.candidates import candidates
from karvan.engines.potential.new_flows.metrics import (
    Decile,
    auc,
    average_precision,
    deciles,
    pooled,
    precision_at,
    quality,
)
from karvan.engines.potential.new_flows.panel import panel
from karvan.engines.potential.new_flows.scores import density, plain_scores, revealed_advantage, space
from karvan.errors import QuestionError, UnreadableInput

SMALL = small_world()


def history(seed: int = 5) -> pl.DataFrame:
    """The small world with two thirds of its flows in 2017, the rest born later; some without a first year."""
    year = np.random.default_rng(seed).choice([2017, 2017, 2017, 2017, 2018, 2021, 0], SMALL.flows.height)
    seen = SMALL.flows.with_columns(pl.Series("first_year_seen", year, dtype=pl.Int16))
    return seen.select(
        "exporter",
        "importer",
        "hs6",
        pl.when(pl.col("first_year_seen") == 2017).then("value_usd").alias("value_2017_usd"),
        pl.when(pl.col("first_year_seen") > 0).then("first_year_seen").alias("first_year_seen"),
    )


FLOWS = history()
WORLD = panel(FLOWS, SMALL.distances, ["C01"])
SPACE = space(WORLD)

ties = st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=2, max_size=60).filter(
    lambda rows: 0 < sum(came for _, came in rows) < len(rows)
)


@given(ties)
def test_auc_and_average_precision_equal_scikit_learns_with_ties(rows: list[tuple[int, bool]]):
    score, came = (np.array(one) for one in zip(*rows, strict=True))
    assert auc(score.astype(float), came) == pytest.approx(roc_auc_score(came, score))
    assert average_precision(score.astype(float), came) == pytest.approx(average_precision_score(came, score))


def test_measures_that_cannot_be_taken_are_none_not_a_number():
    nothing = quality(np.zeros(0), np.zeros(0, bool), np.zeros(0, int), is_chance=True)
    assert (nothing.auc, nothing.average_precision, nothing.precision_50, nothing.deciles) == (
        None,
        None,
        None,
        (),
    )
    assert nothing.precision_50_by_exporter is None


def test_precision_and_deciles_by_hand():
    score, came = np.arange(100.0), np.arange(100) >= 75
    assert precision_at(score, came) == 0.5
    assert [one.observed for one in deciles(score, came)] == [0] * 7 + [0.5, 1, 1]
    two = quality(np.r_[score, score], np.r_[came, ~came], np.repeat([3, 9], 100), is_chance=False)
    assert two.precision_50_by_exporter == pytest.approx((0.5 + 0.5) / 2)


def test_deciles_of_markets_are_put_together_by_cells():
    one, other = [Decile(10, 0.1, 0.2)] * 10, [Decile(30, 0.5, 0.4)] * 10
    assert pooled([one, other, one[:3]]) == tuple([Decile(40, pytest.approx(0.4), pytest.approx(0.35))] * 10)
    assert pooled([]) == ()


def test_candidates_are_empty_cells_whose_fate_is_told():
    cells = candidates(WORLD, "C01", steady=True)
    mine = FLOWS.filter(pl.col("importer") == "C01")
    assert cells.came.sum() == (mine["first_year_seen"] > 2017).sum()
    assert cells.excluded == mine["first_year_seen"].null_count()
    assert len(cells.came) == cells.came.sum()  # every cell of the small world is alive in the last year


def test_a_market_or_exporter_that_began_to_report_has_no_steady_pair():
    world = panel(FLOWS, SMALL.distances, ["C01", "C02"], frozenset({"C01", "C05"}))
    assert candidates(world, "C01", steady=True).pairs == 0
    assert "C05" not in {world.countries[at] for at in candidates(world, "C02", steady=True).seller}
    assert candidates(world, "C01", steady=False).pairs == 29


def test_potential_equals_the_market_share_form_cell_by_cell():
    cells = candidates(WORLD, "C01", steady=True)
    found = plain_scores(WORLD, SPACE, cells)["potential"]
    world, home, k = WORLD.exports.sum(axis=0), int(cells.seller[7]), int(cells.product[7])
    inflow = WORLD.flows_into(1)
    mean = float(WORLD.log_km[:, 1] @ inflow[:, k] / inflow[:, k].sum())
    wanted = form.expected_trade(zip(WORLD.exports[home], world, WORLD.imports[1], strict=True))
    assert found[7] == pytest.approx(
        form.supply_share(WORLD.exports[home, k], world[k])
        * form.net_exporter_factor(WORLD.exports[home, k], WORLD.imports[home, k])
        * WORLD.imports[1, k]
        * form.distance_factor(mean, math.exp(WORLD.log_km[home, 1]))
        * WORLD.pairs[home, 1]
        / wanted
    )


def test_density_leaves_the_product_itself_out():
    # Products 0 and 1 go together, 2 stands alone: what one sells says all about the other and nothing about 2.
    present = np.array([[1.0, 1.0, 0.0], [1.0, 1.0, 0.0], [0.0, 0.0, 1.0], [1.0, 0.0, 0.0]])
    found = density(present)
    assert found[3].tolist() == [0.0, 1.0, 0.0]
    assert found[2].tolist() == [0.0, 0.0, 0.0]


@given(st.floats(0.001, 1000))
def test_revealed_advantage_does_not_change_with_scale(factor: float):
    np.testing.assert_allclose(revealed_advantage(WORLD.exports * factor), revealed_advantage(WORLD.exports))


def test_unclean_flows_and_unknown_markets_are_refused():
    with pytest.raises(UnreadableInput, match="twice"):
        panel(pl.concat([FLOWS, FLOWS.head(1)]), SMALL.distances, ["C01"])
    with pytest.raises(UnreadableInput, match="first_year_seen"):
        panel(FLOWS.drop("first_year_seen"), SMALL.distances, ["C01"])
    with pytest.raises(UnreadableInput, match="above zero"):
        panel(FLOWS.with_columns(-pl.col("value_2017_usd")), SMALL.distances, ["C01"])
    with pytest.raises(QuestionError, match="XXX"):
        panel(FLOWS, SMALL.distances, ["XXX"])
    with pytest.raises(QuestionError, match="other importers"):
        backtest_flows(FLOWS, SMALL.distances, ["C01"])


def test_the_whole_back_test_is_repeatable_json_and_learns_on_other_steady_markets():
    many = pl.concat(
        [FLOWS] + [FLOWS.with_columns(pl.col("hs6").str.replace("^.", str(n))) for n in range(2, 5)]
    )
    dead = many.filter(pl.col("hs6").hash(1) % 5 > 0)

    def run() -> FlowsRecord:
        return backtest_flows(
            dead.unique(["exporter", "importer", "hs6"], keep="first", maintain_order=True),
            SMALL.distances,
            ["C01", "C02"],
            silent_2017=frozenset({"C02", "C03"}),
            silent_2024=frozenset({"C03"}),
            home="C00",
            teachers=4,
        )

    found = run()
    assert found == run()
    json.dumps(found.to_json(), allow_nan=False)
    assert found.changed == ("C02",)
    assert not {"C01", "C02"} & set(found.teachers)
    assert [one.reporting_changed for one in found.markets] == [False, True]
    assert found.markets[1].steady.cells == 0 < found.markets[1].seen.cells
    assert found.survivorship is None
