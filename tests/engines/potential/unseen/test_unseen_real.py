"""The measured figure on the real flows of 2024; minutes long, so only with `make test-slow`."""

from __future__ import annotations

import polars as pl
import pytest
from tests.sources.whole_way import SHARED, needs_shared

from karvan.engines.potential.unseen import backtest_unseen

RENAMED = {"ROM": "ROU", "ZAR": "COD", "TMP": "TLS", "PAL": "PSE", "YUG": "SCG"}
KEY = ["exporter", "importer", "hs6"]


def flows() -> pl.DataFrame:
    table = pl.read_parquet(
        SHARED / "trade" / "baci_hs17_flows_2024.parquet", columns=[*KEY, "value_2024_usd"]
    )
    return table.unique(KEY).rename({"value_2024_usd": "value_usd"}).sort(KEY)


def distances() -> pl.DataFrame:
    table = pl.read_parquet(SHARED / "reference" / "cepii_geodist.parquet")
    flags = {
        "contig": "is_contiguous",
        "comlang_off": "has_common_official_language",
        "comlang_ethno": "has_common_spoken_language",
        "colony": "has_colonial_link",
    }
    return table.select(
        pl.col("iso_o").replace(RENAMED).alias("exporter"),
        pl.col("iso_d").replace(RENAMED).alias("importer"),
        pl.col("dist").alias("distance_km"),
        *(pl.col(name).alias(flag) for name, flag in flags.items()),
    )


def size() -> dict[str, tuple[float, float]]:
    gdp, population = latest("world_bank_gdp.csv"), latest("world_bank_population.csv")
    return {code: (gdp[code], population[code]) for code in gdp.keys() & population.keys()}


def latest(name: str) -> dict[str, float]:
    table = pl.read_csv(SHARED / "reference" / name).drop_nulls("Value").sort("Year")
    return {row["Country Code"]: float(row["Value"]) for row in table.iter_rows(named=True)}


@pytest.mark.slow
@needs_shared
def test_unseen_pairs_of_2024_are_found_within_the_promised_factor():
    found = backtest_unseen(flows(), distances(), size())
    assert found.pairs == 10_423
    assert found.median_factor is not None
    assert found.median_factor <= 1.60
    assert found.coverage_80 is not None
    assert 0.75 <= found.coverage_80 <= 0.85
