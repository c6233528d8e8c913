"""The same figures by Datawheel's economic_complexity. argv: matrix (.npy), result (.npz).

Its proximity for pandas cannot run under pandas 3 (it writes into a read-only view), so proximity comes from its
twin for polars, which takes any table of numbers.
"""

from __future__ import annotations

import time

import numpy as np
import pandas as pd
from common import run
from economic_complexity import complexity, opportunity_gain, rca, relatedness
from economic_complexity.polars import proximity


def job(matrix: str, result: str, *_unused: str) -> dict[str, float]:
    table = pd.DataFrame(np.load(matrix))
    since = (time.perf_counter(), time.process_time())
    advantage = rca(table)
    country, product = complexity(advantage)
    near = pd.DataFrame(proximity(advantage.ge(1).astype(float)))
    related = relatedness(advantage, proximities=near)
    gain = opportunity_gain(advantage, pci=product, proximities=near)
    spent = (time.perf_counter() - since[0], time.process_time() - since[1])
    np.savez(result, eci=country, pci=product, density=related, gain=gain)
    return {"work_seconds": spent[0], "cpu_seconds": spent[1]}


run(job)
