"""How near allocated shares come to the shares that were published."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

SMALLEST_USD = 10_000.0  # below it a cell is published noise; the publication threshold of a market cell


@dataclass(frozen=True, slots=True)
class Score:
    """Figures over cells (region x product) of at least SMALLEST_USD.

    `overlap`: sum of min(allocated, true) over the true value in the cells that were allocated, 0 to 1.
    `median_factor`: exp(median |ln(allocated / true)|), None without cells; a cell allocated nothing counts
    as infinitely far, and is one of `missed`. `value_share`: part of the nation's exports in these cells.
    """

    cells: int
    missed: int
    value_share: float
    overlap: float | None
    median_factor: float | None
    within_2x: float | None


def score(allocated: Floats, truth_usd: Floats, among: Bools) -> Score:
    """Compare shares (regions, products) with published exports of that shape, in the cells `among`.

    Raises nothing; without cells every figure is None, never 0.
    """
    totals = truth_usd.sum(axis=0)
    cells = among & (truth_usd >= SMALLEST_USD)
    count = int(cells.sum())
    if not count:
        return Score(0, 0, 0.0, None, None, None)
    estimate, true = (allocated * totals)[cells], truth_usd[cells]
    factor = _factors(estimate, true)
    median = float(np.median(factor))
    return Score(
        cells=count,
        missed=int((estimate <= 0).sum()),
        value_share=float(true.sum() / totals.sum()),
        overlap=float(np.minimum(estimate, true).sum() / true.sum()),
        median_factor=median if np.isfinite(median) else None,
        within_2x=float((factor <= 2).mean()),
    )


def _factors(estimate: Floats, true: Floats) -> Floats:
    with np.errstate(divide="ignore"):
        distance: Floats = np.abs(np.log(estimate) - np.log(true))
    return np.exp(distance, out=distance)
