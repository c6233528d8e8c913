"""A made-up world of pairs by chapter: sizes by gravity, growth by country, a little noise."""

from __future__ import annotations

from functools import cache

import numpy as np
import polars as pl

YEARS = range(2001, 2011)
CHAPTERS = ("27", "39", "72", "84")


@cache
def pairs(countries: int = 40, seed: int = 1) -> pl.DataFrame:
    random = np.random.default_rng(seed)
    names = [f"C{at:02}" for at in range(countries)]
    size = random.lognormal(9.5, 0.8, countries)
    drift = random.normal(0.03, 0.05, countries)
    mix = random.dirichlet(np.ones(len(CHAPTERS)) * 2, countries)
    rows = []
    for year in YEARS:
        for i in range(countries):
            for j in range(countries):
                if i != j:
                    noise = random.normal(0.0, 0.15)
                    total = size[i] * size[j] * np.exp((drift[i] + drift[j]) * (year - 2001) + noise)
                    rows += [
                        (year, names[i], names[j], chapter, float(total * share))
                        for chapter, share in zip(CHAPTERS, mix[i], strict=True)
                    ]
    schema = ["year", "exporter", "importer", "hs2_key", "value_usd"]
    return pl.DataFrame(rows, schema=schema, orient="row")
