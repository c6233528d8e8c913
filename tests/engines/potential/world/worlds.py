"""Small worlds, and every cell of one computed the long way with the formulas of the cell engine."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import polars as pl
from hypothesis import strategies as st

from karvan.engines.potential import market_share as form
from karvan.engines.potential.world import Growth, Trade, World, lay_out, prepare

COUNTRIES = ("ARM", "IRN", "TUR", "UZB")
PRODUCTS = ("010121", "200911", "760612")
NAMES = {"exporters": COUNTRIES, "importers": COUNTRIES, "products": PRODUCTS}
PAIRS = [(i, j) for i in COUNTRIES for j in COUNTRIES if i != j]

Flows = Mapping[tuple[str, str, str], float]
Km = Mapping[tuple[str, str], float]
Ratios = Mapping[str, float]

amounts = st.floats(min_value=1, max_value=1e9)
lengths = st.floats(min_value=1, max_value=20_000)
ratios = st.fixed_dictionaries({name: st.floats(min_value=0.5, max_value=2) for name in COUNTRIES})
some_flows = st.dictionaries(
    st.tuples(st.sampled_from(PAIRS), st.sampled_from(PRODUCTS)).map(lambda one: (*one[0], one[1])),
    amounts,
    min_size=1,
)
all_flows = st.fixed_dictionaries({(*pair, hs6): amounts for pair in PAIRS for hs6 in PRODUCTS})
some_km = st.dictionaries(st.sampled_from(PAIRS), lengths)
same_km = dict.fromkeys(PAIRS, 1000.0)


def rows(flows: Flows) -> pl.DataFrame:
    schema = {"exporter": pl.String, "importer": pl.String, "hs6": pl.String, "value_usd": pl.Float64}
    return pl.DataFrame([(*key, value) for key, value in flows.items()], schema=schema, orient="row")


def km_rows(km: Km) -> pl.DataFrame:
    schema = {"exporter": pl.String, "importer": pl.String, "distance_km": pl.Float64}
    return pl.DataFrame([(*pair, value) for pair, value in km.items()], schema=schema, orient="row")


def world_of(flows: Flows, km: Km = same_km, growth: Growth | None = None, top: int = 50) -> World:
    """The world of all four countries, whether they trade or not."""
    trade: Trade = lay_out(rows(flows), **NAMES)
    return prepare(trade, km_rows(km), growth=growth or Growth(), top=top)


@dataclass(frozen=True)
class LongWay:
    """One cell after the other, in plain numbers: benchmark, ease and trade."""

    flows: Flows
    km: Km
    exporter_gdp: Ratios = field(default_factory=dict)
    market_gdp: Ratios = field(default_factory=dict)
    population: Ratios = field(default_factory=dict)
    elasticity: float = 1.0

    def exports(self, i: str, k: str) -> float:
        return self.added((i, None, k))

    def imports(self, j: str, k: str) -> float:
        return self.added((None, j, k))

    def added(self, wanted: tuple[str | None, str | None, str | None]) -> float:
        return math.fsum(v for key, v in self.flows.items() if matches(key, wanted))

    def supply(self, i: str, k: str) -> float:
        world = self.added((None, None, k))
        projected = math.fsum(self.exports(c, k) * self.exporter_gdp.get(c, 1.0) for c in COUNTRIES)
        growth = form.supply_growth_factor(self.exporter_gdp.get(i, 1.0), world, projected)
        net = form.net_exporter_factor(self.exports(i, k), self.imports(i, k))
        return form.supply_share(self.exports(i, k), world) * growth * net

    def demand(self, j: str, k: str) -> float:
        ratios = self.market_gdp.get(j, 1.0), self.population.get(j, 1.0)
        return self.imports(j, k) * form.demand_growth_factor(*ratios, self.elasticity)

    def typical(self, j: str, k: str) -> float | None:
        """Mean ln km of the suppliers whose distance is known; None when it is known of none."""
        parts = [
            (v, math.log(self.km[a, b])) for (a, b, c), v in self.flows.items() if self.reaches(a, b, c, j, k)
        ]
        weight = math.fsum(v for v, _ in parts)
        return math.fsum(v * away for v, away in parts) / weight if weight else None

    def reaches(self, a: str, b: str, c: str, j: str, k: str) -> bool:
        return b == j and c == k and (a, b) in self.km

    def benchmark(self, i: str, j: str, k: str) -> float | None:
        typical = self.typical(j, k)
        if typical is None or (i, j) not in self.km:
            return None
        return self.supply(i, k) * self.demand(j, k) * form.distance_factor(typical, self.km[i, j])

    def ease(self, i: str, j: str) -> float | None:
        """Observed over expected; None where the pair has no flows."""
        terms = [(self.exports(i, k), self.added((None, None, k)), self.imports(j, k)) for k in PRODUCTS]
        expected = form.expected_trade(terms)
        has_flow = any(matches(key, (i, j, None)) for key in self.flows)
        return self.added((i, j, None)) / expected if has_flow else None

    def cells(self) -> dict[tuple[str, str, str], tuple[float, float | None, float | None]]:
        """(benchmark, potential, observed) of every cell that scores above 0."""
        keys = ((i, j, k) for i, j in PAIRS for k in PRODUCTS)
        scored = ((key, self.benchmark(*key)) for key in keys)
        return {key: self.cell(key, score) for key, score in scored if score}

    def cell(self, key: tuple[str, str, str], score: float) -> tuple[float, float | None, float | None]:
        ease = self.ease(*key[:2])
        return (score, None, None) if ease is None else (score, score * ease, self.flows.get(key, 0.0))


def matches(key: tuple[str, str, str], wanted: Iterable[str | None]) -> bool:
    return all(mine == one or one is None for mine, one in zip(key, wanted, strict=True))


def cells_of(best: pl.DataFrame) -> dict[tuple[str, str, str], tuple[float, float | None, float | None]]:
    """The scored frame in the shape of `LongWay.cells`."""
    numbers = best.select(
        pl.col("exporter", "importer", "hs6").cast(pl.String),
        "benchmark_usd",
        "potential_usd",
        "observed_usd",
    )
    return {row[:3]: row[3:] for row in numbers.iter_rows()}
