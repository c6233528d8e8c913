"""Small worlds of countries and products, seeded."""

from __future__ import annotations

import numpy as np

from karvan.engines.potential.complexity.arrays import Floats


def nested(countries: int, products: int, seed: int) -> Floats:
    """Values C x P in which able countries make more and rarer things, with noise; every row and column trades."""
    draw = np.random.default_rng(seed)
    able = np.sort(draw.uniform(0, 1, countries))[:, None]
    hard = draw.uniform(0, 1, products)
    made = draw.uniform(0, 1, (countries, products)) < 1 / (1 + np.exp(-8 * (able - hard)))
    made[np.arange(countries), draw.integers(0, products, countries)] = True
    made[draw.integers(0, countries, products), np.arange(products)] = True
    return np.where(made, draw.lognormal(0, 1.5, made.shape) * (0.2 + able), 0.0)
