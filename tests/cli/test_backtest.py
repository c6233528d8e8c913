"""`karvan backtest unseen`, `spread` and `flows`: a made-up world goes in as files, figures come out."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import polars as pl
import pycountry
import pytest
from tests.engines.potential.unseen.worlds import small_world

from karvan.cli.backtest_lines import unseen_lines
from karvan.engines.potential.new_flows.backtest import MARKETS

# Real codes, for the command looks up distances and sizes of countries in the store.
NAMED = sorted({*MARKETS, "IRN"})
OTHERS = sorted({one.alpha_3 for one in pycountry.countries} - set(NAMED))
HISTORY = ["year", "exporter", "importer", "hs2_key", "value_usd"]
CLASSES = ("10-100 M", "100 M-1 bn", "above 1 bn")


def world_file(path: Path, countries: int, products: int, noise: float) -> Path:
    """Flows of the small world in the columns of the developers' copy, half of the pairs above 100 M USD."""
    flows = small_world(noise=noise, countries=countries, products=products).flows
    codes = {f"C{at:02d}": code for at, code in enumerate([*NAMED, *OTHERS][:countries])}
    median = flows.group_by("exporter", "importer").agg(pl.col("value_usd").sum())["value_usd"].median()
    year = np.random.default_rng(5).choice([2017, 2017, 2017, 2017, 2018, 2021, 0], flows.height)
    value = (pl.col("value_usd") * 10**8 / median).ceil().clip(1)
    table = flows.with_columns(pl.Series("first_year_seen", year, dtype=pl.Int16)).select(
        pl.col("exporter", "importer").replace_strict(codes),
        "hs6",
        value.alias("value_2024_usd"),
        pl.when(pl.col("first_year_seen") == 2017).then(value).alias("value_2017_usd"),
        pl.when(pl.col("first_year_seen") > 0).then("first_year_seen").alias("first_year_seen"),
    )
    # Some flows never were: otherwise no empty cell would stay empty.
    pick = np.random.default_rng(6).random(table.height) < 0.87
    table.filter(pl.Series(pick)).write_parquet(path)
    return path


@pytest.fixture
def history(tmp_path: Path) -> Path:
    """Three pairs that were large, none of which vanished."""
    rows = [
        (year, "IRN", market, "72", 5e8) for year in (2013, 2016, 2018) for market in ("UZB", "ARM", "TUR")
    ]
    path = tmp_path / "pairs.csv"
    pl.DataFrame(rows, HISTORY, orient="row").write_csv(path)
    return path


def test_pairs_never_seen(say, tmp_path: Path) -> None:
    flows, kept = world_file(tmp_path / "flows.parquet", 28, 8, noise=1.0), tmp_path / "record.json"
    asked = ("backtest", "unseen", "--flows", flows, "--folds", 2, "--hidden", "both_ways", "--seed", 3)
    found = say(*asked, "--out", kept, "--json").document
    assert (found["hidden"], found["folds"], found["seed"]) == ("both_ways", 2, 3)
    assert found["pairs"] == sum(found["strata"][f"actual {name}"]["pairs"] for name in CLASSES) > 400
    assert 1 < found["median_factor"] < 10
    assert 0.6 < found["coverage_80"] < 0.95
    assert json.loads(kept.read_text("utf-8"))["median_factor"] == float(f"{found['median_factor']:.4g}")
    assert unseen_lines(found)[0] == "Hidden: both_ways, 2 folds."
    assert unseen_lines(found)[2].split()[:5] == ["above", "10", "M", "USD", f"{found['pairs']:,}"]


def test_chapters_spread_to_subheadings(say, tmp_path: Path) -> None:
    flows = world_file(tmp_path / "flows.parquet", 46, 12, noise=2.5)
    found = say("backtest", "spread", "--flows", flows, "--json").document
    assert [(one["exporter"], one["importer"]) for one in found["pairs"][:3]] == [
        ("IRN", "UZB"), ("IRN", "ARM"), ("IRN", "TUR"),
    ]  # fmt: skip
    assert (found["all_pairs"]["pairs"], found["training_pairs"], found["inputs"]) == (53, 400, "full")
    lines = say("backtest", "spread", "--flows", flows).out.splitlines()
    assert lines[1].split()[:3] == ["all", "53", f"{found['all_pairs']['mean']['blend']:.3f}"]
    assert lines[-1].startswith("Lead over supply_x_demand: ")


