"""Whether two formulations of the whole world say the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl

TOLERANCE = 1e-9


def compared(ours: Path, other: Path) -> dict[str, Any]:
    """Largest relative difference at equal ranks, and cells that only one of the two keeps (ties)."""
    one, two = (ordered(path) for path in (ours, other))
    key, numbers = ["exporter", "importer", "hs6"], ["benchmark_usd", "potential_usd", "observed_usd"]
    if not one.select(key[:2], "rank").equals(two.select(key[:2], "rank")):
        return {"same_ranks": False, "agrees": False}
    by_rank = far(one["benchmark_usd"], two["benchmark_usd"])
    both = one.join(two, on=key, how="inner")
    by_cell = max(far(both[name], both[f"{name}_right"]) for name in numbers)
    return {
        "same_ranks": True,
        "farthest_relative": max(by_rank, by_cell),
        "cells": one.height,
        "cells_only_one_keeps": one.height - both.height,
        "agrees": max(by_rank, by_cell) <= TOLERANCE,
    }


def ordered(path: Path) -> pl.DataFrame:
    return (
        pl.read_parquet(path)
        .with_columns(pl.col("exporter", "importer", "hs6").cast(pl.String), pl.col("rank").cast(pl.Int64))
        .with_columns(pl.col("potential_usd", "observed_usd").fill_nan(None))
        .sort("exporter", "importer", "rank")
    )


def far(one: pl.Series, two: pl.Series) -> float:
    """The largest relative difference; infinite when one knows what the other does not."""
    if not one.is_null().equals(two.is_null()):
        return float("inf")
    scale = pl.DataFrame({"a": one.abs(), "b": two.abs()}).max_horizontal()
    return float(((one - two).abs() / scale.set(scale == 0, 1.0)).max() or 0.0)
