"""The market-share form (engines.potential.market_share) over frames: one row a market and subheading."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

CELL = ["importer", "hs6"]
_MEASURES = ("potential_usd", "realised_usd", "unrealised_usd")


@dataclass(frozen=True, slots=True)
class Sides:
    """All that one exporter's potentials hang on, current USD of one year.

    `supply`: hs6, exports_usd, world_usd, projected_usd (world trade weighted by its exporters' growth; null =
    growth not applied), home_imports_usd (null = not known: no net-exporter factor). `demand`: importer, hs6,
    value_usd, mean_log_km (null = no distance known). `markets`: importer, trade_usd (null = unknown),
    trade_status, log_km (null = unknown), demand_factor. `flows`: importer, hs6, trade_usd, and `detailed` the
    markets whose flows are known product by product. `gdp_ratio`: home's own growth, 1 when not applied.
    """

    supply: pl.DataFrame
    demand: pl.DataFrame
    markets: pl.DataFrame
    flows: pl.DataFrame
    detailed: frozenset[str]
    gdp_ratio: float


def sweep(sides: Sides) -> pl.DataFrame:
    """Every cell: importer, hs6, benchmark_usd, potential_usd, trade_usd, realised_usd, unrealised_usd.

    Null where unknown: the benchmark where a distance is, the potential also where the pair's trade is, what
    is realised also where the flows are not known product by product. Sorted by importer and hs6.
    """
    share = pl.col("exports_usd") / pl.col("world_usd")
    supplies = sides.supply.filter(pl.col("world_usd") > 0).with_columns(
        share=share, supply=share * _growth(sides.gdp_ratio) * _net_exporter()
    )
    cells = sides.demand.join(supplies.select("hs6", "share", "supply"), on="hs6").join(
        sides.markets, on="importer"
    )
    expected = cells.group_by("importer").agg(
        (pl.col("share") * pl.col("value_usd")).sum().alias("expected_usd")
    )
    near = (-(pl.col("mean_log_km") - pl.col("log_km")).abs()).exp()
    ease = (
        pl.when(pl.col("expected_usd") > 0).then(pl.col("pair_usd") / pl.col("expected_usd")).otherwise(0.0)
    )
    known = pl.col("importer").is_in(sorted(sides.detailed))
    return (
        cells.rename({"trade_usd": "pair_usd"})
        .join(expected, on="importer")
        .join(sides.flows, on=CELL, how="left")
        .with_columns(
            benchmark_usd=pl.col("supply") * pl.col("value_usd") * pl.col("demand_factor") * near,
            trade_usd=pl.when(known).then(pl.col("trade_usd").fill_null(0.0)),
            ease=pl.when(pl.col("pair_usd").is_not_null()).then(ease),
        )
        .with_columns(potential_usd=pl.col("benchmark_usd") * pl.col("ease"))
        .with_columns(
            realised_usd=_both(pl.min_horizontal("trade_usd", "potential_usd")),
            unrealised_usd=_both((pl.col("potential_usd") - pl.col("trade_usd")).clip(lower_bound=0.0)),
        )
        .select(*CELL, "benchmark_usd", "potential_usd", "trade_usd", "realised_usd", "unrealised_usd")
        .sort(CELL)
    )


def market_totals(cells: pl.DataFrame, sides: Sides) -> pl.DataFrame:
    """By market: importer, trade_status, trade_usd, the three measures added up (null = unknown), products.

    A cell without a known distance adds nothing; `lacking` counts them. `products`: cells with a potential.
    """
    sums = cells.group_by("importer").agg(
        *(_sum_or_null(name) for name in _MEASURES),
        (pl.col("potential_usd") > 0).sum().alias("products"),
        pl.col("benchmark_usd").is_null().sum().alias("lacking"),
    )
    return (
        sides.markets.select("importer", "trade_status", "trade_usd")
        .join(sums, on="importer", how="left")
        .sort("importer")
    )


def _sum_or_null(name: str) -> pl.Expr:
    return pl.when(pl.col(name).is_not_null().any()).then(pl.col(name).sum()).alias(name)


def _both(value: pl.Expr) -> pl.Expr:
    return pl.when(pl.col("trade_usd").is_not_null() & pl.col("potential_usd").is_not_null()).then(value)


def _growth(gdp_ratio: float) -> pl.Expr:
    ratio = gdp_ratio * pl.col("world_usd") / pl.col("projected_usd")
    return pl.when(pl.col("projected_usd") > 0).then(ratio).otherwise(1.0)


def _net_exporter() -> pl.Expr:
    bought = pl.col("home_imports_usd")
    return pl.when(bought > 0).then((pl.col("exports_usd") / bought).clip(upper_bound=1.0)).otherwise(1.0)
