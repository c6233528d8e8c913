"""The sweep says what the cell engine says, for all markets at once."""

from __future__ import annotations

from functools import cache

import polars as pl
import pytest

from karvan.engines.potential import Settings, assess
from karvan.engines.potential.restore.read import read_additions
from karvan.engines.potential.sweep import market_totals, sweep_markets
from karvan.engines.potential.totals import totals
from karvan.model.known import Known, value_or_none
from karvan.store.snapshot import Snapshot, Store


@cache
def shipped() -> Snapshot:
    return Store.open(None)


@pytest.mark.parametrize(
    "settings", [Settings(), Settings(growth="neutral"), Settings(income_elasticity=0.5)]
)
@pytest.mark.parametrize("market", ["ARM", "IRQ"])
def test_cells_of_a_market_are_those_of_the_cell_engine(market, settings):
    additions = read_additions(shipped(), "IRN", market, 2024)
    answer = assess(shipped(), "IRN", market, None, 2024, settings=settings, additions=additions)
    _, cells = sweep_markets(shipped(), "IRN", 2024, settings=settings)
    mine = cells.filter((pl.col("importer") == market) & (pl.col("potential_usd") > 0))
    for figure in ("potential_usd", "trade_usd", "realised_usd", "unrealised_usd"):
        swept = dict(mine.select("hs6", figure).iter_rows())
        told = {hs6: value_or_none(getattr(answer.cells[hs6], figure)) for hs6 in swept}
        assert swept == pytest.approx(told, rel=1e-5, abs=1e-6)
    whole = totals(answer).whole.potential_usd
    assert isinstance(whole, Known)
    assert mine["potential_usd"].sum() == pytest.approx(whole.value, rel=1e-6)


def test_without_estimates_a_silent_market_stays_unknown():
    sides, cells = sweep_markets(shipped(), "IRN", 2024, restored=False)
    row = market_totals(cells, sides).filter(pl.col("importer") == "IRQ").row(0, named=True)
    figures = ("trade_usd", "potential_usd", "realised_usd", "unrealised_usd")
    assert (row["trade_status"], *(row[name] for name in figures)) == ("unknown", None, None, None, None)
    assert cells.filter(pl.col("importer") == "IRQ")["benchmark_usd"].sum() > 0


def test_every_market_is_observed_estimated_or_unknown_and_home_is_none():
    sides, cells = sweep_markets(shipped(), "IRN", 2024)
    rows = market_totals(cells, sides)
    assert "IRN" not in rows["importer"].to_list()
    assert rows["trade_status"].value_counts().sort("trade_status").rows() == [
        ("estimated", 71),
        ("observed", 148),
    ]
