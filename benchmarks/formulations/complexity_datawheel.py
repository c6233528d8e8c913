"""Complexity by Datawheel's economic_complexity: the same figures from its functions. argv: matrix, unused, result."""

from __future__ import annotations

import time

import numpy as np
import pandas as pd
from common import run
from economic_complexity import complexity, opportunity_gain, proximity, rca, relatedness


def job(matrix: str, _unused: str, result: str) -> dict[str, float]:
    table = pd.DataFrame(np.load(matrix))
    since = time.perf_counter()
    advantage = rca(table)
    country, product = complexity(advantage)
    near = proximity(advantage)
    related = relatedness(advantage, proximities=near)
    gain = opportunity_gain(advantage, pci=product, proximities=near)
    seconds = time.perf_counter() - since
    np.savez(result, eci=country, pci=product, density=related, cog=gain)
    return {"work_seconds": seconds}


run(job)
