"""Both sides of every market of one exporter, from the store."""

from __future__ import annotations

import polars as pl

from karvan.engines.potential.ask.growth import projection_of, weighted_world
from karvan.engines.potential.market_share import demand_growth_factor
from karvan.engines.potential.restore.read import estimates_belong
from karvan.engines.potential.settings import Projection, Settings
from karvan.engines.potential.sweep.method import Sides, sweep
from karvan.store.snapshot import Snapshot

_DEFAULT = Settings()
_VALUE = ["hs6", "value_usd"]


def sweep_markets(
    snapshot: Snapshot, home: str, period: int, *, settings: Settings = _DEFAULT, restored: bool = True
) -> tuple[Sides, pl.DataFrame]:
    """Both sides and every cell of `home`; `restored` counts estimated trade too, where estimates belong.

    Raises SnapshotMissing when no trade data are loaded.
    """
    sides = read_sides(snapshot, home, period, settings=settings, restored=restored)
    return sides, sweep(sides)


def read_sides(
    snapshot: Snapshot, home: str, period: int, *, settings: Settings = _DEFAULT, restored: bool = True
) -> Sides:
    """The two sides of `home`'s cells in all markets whose imports are in the release."""
    add = restored and estimates_belong(snapshot)
    growth = projection_of(snapshot, settings)
    flows, detailed = _flows(snapshot, home, period, add)
    return Sides(
        supply=_supply(snapshot, home, period, growth, add),
        demand=market_demand(snapshot, {"year": period}, add).filter(pl.col("importer") != home),
        markets=_markets(snapshot, home, period, growth, settings, add),
        flows=flows,
        detailed=detailed,
        gdp_ratio=growth.gdp.get(home, 1.0) if growth else 1.0,
    )


def _supply(snapshot: Snapshot, home: str, period: int, growth: Projection | None, add: bool) -> pl.DataFrame:
    mine, year = {"year": period, "exporter": home}, {"year": period}
    exports = _sum(snapshot, "exporter_product", mine, add).rename({"value_usd": "exports_usd"})
    visible = snapshot.read("product_totals", year, _VALUE).rename({"value_usd": "visible_usd"})
    added = _added_world(snapshot, period) if add else visible.clear().rename({"visible_usd": "added_usd"})
    world = visible.join(added, on="hs6", how="full", coalesce=True).fill_null(0.0)
    table = exports.join(world.with_columns(world_usd=pl.col("visible_usd") + pl.col("added_usd")), on="hs6")
    table = table.join(_home_imports(snapshot, home, period, add), on="hs6", how="left")
    return table.with_columns(_projected(snapshot, growth, period)).drop("visible_usd", "added_usd")


def _projected(snapshot: Snapshot, growth: Projection | None, period: int) -> pl.Expr:
    """Added trade grows like the visible trade of its subheading."""
    if growth is None or not growth.gdp:
        return pl.lit(None, pl.Float64).alias("projected_usd")
    weighted = weighted_world(snapshot, growth, None, period)
    visible = pl.col("hs6").replace_strict(weighted, default=0.0, return_dtype=pl.Float64)
    scale = pl.when(pl.col("visible_usd") > 0).then(visible / pl.col("visible_usd")).otherwise(1.0)
    return (visible + pl.col("added_usd") * scale).alias("projected_usd")


def _added_world(snapshot: Snapshot, period: int) -> pl.DataFrame:
    rows = snapshot.read("exporter_product_estimates", {"year": period}, _VALUE)
    return rows.group_by("hs6").agg(pl.col("value_usd").sum().alias("added_usd"))


def _home_imports(snapshot: Snapshot, home: str, period: int, add: bool) -> pl.DataFrame:
    rows = _sum(snapshot, "importer_product", {"year": period, "importer": home}, add)
    return rows.rename({"value_usd": "home_imports_usd"})


def _sum(snapshot: Snapshot, stem: str, key: dict[str, object], add: bool) -> pl.DataFrame:
    """hs6, value_usd of the visible totals, with the estimated part on top."""
    parts = [snapshot.read(f"{stem}_totals", key, _VALUE)]
    if add:
        parts.append(snapshot.read(f"{stem}_estimates", key, _VALUE))
    return pl.concat(parts).group_by("hs6").agg(pl.col("value_usd").sum()).sort("hs6")


