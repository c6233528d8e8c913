"""karvan.engines.potential.world, from the file to the written result."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator

import polars as pl
from common import TOP, run

from karvan.engines.potential.world import World, lay_out_batches, prepare, score_world

STEP = 1_000_000


def load(flows: str, distances: str, names: str) -> World:
    """The world of a flows file whose rows never are in memory together; `names` lists countries and codes."""
    known = pl.read_parquet(names)
    countries, codes = (known.filter(pl.col("kind") == kind)["name"].to_list() for kind in ("country", "hs6"))
    rows = pl.scan_parquet(flows).select(pl.len()).collect().item()
    trade = lay_out_batches(
        batches(flows, rows), rows, exporters=countries, importers=countries, products=codes
    )
    return prepare(trade, pl.read_parquet(distances), top=TOP)


def batches(flows: str, rows: int) -> Iterator[pl.DataFrame]:
    wanted = pl.scan_parquet(flows).select(
        "exporter", "importer", "hs6", pl.col("value_2024_usd").alias("value_usd")
    )
    for start in range(0, rows, STEP):
        yield wanted.slice(start, STEP).collect()


def job(flows: str, distances: str, result: str) -> dict[str, object]:
    steps = [time.perf_counter()]
    world = load(flows, distances, sys.argv[4])
    steps.append(time.perf_counter())
    best = score_world(world, threads=2)
    steps.append(time.perf_counter())
    best.write_parquet(result, compression="lz4")
    steps.append(time.perf_counter())
    names = ("read_and_prepare", "score", "write")
    return {
        "cells": len(world.trade.exporters)
        * len(world.side.buying)
        * int(world.trade.exports_usd.any(axis=0).sum()),
        "kept": best.height,
        "repeats": world.trade.repeats,
        "steps": {name: b - a for name, a, b in zip(names, steps, steps[1:], strict=False)},
    }


if __name__ == "__main__":
    run(job)
