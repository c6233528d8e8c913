"""The whole world of 2024: the file's repeats count once, and pairs equal the long way."""

from __future__ import annotations

import math
from functools import cache

import polars as pl
import pytest
from tests.sources.whole_way import SHARED, needs_shared

from karvan.engines.potential import market_share as form
from karvan.engines.potential.world import World, lay_out, prepare, score_blocks
from karvan.sources.geodist import read as read_geodist

KEY = ["exporter", "importer", "hs6"]

pytestmark = needs_shared


@cache
def flows() -> pl.DataFrame:
    table = pl.read_parquet(
        SHARED / "trade" / "baci_hs17_flows_2024.parquet", columns=[*KEY, "value_2024_usd"]
    )
    return table.rename({"value_2024_usd": "value_usd"})


@cache
def once() -> pl.DataFrame:
    return flows().unique()


@cache
def distances() -> pl.DataFrame:
    return read_geodist(SHARED / "reference" / "cepii_geodist.parquet").tables["distances"]


@cache
def world() -> World:
    return prepare(lay_out(flows()), distances())


def test_the_repeated_rows_of_two_exporters_count_once() -> None:
    # 24,275 keys stand there four times.
    assert world().trade.repeats == 3 * 24_275
    assert (len(world().trade.exporters), len(world().side.buying)) == (226, 220)


@pytest.mark.parametrize(("exporter", "importer"), [("IRN", "ARM"), ("PNG", "AUS"), ("DEU", "UZB")])
def test_the_best_of_a_pair_equal_the_formulas(exporter: str, importer: str) -> None:
    (best,) = score_blocks(
        [world().seller(world().trade.exporters.index(exporter))], world().side, [exporter]
    )
    mine = best.filter(pl.col("importer") == importer)
    wanted = long_way(exporter, importer)
    assert mine["hs6"].cast(pl.String).to_list() == [code for code, _ in wanted]
    assert mine["benchmark_usd"].to_list() == pytest.approx([score for _, score in wanted])


def long_way(exporter: str, importer: str) -> list[tuple[str, float]]:
    """The best 50 products by the formulas of the cell engine, one product after the other."""
    all_exports, exports, bought = (
        added(pl.lit(value=True)),
        added(pl.col("exporter") == exporter),
        added(pl.col("importer") == exporter),
    )
    imports, typical, km = added(pl.col("importer") == importer), typical_of(importer), km_to(importer)
    scores = {
        code: form.supply_share(exports[code], all_exports[code])
        * form.net_exporter_factor(exports[code], bought.get(code, 0.0))
        * imports[code]
        * form.distance_factor(typical[code], km[exporter])
        for code in exports.keys() & typical.keys()
    }
    return sorted(scores.items(), key=lambda one: (-one[1], one[0]))[:50]


def added(chosen: pl.Expr) -> dict[str, float]:
    sums = once().filter(chosen).group_by("hs6").agg(pl.col("value_usd").sum())
    return {code: float(value) for code, value in sums.iter_rows()}


def km_to(importer: str) -> dict[str, float]:
    rows = distances().filter(pl.col("importer") == importer)
    return dict(rows.select(pl.col("exporter").cast(pl.String), "distance_km").iter_rows())


def typical_of(importer: str) -> dict[str, float]:
    """Mean ln km of a market's suppliers by product, over those whose distance is known."""
    km, weights, sums = km_to(importer), dict[str, float](), dict[str, float]()
    rows = once().filter(pl.col("importer") == importer)
    for exporter, _, code, value in rows.select(*KEY, "value_usd").iter_rows():
        if exporter in km:
            weights[code] = weights.get(code, 0.0) + value
            sums[code] = sums.get(code, 0.0) + value * math.log(km[exporter])
    return {code: sums[code] / weight for code, weight in weights.items()}
