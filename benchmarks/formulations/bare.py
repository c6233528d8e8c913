"""The bare cost: read the file, write a result that is there already. argv[3] is that result."""

from __future__ import annotations

import sys
import time

import polars as pl
from common import run

NEEDED = ["exporter", "importer", "hs6", "value_2024_usd"]


def job(flows: str, _distances: str, result: str) -> dict[str, float]:
    columns = NEEDED if sys.argv[4] == "needed" else None
    since = time.perf_counter()
    read = pl.read_parquet(flows, columns=columns)
    between = time.perf_counter()
    done.write_parquet(f"{result}.again", compression="lz4")
    end = time.perf_counter()
    return {"rows": read.height, "read_seconds": between - since, "write_seconds": end - between}


done = pl.read_parquet(sys.argv[3])
run(job)
