"""What the whole-world jobs read: the real files, or where they are absent a seeded world of the same shape."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from karvan.sources.geodist import read as read_geodist

SEED, EXPORTERS, IMPORTERS, PRODUCTS, ROWS = 0, 226, 220, 5079, 10_000_000
RARITY = 0.9  # the most able sells nearly everything nearly everywhere, the least next to nothing


def real(work: Path, shared: Path) -> tuple[Path, Path, Path]:
    """(flows, distances, names) from `shared`: distances and names as karvan's tables tell them."""
    flows = shared / "trade/baci_hs17_flows_2024.parquet"
    table = read_geodist(shared / "reference/cepii_geodist.parquet").tables["distances"]
    countries = pl.scan_parquet(flows).select(pl.col("exporter").unique()).collect()["exporter"].to_list()
    codes = pl.read_parquet(shared / "nomenclature/hs2017_en.parquet")["id"]
    codes = codes.filter(codes.str.contains(r"^\d{6}$")).unique().to_list()
    return (
        flows,
        _written(work / "distances.parquet", table.select("exporter", "importer", "distance_km")),
        names(work, countries, codes),
    )


def synthetic(work: Path) -> tuple[Path, Path, Path]:
    """(flows, distances, names) of a made-up world, sorted like the real file, with the same columns."""
    draw = np.random.default_rng(SEED)
    countries = [f"C{number:03}" for number in range(EXPORTERS)]
    codes = [f"{number:06}" for number in 10_000 + np.arange(PRODUCTS)]
    flows = _flows(draw, np.array(countries), np.array(codes))
    pairs = [(a, b) for a in countries for b in countries if a != b]
    distances = pl.DataFrame(pairs, schema=["exporter", "importer"], orient="row").with_columns(
        distance_km=pl.Series(draw.uniform(100, 19_000, len(pairs)))
    )
    return (
        _written(work / "flows.parquet", flows),
        _written(work / "distances.parquet", distances),
        names(work, countries, codes),
    )


def _flows(draw: np.random.Generator, countries: NDArray[np.str_], codes: NDArray[np.str_]) -> pl.DataFrame:
    able, wanted = 0.002 + draw.random(len(countries)) ** 3, 0.01 + draw.random(IMPORTERS) ** 2
    common = 0.01 + draw.random(len(codes))
    scale = ROWS / (able.sum() * wanted.sum() * common.sum())
    keys = [
        _sold(draw, seller, np.minimum(able[seller] * scale * np.outer(wanted, common), RARITY))
        for seller in range(len(countries))
    ]
    seller, buyer, code = (np.concatenate([one[n] for one in keys]) for n in range(3))
    value = (1000 * draw.lognormal(3, 2.5, len(seller))).astype(np.int64) + 1
    return pl.DataFrame(
        {
            "exporter": pl.Series(seller).cat.to(pl.Enum(countries)).cast(pl.String),
            "importer": pl.Series(buyer).cat.to(pl.Enum(countries)).cast(pl.String),
            "hs6": pl.Series(code).cat.to(pl.Enum(codes)).cast(pl.String),
            "value_2024_usd": value,
            "value_2017_usd": draw.permutation(value),
            "first_year_seen": draw.integers(2017, 2025, len(value)).astype(np.int16),
        }
    )


def _sold(
    draw: np.random.Generator, seller: int, chance: NDArray[np.float64]
) -> tuple[NDArray[np.uint16], NDArray[np.uint16], NDArray[np.uint16]]:
    """Places of seller, buyer and product of one seller's flows; nobody buys from itself."""
    chance[seller : seller + 1] = 0.0
    buyer, code = np.nonzero(draw.random(chance.shape, np.float32) < chance)
    return np.full(len(buyer), seller, np.uint16), buyer.astype(np.uint16), code.astype(np.uint16)


def names(work: Path, countries: list[str], codes: list[str]) -> Path:
    """All countries and subheadings, as the store's tables tell them to karvan."""
    rows = [("country", name) for name in countries] + [("hs6", code) for code in codes]
    return _written(work / "names.parquet", pl.DataFrame(rows, schema=["kind", "name"], orient="row"))


def _written(path: Path, table: pl.DataFrame) -> Path:
    table.write_parquet(path)
    return path