def test_flows_that_came_alive(say, tmp_path: Path, history: Path) -> None:
    flows = world_file(tmp_path / "flows.parquet", 64, 36, noise=0.3)
    asked = ("backtest", "flows", "--flows", flows, "--pairs", history)
    found = say(*asked, "--json").document
    assert [one["market"] for one in found["markets"]] == list(MARKETS)
    assert found["changed"] == []
    assert len(found["teachers"]) == 40
    assert sum(one["cells"] for one in found["calibration"]) == sum(
        one["steady"]["cells"] for one in found["markets"]
    )
    assert all(one["steady"]["excluded"] > 0 for one in found["markets"])
    assert set(found["mean"]) == {"potential", "density", "size", "diversity_x_ubiquity", "learned"}


@pytest.mark.parametrize(
    ("words", "where"),
    [
        (("unseen", "--hidden", "nothing"), "--hidden"),
        (("unseen", "--folds", "1"), "--folds"),
        (("unseen", "--seed", "-1"), "--seed"),
        (("spread", "--seed", "-1"), "--seed"),
        (("flows", "--flows", "a", "--pairs", "b", "--seed", "-1"), "--seed"),
    ],
)
def test_an_option_out_of_bounds(say, words: tuple[str, ...], where: str) -> None:
    told = say("backtest", *words, "--json")
    assert (told.status, told.error["code"], told.error["where"]) == (2, "QuestionError", where)
    assert told.error["fix"]


SPOILT = {
    "a value that is no number": pl.lit(float("nan")).alias("value_2024_usd"),
    "a negative value": -pl.col("value_2024_usd"),
    "a value as text": pl.col("value_2024_usd").cast(pl.String),
    "a product as a number": pl.col("hs6").cast(pl.Int64),
    "a country with itself": pl.col("exporter").alias("importer"),
    "no exporter": pl.lit(None, pl.String).alias("exporter"),
    "an unknown country": pl.lit("ZZZ").alias("exporter"),
}
SPOILT_YEARS = {
    "a negative value of 2017": -pl.col("value_2017_usd"),
    "a value of 2017 at a later flow": pl.lit(5.0).alias("value_2017_usd"),
    "a year as text": pl.col("first_year_seen").cast(pl.String),
    "a year long past": pl.lit(1800).alias("first_year_seen"),
}


@pytest.mark.parametrize(
    ("command", "spoilt"),
    [(command, spoilt) for command in ("unseen", "spread", "flows") for spoilt in SPOILT]
    + [("flows", spoilt) for spoilt in SPOILT_YEARS],
)
def test_spoilt_flows_are_refused(say, tmp_path: Path, history: Path, command: str, spoilt: str) -> None:
    path = world_file(tmp_path / "flows.parquet", 3, 2, noise=0.3)
    pl.read_parquet(path).with_columns((SPOILT | SPOILT_YEARS)[spoilt]).write_parquet(path)
    more = ("--pairs", history) if command == "flows" else ()
    told = say("backtest", command, "--flows", path, *more, "--json")
    assert (told.status, told.error["where"]) == (3, str(path)), told.error
    assert told.error["code"] in {"LayoutChanged", "UnknownCode"}


def test_flows_without_their_first_years_cannot_tell_what_is_new(say, tmp_path: Path, history: Path) -> None:
    flows = world_file(tmp_path / "flows.parquet", 3, 2, noise=0.3)
    bare = tmp_path / "bare.parquet"
    pl.read_parquet(flows).drop("value_2017_usd", "first_year_seen").write_parquet(bare)
    told = say("backtest", "flows", "--flows", bare, "--pairs", history, "--json")
    assert (told.status, told.error["code"], told.error["where"]) == (3, "LayoutChanged", str(bare))
    assert "value_2017_usd" in told.error["message"]


@pytest.mark.parametrize("command", ["unseen", "spread"])
def test_too_small_a_world_is_refused(say, tmp_path: Path, command: str) -> None:
    flows = world_file(tmp_path / "flows.parquet", 3, 2, noise=0.3)
    told = say("backtest", command, "--flows", flows, "--json")
    assert (told.status, told.error["code"], told.error["where"]) == (2, "UnreadableInput", str(flows))
    assert told.error["fix"]
