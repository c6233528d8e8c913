"""Jobs as processes of their own, so that time and peak memory are their own; numbers fit to print."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

FORMULATIONS = Path(__file__).resolve().parent / "formulations"


def job(name: str, *words: object) -> dict[str, Any]:
    """One formulation on two threads: what it prints, and its peak memory in MB."""
    script = FORMULATIONS / f"{name}.py"
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
    """The run of median wall time, with the fastest and slowest time and the highest peak."""
    middle = statistics.median_low(one["seconds"] for one in runs)
    typical = next(one for one in runs if one["seconds"] == middle)
    return {
        **typical,
        "fastest_seconds": min(one["seconds"] for one in runs),
        "slowest_seconds": max(one["seconds"] for one in runs),
        "peak_mb": max(one["peak_mb"] for one in runs),
    }


def rounded(value: Any) -> Any:
    """Four digits are more than a stopwatch knows."""
    if isinstance(value, dict):
        return {key: rounded(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [rounded(one) for one in value]
    return float(f"{value:.4g}") if isinstance(value, float) else value
