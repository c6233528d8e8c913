"""Time and memory of the main job, as ratios to a Python that does nothing (so that machines compare).

`make bench` prints one JSON object. The first run of a fresh home also loads the packs; it is shown apart.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNS = 5
PLAN = [
    "-m",
    "karvan",
    "plan",
    str(ROOT / "examples" / "markazi" / "announcement.txt"),
    "--as-of",
    "2026-12-01",
]
PAGES = [*PLAN, "--formats", "html,json", "--documents", "plan"]
DOSSIER = [*PLAN, "--formats", "html,pdf,xlsx,json", "--documents", "plan"]
JOBS = {
    "help": ["-m", "karvan", "--help"],
    "data_list": ["-m", "karvan", "data", "list", "--json"],
    "read": ["-m", "karvan", "read", PLAN[3], "--json"],
    "pages": PAGES,
    "dossier": DOSSIER,
}
# What is promised; 2 cores. The dossier is the plan in all formats and both languages.
LIMITS = {
    "help": {"seconds": 0.3},
    "pages": {"seconds": 10.0, "peak_mb": 1500.0},
    "dossier": {"seconds": 30.0, "peak_mb": 1500.0},
}


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="karvan-bench-") as folder:
        os.environ["KARVAN_HOME"] = str(Path(folder) / "home")
        os.chdir(folder)
        nothing = measured(["-c", "pass"])
        first = once(PAGES)
        found = {name: measured(words) for name, words in JOBS.items()}
    report = {
        "cores": os.cpu_count(),
        "runs": RUNS,
        "nothing": nothing,
        "plan_first_time_seconds": round(first["seconds"], 3),
        "jobs": {name: one | ratios(one, nothing) for name, one in found.items()},
        "over_the_limit": over(found),
    }
    print(json.dumps(report, indent=1))
    return int(bool(report["over_the_limit"]))


def measured(words: Sequence[str]) -> dict[str, float]:
    runs = [once(words) for _ in range(1 if words is DOSSIER else RUNS)]
    return {
        "seconds": round(statistics.median(one["seconds"] for one in runs), 3),
        "peak_mb": round(max(one["peak_mb"] for one in runs), 1),
    }


def once(words: Sequence[str]) -> dict[str, float]:
    since = time.perf_counter()
    child = subprocess.Popen([sys.executable, *words], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - since
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{' '.join(words)} left with {child.returncode}")
    return {"seconds": seconds, "peak_mb": megabytes(usage)}


def megabytes(usage: resource.struct_rusage) -> float:
    """ru_maxrss counts kilobytes on Linux and bytes on macOS."""
    return usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


def ratios(one: dict[str, float], nothing: dict[str, float]) -> dict[str, float]:
    return {f"times_{key}": round(one[key] / nothing[key], 1) for key in one}


def over(found: dict[str, dict[str, float]]) -> list[str]:
    return [
        f"{name} {key}: {found[name][key]} > {limit}"
        for name, limits in LIMITS.items()
        for key, limit in limits.items()
        if found[name][key] > limit
    ]


if __name__ == "__main__":
    sys.exit(main())
