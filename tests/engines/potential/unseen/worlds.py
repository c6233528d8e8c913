"""A small trading world that gravity made: countries on a globe, products by comparative advantage."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

COUNTRIES = 30
PRODUCTS = 24


@dataclass(frozen=True)
class Small:
    flows: pl.DataFrame
    distances: pl.DataFrame
    size: dict[str, tuple[float, float]]


def small_world(
    seed: int = 0, noise: float = 0.3, countries: int = COUNTRIES, products: int = PRODUCTS
) -> Small:
    draw = np.random.default_rng(seed)
    codes = [f"C{at:02d}" for at in range(countries)]
    place = draw.normal(size=(countries, 3))
    place /= np.linalg.norm(place, axis=1, keepdims=True)
    km = 6371.0 * np.arccos(np.clip(place @ place.T, -1, 1))
    gdp = np.exp(draw.normal(25.0, 1.0, countries))
    sells = draw.gamma(0.7, size=(countries, products)) * gdp[:, None]
    buys = draw.gamma(2.0, size=(countries, products)) * gdp[:, None]
    value = (
        2e-12 * sells[:, None, :] * buys[None, :, :] * np.exp(-0.8 * np.log((km + 300) / 5000))[:, :, None]
    )
    value *= np.exp(draw.normal(0.0, noise, (countries, countries)))[:, :, None] * 10
    at = [(i, j, k) for i in range(countries) for j in range(countries) for k in range(products) if i != j]
    flows = pl.DataFrame(
        {
            "exporter": [codes[i] for i, _, _ in at],
            "importer": [codes[j] for _, j, _ in at],
            "hs6": [f"{k % 8 + 10:02d}{k:04d}" for _, _, k in at],
            "value_usd": [float(np.ceil(value[one])) for one in at],
        }
    )
    pairs = [(i, j) for i in range(countries) for j in range(countries)]
    distances = pl.DataFrame(
        {
            "exporter": [codes[i] for i, _ in pairs],
            "importer": [codes[j] for _, j in pairs],
            "distance_km": [float(km[one]) for one in pairs],
            "is_contiguous": [bool(0 < km[one] < 1000) for one in pairs],
        }
    )
    return Small(flows, distances, {code: (float(gdp[at]), 1e6) for at, code in enumerate(codes)})
