"""What the formulations share: their arguments, the clock, and the report they print."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable

TOP = 50


def run(job: Callable[[str, str, str], object]) -> None:
    """Run job(flows file, distances file, result file) and print wall and processor seconds from file to file."""
    since, used = time.perf_counter(), time.process_time()
    told = job(*sys.argv[1:4])
    seconds, cpu = time.perf_counter() - since, time.process_time() - used
    print(json.dumps({"seconds": seconds, "cpu_seconds": cpu, "told": told}))
