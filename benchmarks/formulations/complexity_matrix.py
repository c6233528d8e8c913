"""Exports C x P in USD as .npy files, all products and the 2,500 largest. argv: flows, full, small.

Without the flows file: a seeded matrix of the same shape and sparsity.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
from common import run

PRODUCTS = 2500
SHAPE, FILLED = (226, 5079), 0.45


def job(flows: str, full: str, small: str) -> dict[str, str]:
    values = observed(flows) if Path(flows).exists() else synthetic()
    largest = np.sort(np.argsort(-values.sum(axis=0), kind="stable")[:PRODUCTS])
    np.save(full, np.ascontiguousarray(values))
    np.save(small, np.ascontiguousarray(values[:, largest]))
    return {"source": Path(flows).name if Path(flows).exists() else "synthetic"}


def observed(flows: str) -> np.ndarray:
    # Two countries stand in the file with identical rows several times.
    keys = ["exporter", "importer", "hs6"]
    rows = pl.read_parquet(flows, columns=[*keys, "value_2024_usd"]).unique(keys)
    cells = rows.group_by("exporter", "hs6").agg(pl.col("value_2024_usd").sum().cast(pl.Float64))
    table = cells.sort("exporter", "hs6").pivot("hs6", index="exporter", values="value_2024_usd")
    return table.drop("exporter").fill_null(0.0).to_numpy()


def synthetic() -> np.ndarray:
    draw = np.random.default_rng(1)
    return draw.lognormal(10, 3, SHAPE) * (draw.uniform(size=SHAPE) < FILLED)


run(job)
