"""Complexity by karvan. argv: matrix (.npy), result (.npz), `with` or `without` the matrix of proximity."""

from __future__ import annotations

import time

import numpy as np
from common import run

from karvan.engines.potential.complexity import complexity


def job(matrix: str, result: str, proximity: str) -> dict[str, float]:
    values = np.load(matrix)
    since = (time.perf_counter(), time.process_time())
    found = complexity(values)
    pairs = found.proximity.size if proximity == "with" else 0
    spent = (time.perf_counter() - since[0], time.process_time() - since[1])
    np.savez(result, **{name: getattr(found, name) for name in ("eci", "pci", "density", "coi", "cog")})
    return {
        "work_seconds": spent[0],
        "cpu_seconds": spent[1],
        "proximities": pairs,
        "known_countries": int(found.has_eci.sum()),
    }


run(job)
