"""Pairs that were listed and are no longer: not zero, but at most as large as the fifth of each list."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from karvan.engines.potential.silent.features import Window
from karvan.engines.potential.silent.panel import Floats, Panel, Places

_FIFTH = 5


@dataclass(frozen=True)
class Censored:
    """Cells: a hidden pair's chapters that the first year lists and the last does not.

    `respected` the share whose estimate stays at or below the fifth place of both lists, `respected_last` the
    same for last values moved with the world; `pairs` hidden pairs of which no chapter is listed any more.
    """

    cells: int
    respected: float | None
    respected_last: float | None
    pairs: int


def censored(
    panel: Panel, years: tuple[int, int], window: Window, chosen: Places, cells_usd: Floats
) -> Censored:
    """Score `cells_usd` (N x chapters: estimates of the `chosen` pairs) against the bounds."""
    pairs = window.exporters[chosen], window.importers[chosen]
    before, after = panel.by_chapter(years[0])[pairs], panel.by_chapter(years[1])
    bound = np.minimum(*(fifth[at] for fifth, at in zip(_fifths(after), pairs, strict=True)))
    gone = (before > 0) & (after[pairs] == 0) & np.isfinite(bound)
    if not gone.any():
        return Censored(0, None, None, 0)
    usual = before * np.exp(window.world_log)
    return Censored(
        cells=int(gone.sum()),
        respected=float((cells_usd[gone] <= bound[gone]).mean()),
        respected_last=float((usual[gone] <= bound[gone]).mean()),
        pairs=int((window.last_usd[chosen] == 0).sum()),
    )


def _fifths(cells: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> tuple[Floats, Floats]:
    """Exporter x chapter and importer x chapter: the fifth place of each list, infinite where it is not full."""
    found = []
    for axis in (1, 0):
        ordered = -np.partition(-cells, _FIFTH - 1, axis=axis).take(_FIFTH - 1, axis=axis)
        found.append(np.where(ordered > 0, ordered.astype(np.float64), np.inf))
    return found[0], found[1]
