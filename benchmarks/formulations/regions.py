"""Sub-national exporters, streamed: argv[5] regions, dealt to all nations in turn, random shares (seed 0)."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from common import run
from ours import load

from karvan.engines.potential.world import Seller, World, regions, score_blocks


def sellers(world: World, count: int) -> Iterator[Seller]:
    """Regions of one nation after the other; only one nation's shares are ever in memory."""
    rng = np.random.default_rng(0)
    places = np.flatnonzero(world.trade.exports_usd.any(axis=1))
    for turn, place in enumerate(places):
        names = [f"R{number}" for number in range(turn, count, len(places))]
        weights = rng.random((len(names), len(world.trade.products)))
        if names:
            yield from regions(world.seller(place), names, weights / weights.sum(axis=0))


def job(flows: str, distances: str, result: str) -> dict[str, object]:
    count = int(sys.argv[5])
    world = load(flows, distances, sys.argv[4])
    since, used = time.perf_counter(), time.process_time()
    parts, kept = Path(result), 0
    parts.mkdir()
    names = [f"R{number}" for number in range(count)]
    for number, part in enumerate(score_blocks(sellers(world, count), world.side, names, threads=2)):
        part.write_parquet(parts / f"{number:04}.parquet", compression="lz4")
        kept += part.height
    return {
        "regions": count,
        "kept": kept,
        "stream_seconds": time.perf_counter() - since,
        "stream_cpu_seconds": time.process_time() - used,
    }


run(job)
