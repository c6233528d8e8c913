"""Whole-world export potential: karvan beside pandas, DuckDB and the bare cost of reading and writing.

    python benchmarks/whole_world.py [FLOWS.parquet DIST_CEPII.parquet HS.parquet] [--runs 5]

Prints one JSON object. Every job is a process of its own, so that its peak memory is its own. `seconds`
run from the flows file to the written result, after the libraries are imported; medians over the runs
(pandas and DuckDB run once). Ends with 1 when a result disagrees or a limit is passed.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import polars as pl

from karvan.sources.geodist import read as read_geodist

ROOT = Path(__file__).resolve().parent
SHARED = ROOT.parent.parent / "shared" / "data"
REGIONS = (750, 1500, 3000)
# What issue 3 asks for, on 2 cores.
LIMITS = {"seconds": 3.0, "peak_mb": 3000.0, "times_read_and_write": 3.0, "regions_peak_mb": 4000.0}
TOLERANCE = 1e-9


def main() -> int:
    words = arguments()
    with tempfile.TemporaryDirectory(prefix="karvan-world-") as folder:
        work = Path(folder)
        inputs = [words.flows, prepared(work, words)]
        names = known_names(work, words)
        ours = median([job("ours", *inputs, work / "ours", names) for _ in range(words.runs)])
        bare = {
            kind: median([job("bare", *inputs, work / "ours", kind) for _ in range(words.runs)])
            for kind in ("needed", "all")
        }
        twins = {name: job(f"with_{name}", *inputs, work / name) for name in ("pandas", "duckdb")}
        agreement = {name: compared(work / "ours", work / name) for name in twins}
        streams = [job("regions", *inputs, work / f"regions{n}", names, n) for n in REGIONS]
    report = {
        "cores": os.cpu_count(),
        "runs": words.runs,
        "karvan": ours,
        "bare": bare,
        "twins": twins,
        "agreement": agreement,
        "ratios": ratios(ours, bare, twins),
        "regions": linear(streams),
    }
    report["over_the_limit"] = over(report)
    print(json.dumps(rounded(report), indent=1))
    return int(bool(report["over_the_limit"]))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("flows", nargs="?", type=Path, default=SHARED / "trade/baci_hs17_flows_2024.parquet")
    parser.add_argument("distances", nargs="?", type=Path, default=SHARED / "reference/cepii_geodist.parquet")
    parser.add_argument("codes", nargs="?", type=Path, default=SHARED / "nomenclature/hs2017_en.parquet")
    parser.add_argument("--runs", type=int, default=5)
    return parser.parse_args()


def prepared(work: Path, words: argparse.Namespace) -> Path:
    """Distances as karvan loads them, for all formulations alike."""
    path = work / "distances.parquet"
    table = read_geodist(words.distances).tables["distances"]
    table.select("exporter", "importer", "distance_km").write_parquet(path)
    return path


def known_names(work: Path, words: argparse.Namespace) -> Path:
    """Countries of the release and subheadings of the nomenclature, as the store's tables tell them."""
    path = work / "names.parquet"
    countries = pl.scan_parquet(words.flows).select(pl.col("exporter").unique()).collect()["exporter"]
    codes = pl.read_parquet(words.codes)["id"].filter(
        pl.read_parquet(words.codes)["id"].str.contains(r"^\d{6}$")
    )
    rows = [("country", name) for name in countries] + [("hs6", code) for code in codes.unique()]
    pl.DataFrame(rows, schema=["kind", "name"], orient="row").write_parquet(path)
    return path


def job(name: str, *words: object) -> dict[str, Any]:
    """One formulation in a process of its own: what it prints, and its peak memory."""
    script = ROOT / "formulations" / f"{name}.py"
    environment = os.environ | {"POLARS_MAX_THREADS": "2", "OPENBLAS_NUM_THREADS": "2"}
    with subprocess.Popen(
        [sys.executable, str(script), *map(str, words)], stdout=subprocess.PIPE, text=True, env=environment
    ) as child:
        told = child.stdout.read() if child.stdout else ""
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{name} left with {child.returncode}")
    peak = usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    return {**json.loads(told), "peak_mb": peak}


def median(runs: list[dict[str, Any]]) -> dict[str, Any]:
    middle = statistics.median_low(one["seconds"] for one in runs)
    typical = next(one for one in runs if one["seconds"] == middle)
    return {
        **typical,
        "fastest_seconds": min(one["seconds"] for one in runs),
        "slowest_seconds": max(one["seconds"] for one in runs),
        "peak_mb": max(one["peak_mb"] for one in runs),
    }


def compared(ours: Path, other: Path) -> dict[str, Any]:
    """Largest relative difference at equal ranks, and cells that only one of the two keeps (ties)."""
    one, two = (ordered(path) for path in (ours, other))
    key, numbers = ["exporter", "importer", "hs6"], ["benchmark_usd", "potential_usd", "observed_usd"]
    if not one.select(key[:2], "rank").equals(two.select(key[:2], "rank")):
        return {"same_ranks": False}
    by_rank = far(one["benchmark_usd"], two["benchmark_usd"])
    both = one.join(two, on=key, how="inner")
    by_cell = max(far(both[name], both[f"{name}_right"]) for name in numbers)
    return {
        "same_ranks": True,
        "farthest": max(by_rank, by_cell),
        "cells": one.height,
        "only_one_keeps": one.height - both.height,
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


def ratios(ours: dict[str, Any], bare: dict[str, Any], twins: dict[str, Any]) -> dict[str, float]:
    seconds = ours["seconds"]
    return {
        **{f"{name}_takes_times": one["seconds"] / seconds for name, one in twins.items()},
        **{f"{name}_needs_times_memory": one["peak_mb"] / ours["peak_mb"] for name, one in twins.items()},
        **{f"times_read_{kind}_and_write": seconds / one["seconds"] for kind, one in bare.items()},
    }


def linear(streams: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Per stream: exporters, seconds per thousand of them, peak memory."""
    return [
        {
            "regions": one["told"]["regions"],
            "kept": one["told"]["kept"],
            "stream_seconds": one["told"]["stream_seconds"],
            "seconds_per_1000": 1000 * one["told"]["stream_seconds"] / one["told"]["regions"],
            "peak_mb": one["peak_mb"],
        }
        for one in streams
    ]


def over(report: dict[str, Any]) -> list[str]:
    found = {
        "seconds": report["karvan"]["seconds"],
        "peak_mb": report["karvan"]["peak_mb"],
        "times_read_and_write": report["ratios"]["times_read_all_and_write"],
        "regions_peak_mb": max(one["peak_mb"] for one in report["regions"]),
    }
    late = [f"{key}: {found[key]:.2f} > {limit}" for key, limit in LIMITS.items() if found[key] > limit]
    return late + [f"{name} disagrees" for name, one in report["agreement"].items() if not one.get("agrees")]


def rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: rounded(one) for key, one in value.items()}
    if isinstance(value, list):
        return [rounded(one) for one in value]
    if isinstance(value, float):
        return float(f"{value:.4g}")
    return value


if __name__ == "__main__":
    sys.exit(main())
