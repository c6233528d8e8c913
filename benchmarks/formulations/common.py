"""What the formulations share: their arguments, the clock, and the report they print."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable

TOP = 50


def run(job: Callable[[str, str, str], object]) -> None:
    """Run job(flows file, distances file, result file) and print the seconds from file to file."""
    since = time.perf_counter()
    told = job(*sys.argv[1:4])
    print(json.dumps({"seconds": time.perf_counter() - since, "told": told}))
