"""Who falls silent in a test."""

from __future__ import annotations

import numpy as np

from karvan.engines.potential.silent.panel import Flags, Panel

NON_REPORTERS = ("AFG", "ARE", "IRN", "IRQ", "RUS", "SYR", "TKM")
"""Countries that really stopped, or never began, to report: one stratum silences them together."""


def draw(panel: Panel, share: float, seed: int) -> Flags:
    """A seeded share of the panel's countries."""
    size = len(panel.countries)
    chosen = np.random.default_rng(seed).choice(size, round(share * size), replace=False)
    flags = np.zeros(size, bool)
    flags[chosen] = True
    return flags


def named(panel: Panel, countries: tuple[str, ...]) -> Flags:
    """These countries, as far as the panel has them."""
    return np.array([country in countries for country in panel.countries])
