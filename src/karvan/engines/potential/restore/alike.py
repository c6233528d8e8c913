"""Figures corrected by what became of visible pairs for which the same was predicted."""

from __future__ import annotations

import numpy as np
import polars as pl

from karvan.engines.potential.silent.panel import Floats

LEVELS = (50, 80, 95)
FIGURES = ("value_usd", *(f"{side}_{level}_usd" for level in LEVELS for side in ("low", "high")))
_QUANTILES = (0.5, *(p for level in LEVELS for p in (0.5 - level / 200, 0.5 + level / 200)))
_CLASS_PAIRS = 200
_MOST_CLASSES = 20


def corrected(predicted_log: Floats, actual_usd: Floats, asked_log: Floats) -> Floats:
    """N x 7 quantiles (median, then low and high of 50, 80, 95 %) in USD for the `asked_log` predictions (N).

    Taken from the ratios actual / predicted of the pairs in the same class of prediction; a pair that turned
    out not to trade has the ratio 0, so a low end, or even the median, can be 0.
    """
    edges = class_edges(predicted_log)
    ratio = actual_usd / np.exp(predicted_log)
    classes = np.searchsorted(edges, predicted_log)
    table = np.array([np.quantile(ratio[classes == at], _QUANTILES) for at in range(len(edges) + 1)])
    return np.asarray(table[np.searchsorted(edges, asked_log)] * np.exp(asked_log)[:, None])


def class_edges(values: Floats) -> Floats:
    """Upper edges of all but the last class of equal numbers; ties stay together, so no class is empty."""
    count = int(np.clip(len(values) // _CLASS_PAIRS, 1, _MOST_CLASSES))
    edges = np.unique(np.quantile(values, np.linspace(0, 1, count + 1)[1:-1], method="lower"))
    return np.asarray(edges[edges < values.max()])


def half_coverage(predicted_log: Floats, actual_usd: Floats, seed: int) -> dict[str, float]:
    """Share of a random half of the pairs inside the intervals taken from the other half, by level."""
    half = np.random.default_rng(seed).permutation(len(predicted_log)) < len(predicted_log) // 2
    figures = corrected(predicted_log[half], actual_usd[half], predicted_log[~half])
    actual = actual_usd[~half, None]
    inside = ((figures[:, 1::2] <= actual) & (actual <= figures[:, 2::2])).mean(axis=0)
    return {str(level): float(inside[at]) for at, level in enumerate(LEVELS)}


def figure_columns(figures: Floats) -> pl.DataFrame:
    """FIGURES of N x 7 figures, current USD."""
    return pl.DataFrame({name: figures[:, at] for at, name in enumerate(FIGURES)})
