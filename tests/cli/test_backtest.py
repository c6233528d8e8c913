"""`karvan backtest unseen`, `spread` and `flows`: a made-up world goes in as files, figures come out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl
import pycountry
import pytest
from tests.engines.potential.unseen.worlds import small_world

from karvan.engines.potential.new_flows.backtest import MARKETS

NAMED = sorted({*MARKETS, "IRN", "AFG"})
OTHERS = sorted({one.alpha_3 for one in pycountry.countries} - set(NAMED))
PAIRS = pl.Schema(
    {"year": pl.Int32, "exporter": pl.String, "importer": pl.String, "hs2_key": pl.String, "value_usd": pl.Float64}
)  # fmt: skip


def world_file(path: Path, countries: int, products: int, noise: float) -> Path:
    """Flows of the small world, under real codes, in the columns of the developers' copy."""
    flows = small_world(noise=noise, countries=countries, products=products).flows
    codes = {f"C{at:02d}": code for at, code in enumerate([*NAMED, *OTHERS][:countries])}
    median = flows.group_by("exporter", "importer").agg(pl.col("value_usd").sum())["value_usd"].median()
    year = np.random.default_rng(5).choice([2017, 2017, 2017, 2017, 2018, 2021, 0], flows.height)
    first = pl.Series("first_year_seen", year, dtype=pl.Int16)
    table = flows.with_columns(first).select(
        pl.col("exporter", "importer").replace_strict(codes),
        "hs6",
        (pl.col("value_usd") * 10**8 / median).ceil().alias("value_2024_usd"),
        pl.when(pl.col("first_year_seen") == 2017).then("value_usd").alias("value_2017_usd"),
        pl.when(pl.col("first_year_seen") > 0).then("first_year_seen").alias("first_year_seen"),
    )
    # A third of the flows never were: otherwise no empty cell would stay empty.
    table.filter(pl.col("hs6").hash(1) % 5 + pl.col("exporter").hash(2) % 3 > 0).write_parquet(path)
    return path


@pytest.fixture(scope="module")
def flows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return world_file(tmp_path_factory.mktemp("small") / "flows.parquet", countries=46, products=12, noise=2.5)


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    """A history in which only three pairs were large, and none of them vanished."""
    rows = [(year, "IRN", market, "72", 5e8) for year in (2013, 2016, 2018) for market in ("UZB", "ARM", "TUR")]
    path = tmp_path / "pairs.csv"
    pl.DataFrame(rows, schema=PAIRS, orient="row").write_csv(path)
    return path


def test_pairs_never_seen(say: Callable[..., object], flows: Path, tmp_path: Path) -> None:
    kept = tmp_path / "record.json"
    asked = ("backtest", "unseen", "--flows", flows, "--folds", 2, "--hidden", "both_ways", "--seed", 3)
    found = say(*asked, "--out", kept, "--json").document
    assert (found["hidden"], found["folds"], found["seed"]) == ("both_ways", 2, 3)
    assert found["pairs"] == sum(
        found["strata"][f"actual {name}"]["pairs"] for name in ("10-100 M", "100 M-1 bn", "above 1 bn")
    )
    assert 1 < found["median_factor"] < 12
    assert json.loads(kept.read_text("utf-8"))["median_factor"] == float(f"{found['median_factor']:.4g}")