def market_demand(snapshot: Snapshot, key: dict[str, object], add: bool) -> pl.DataFrame:
    """importer, hs6, value_usd, mean_log_km (null = no distance known), estimated imports included if `add`."""
    columns = ["importer", "hs6", "value_usd", "mean_log_distance"]
    parts = [snapshot.read("importer_product_totals", key, columns)]
    if add:
        parts.append(snapshot.read("importer_product_estimates", key, columns))
    measured = pl.col("value_usd").filter(pl.col("mean_log_distance").is_not_null()).sum()
    mean = (pl.col("value_usd") * pl.col("mean_log_distance").cast(pl.Float64)).sum() / measured
    means = pl.when(measured > 0).then(mean).alias("mean_log_km")
    return pl.concat(parts).group_by("importer", "hs6").agg(pl.col("value_usd").sum(), means)


def market_logs(snapshot: Snapshot, home: str) -> pl.DataFrame:
    """importer, log_km from home; markets without a distance are not there."""
    rows = snapshot.read("distances", {"exporter": home}, ["importer", "distance_km"])
    return rows.select("importer", pl.col("distance_km").log().alias("log_km"))


def _markets(
    snapshot: Snapshot, home: str, period: int, growth: Projection | None, settings: Settings, add: bool
) -> pl.DataFrame:
    key = {"year": period, "exporter": home}
    pairs = snapshot.read("pair_totals", key, ["importer", "value_usd", "status"])
    pairs = pairs.filter(pl.col("status") != "importer_missing")
    estimates = pairs.clear().select("importer", pl.col("value_usd").alias("estimate_usd"))
    if add:
        rows = snapshot.read("pair_estimates", key, ["importer", "value_usd"])
        estimates = rows.rename({"value_usd": "estimate_usd"})
    factors = {importer: _demand_factor(growth, importer, settings) for importer in pairs["importer"]}
    told = pl.col("status").is_in(["observed", "no_flow"])
    return (
        pairs.join(estimates, on="importer", how="left")
        .join(market_logs(snapshot, home), on="importer", how="left")
        .select(
            "importer",
            pl.when(told)
            .then(pl.col("value_usd").fill_null(0.0))
            .otherwise("estimate_usd")
            .alias("trade_usd"),
            pl.when(told)
            .then(pl.lit("observed"))
            .when(pl.col("estimate_usd").is_not_null())
            .then(pl.lit("estimated"))
            .otherwise(pl.lit("unknown"))
            .alias("trade_status"),
            "log_km",
            pl.col("importer").replace_strict(factors, return_dtype=pl.Float64).alias("demand_factor"),
        )
    )


def _demand_factor(growth: Projection | None, market: str, settings: Settings) -> float:
    if growth is None or market not in growth.gdp or market not in growth.population:
        return 1.0
    return demand_growth_factor(growth.gdp[market], growth.population[market], settings.income_elasticity)


def _flows(snapshot: Snapshot, home: str, period: int, add: bool) -> tuple[pl.DataFrame, frozenset[str]]:
    """Flows of home by market and product, and the markets whose flows are all there."""
    key = {"year": period, "exporter": home}
    names = {"value_usd": "trade_usd"}
    parts, detailed = [snapshot.read("flows", key, ["importer", *_VALUE]).rename(names)], set()
    for table in ("flows", "flow_estimates") if add else ("flows",):
        detailed |= _detailed(snapshot, home, table, period)
    if add:
        parts.append(snapshot.read("flow_estimates", key, ["importer", *_VALUE]).rename(names))
    return pl.concat(parts), frozenset(detailed)


def _detailed(snapshot: Snapshot, home: str, table: str, period: int) -> set[str]:
    coverage = snapshot.manifest(table).coverage
    status = ["not_observed"] if table == "flow_estimates" else ["observed", "no_flow"]
    of_table = snapshot.read(
        "pair_totals", {"year": period, "exporter": home, "status": status}, ["importer"]
    )["importer"]
    if coverage.get("complete") or home in coverage.get("exporters", ()):
        return set(of_table)
    return set(of_table) & set(coverage.get("importers", ()))
