"""Complexity by py-ecomplexity. argv: matrix (.npy), result (.npz).

Its table is made before the clock starts and its printing goes nowhere; its check of log-supermodularity, an extra
that the others lack, is off.
"""

from __future__ import annotations

import contextlib
import io
import time
import warnings

import numpy as np
import pandas as pd
from common import run
from ecomplexity import ecomplexity


def job(matrix: str, result: str, *_unused: str) -> dict[str, float]:
    values = np.load(matrix)
    row, column = np.indices(values.shape)
    table = pd.DataFrame({"t": 1, "c": row.ravel(), "p": column.ravel(), "x": values.ravel()})
    names = {"time": "t", "loc": "c", "prod": "p", "val": "x"}
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        since = (time.perf_counter(), time.process_time())
        found = ecomplexity(table, names, verbose=False, check_logsupermodularity=False)
        spent = (time.perf_counter() - since[0], time.process_time() - since[1])
    cells = {name: found[name].to_numpy(float).reshape(values.shape) for name in found.columns[4:]}
    by_country = {name: cells[name][:, 0] for name in ("eci", "coi")}
    np.savez(result, pci=cells["pci"][0], density=cells["density"], cog=cells["cog"], **by_country)
    return {"work_seconds": spent[0], "cpu_seconds": spent[1]}


run(job)
