"""Complexity by karvan. argv: matrix (.npy), unused, result (.npz or -)."""

from __future__ import annotations

import time

import numpy as np
from common import run

from karvan.engines.potential.complexity import complexity


def job(matrix: str, _unused: str, result: str) -> dict[str, float]:
    values = np.load(matrix)
    since = time.perf_counter()
    found = complexity(values)
    seconds = time.perf_counter() - since
    if result != "-":
        np.savez(result, **{name: getattr(found, name) for name in ("eci", "pci", "density", "coi", "cog")})
    return {"work_seconds": seconds, "known_countries": int(found.has_eci.sum())}


run(job)
