"""An exporter's potential in all markets, from the totals that every warehouse holds."""

from __future__ import annotations

import polars as pl

from karvan.engines.potential import margins
from karvan.engines.potential import market_share as form
from karvan.engines.potential.ask.growth import projection_of, read_growth
from karvan.engines.potential.ask.trade import read_home, trade_rows
from karvan.engines.potential.everywhere import no_market, potential_everywhere, supply_frame
from karvan.engines.potential.factors import supply
from karvan.engines.potential.publication import WorldPotential
from karvan.engines.potential.settings import Settings
from karvan.engines.potential.sides import Case
from karvan.engines.potential.tariffs import Tariffs
from karvan.model.known import Known
from karvan.store.snapshot import Snapshot

_DEFAULT = Settings()


def world_potential(
    snapshot: Snapshot,
    home: str,
    period: int,
    *,
    settings: Settings = _DEFAULT,
    tariffs: Tariffs | None = None,
) -> WorldPotential:
    """Potential of home by subheading over all markets, of visible trade in one year, current USD.

    Only the historic part of `tariffs` counts: the forward part belongs to one market. Raises as `assess`.
    """
    seller = read_home(snapshot, home, period)
    codes = frozenset(seller.exports)
    case = Case(
        home=seller,
        market=no_market(period),
        settings=settings,
        growth=read_growth(snapshot, home, home, codes, (period,), settings),
        tariffs=tariffs,
    )
    imports = trade_rows(
        snapshot,
        "importer_product_totals",
        {"year": period, "hs6": codes},
        ("importer", "hs6", "value_usd", "mean_log_distance"),
    )
    others = imports.filter(pl.col("importer") != home)
    return potential_everywhere(home, _supply(case), others, _pairs(snapshot, home, period, settings))


def _supply(case: Case) -> pl.DataFrame:
    sides = {}
    for hs6 in case.home.exports:
        exports, side = margins.supply_usd(hs6, case), supply(hs6, case)
        product = side.product()
        if isinstance(exports, Known) and isinstance(side.share, Known) and isinstance(product, Known):
            sides[hs6] = (exports.value, side.share.value, product.value)
    return supply_frame(sides)


def _pairs(snapshot: Snapshot, home: str, period: int, settings: Settings) -> pl.DataFrame:
    pairs = snapshot.read("pair_totals", {"year": period, "exporter": home})
    trade = (
        pl.when(pl.col("status") == "observed")
        .then(pl.col("value_usd"))
        .when(pl.col("status") == "no_flow")
        .then(0.0)
    )
    km = snapshot.read("distances", {"exporter": home}, ["importer", "distance_km"])
    growth = _demand_factors(snapshot, pairs["importer"].to_list(), settings)
    return (
        pairs.select("importer", trade.alias("trade_usd"))
        .join(km.select("importer", pl.col("distance_km").log().alias("ln_km")), on="importer", how="left")
        .with_columns(
            pl.col("importer")
            .replace_strict(growth, default=1.0, return_dtype=pl.Float64)
            .alias("demand_factor")
        )
    )


def _demand_factors(snapshot: Snapshot, importers: list[str], settings: Settings) -> dict[str, float]:
    found = projection_of(snapshot, settings)
    if found is None:
        return {}
    return {
        one: form.demand_growth_factor(found.gdp[one], found.population[one], settings.income_elasticity)
        for one in importers
        if one in found.gdp and one in found.population
    }
