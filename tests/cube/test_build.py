"""The derived tables of the tiny world, whole."""

from __future__ import annotations

import math
from pathlib import Path

import polars as pl
from tests.world import FETCHED, distances, put, toy_flows, trade_world

from karvan.cube.build import METHOD, rebuild
from karvan.cube.totals import importer_totals
from karvan.store.snapshot import Store


def test_world_totals(tmp_path: Path) -> None:
    snapshot = trade_world(tmp_path, toy_flows())
    assert snapshot.read("product_totals").rows() == [
        (2024, "200911", 100.0, 3, 3),
        (2024, "760612", 80.0, 3, 3),
    ]
    exporters = snapshot.read("exporter_product_totals", {"hs6": "760612"}).rows()
    assert exporters == [
        (2024, "ARM", "760612", 30.0, 2),
        (2024, "IRN", "760612", 40.0, 2),
        (2024, "UZB", "760612", 10.0, 2),
    ]


def test_mean_log_distance_is_weighted_by_trade() -> None:
    near = distances().with_columns(
        distance_km=pl.when(pl.col("exporter") == "UZB").then(100.0).otherwise(1000.0)
    )
    row = importer_totals(toy_flows().lazy(), near).filter(
        (pl.col("importer") == "ARM") & (pl.col("hs6") == "760612")
    )
    expected = (10 * math.log(1000) + 2 * math.log(100)) / 12
    assert math.isclose(row["mean_log_distance"].item(), expected, abs_tol=1e-3)


def test_a_supplier_without_a_distance_is_left_out_of_the_mean() -> None:
    known = distances().filter(pl.col("exporter") != "UZB")
    rows = importer_totals(toy_flows().lazy(), known).filter(pl.col("hs6") == "760612")
    found = dict(rows.select("importer", "mean_log_distance").rows())
    assert {k: round(v, 3) for k, v in found.items()} == dict.fromkeys(
        ("ARM", "IRN", "UZB"), round(math.log(1000), 3)
    )


def test_pair_statuses(tmp_path: Path) -> None:
    snapshot = trade_world(tmp_path)
    pairs = snapshot.read("pair_totals", {"year": 2024, "exporter": "IRN"})
    assert [
        (r["importer"], r["value_usd"], r["status"], r["reporting"]) for r in pairs.iter_rows(named=True)
    ] == [
        ("AFG", None, "not_observed", "none"),
        ("ARM", 25.0, "observed", "one"),
        ("IRQ", None, "not_observed", "none"),
        ("SYR", None, "not_observed", "none"),
        ("TKM", None, "not_observed", "none"),
        ("UZB", 35.0, "observed", "one"),
    ]


def test_rebuild_follows_complete_flows_only(tmp_path: Path) -> None:
    trade_world(tmp_path)
    again = rebuild(tmp_path, fetched_on=FETCHED, bundle=tmp_path / "none")
    assert [(m.source, m.method, sorted(m.inputs)) for m in again] == [
        ("cube", METHOD, ["chapter_pairs", "distances", "flows"])
    ]
    put(tmp_path, "baci", {"flows": toy_flows()}, hs_rev=2017, coverage={"years": [2024], "complete": False})
    assert rebuild(tmp_path, fetched_on=FETCHED, bundle=tmp_path / "none") == []


def test_the_same_inputs_give_the_same_version(tmp_path: Path) -> None:
    trade_world(tmp_path)
    versions = [rebuild(tmp_path, fetched_on=FETCHED, bundle=tmp_path / "none")[0].version for _ in range(2)]
    assert versions == [Store.open(tmp_path, bundle=tmp_path / "none").versions()["cube"]] * 2
