"""How a silent pair's total falls on chapters.

In the back-tests nothing beat the chapters of the last known year by more than a hair: neither the growth of
the exporter's or the importer's chapters elsewhere, nor an average of years. They are used as they are, moved
with world trade.
"""

from __future__ import annotations

import numpy as np

from karvan.engines.potential.silent.panel import Flags, Floats, Panel, Places

_PRIOR_USD = 1e8


def chapter_shares(
    panel: Panel, years: tuple[int, int], pairs: tuple[Places, Places], visible: Flags
) -> Floats:
    """N x chapters, each row adding up to 1: the first year's shares times the chapters' visible world growth."""
    before, after = (panel.by_chapter(year) for year in years)
    was = np.where(visible[:, :, None], before, 0.0).sum(axis=(0, 1), dtype=np.float64)
    now = np.where(visible[:, :, None], after, 0.0).sum(axis=(0, 1), dtype=np.float64)
    growth = now.sum() / was.sum()
    moved = before[pairs].astype(np.float64) * ((now + _PRIOR_USD * growth) / (was + _PRIOR_USD))
    return np.asarray(moved / moved.sum(axis=1, keepdims=True))


def overlap(shares: Floats, actual: Floats) -> Floats:
    """N: sum of the smaller of estimated and actual share of each chapter; `actual` in USD."""
    true = actual / actual.sum(axis=1, keepdims=True)
    return np.asarray(np.minimum(shares, true).sum(axis=1))
