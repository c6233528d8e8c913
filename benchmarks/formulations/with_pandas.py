"""A plain pandas formulation, one exporter at a time (all cells at once do not fit in memory)."""

from __future__ import annotations

import numpy as np
import pandas as pd
import polars as pl
from common import TOP, run


def read(path: str) -> pd.DataFrame:
    """pandas reads no parquet without pyarrow, which we do not have: polars reads, numpy hands over."""
    rows = pl.read_parquet(path, columns=["exporter", "importer", "hs6", "value_2024_usd"])
    columns = {}
    for name in ("exporter", "importer", "hs6"):
        words = rows[name].unique().sort()
        codes = rows[name].cast(pl.Enum(words)).to_physical().to_numpy()
        columns[name] = pd.Categorical.from_codes(codes, categories=words.to_list())
    return pd.DataFrame({**columns, "value": rows["value_2024_usd"].cast(pl.Float64).to_numpy()})


def job(path: str, distances: str, result: str) -> dict[str, int]:
    flows = read(path).drop_duplicates()
    km = pd.DataFrame(pl.read_parquet(distances).to_dict(as_series=False))
    km["log_km"] = np.log(km.pop("distance_km"))
    for side in ("exporter", "importer"):
        km = km[km[side].isin(flows[side].cat.categories)]
        km[side] = pd.Categorical(km[side], categories=flows[side].cat.categories)
    supply, demand = supply_of(flows), demand_of(flows.merge(km, on=["exporter", "importer"], how="left"))
    parts = [
        one_exporter(exporter, mine, demand, km, flows[flows.exporter == exporter])
        for exporter, mine in supply.groupby("exporter", observed=True)
    ]
    kept = pd.concat(parts, ignore_index=True)
    pl.DataFrame({name: kept[name].to_numpy() for name in kept.columns}).write_parquet(
        result, compression="lz4"
    )
    return {"kept": len(kept)}


def supply_of(flows: pd.DataFrame) -> pd.DataFrame:
    exports = flows.groupby(["exporter", "hs6"], observed=True, as_index=False).value.sum()
    world = flows.groupby("hs6", observed=True).value.sum().rename("world")
    bought = flows.groupby(["importer", "hs6"], observed=True, as_index=False).value.sum()
    bought = bought.rename(columns={"importer": "exporter", "value": "bought"})
    bought["exporter"] = pd.Categorical(bought.exporter, categories=flows.exporter.cat.categories)
    all_of_it = exports.merge(world, on="hs6").merge(bought, on=["exporter", "hs6"], how="left")
    all_of_it["share"] = all_of_it.value / all_of_it.world
    all_of_it["net"] = (all_of_it.value / all_of_it.bought).clip(upper=1.0).fillna(1.0)
    return all_of_it[["exporter", "hs6", "share", "net"]]


def demand_of(flows: pd.DataFrame) -> pd.DataFrame:
    flows["weighted"] = flows.value * flows.log_km
    flows["weight"] = flows.value.where(flows.log_km.notna())
    demand = flows.groupby(["importer", "hs6"], observed=True, as_index=False).agg(
        demand=("value", "sum"), weighted=("weighted", "sum"), weight=("weight", "sum")
    )
    demand["typical"] = demand.weighted / demand.weight.where(demand.weight > 0)
    return demand[["importer", "hs6", "demand", "typical"]]


def one_exporter(
    exporter: str, supply: pd.DataFrame, demand: pd.DataFrame, km: pd.DataFrame, flows: pd.DataFrame
) -> pd.DataFrame:
    cells = demand.merge(supply[["hs6", "share", "net"]], on="hs6")
    expected = (cells.share * cells.demand).groupby(cells.importer, observed=True).sum()
    ease = flows.groupby("importer", observed=True).value.sum() / expected
    near = km[(km.exporter == exporter) & (km.importer.astype(str) != exporter)][["importer", "log_km"]]
    cells = cells.merge(near, on="importer").dropna(subset="typical")
    away = np.exp(-(cells.typical - cells.log_km).abs())
    cells["benchmark_usd"] = cells.share * cells.net * cells.demand * away
    cells = cells[cells.benchmark_usd > 0].sort_values(
        ["importer", "benchmark_usd", "hs6"], ascending=[True, False, True]
    )
    best = cells.groupby("importer", observed=True).head(TOP)
    best = best.merge(flows[["importer", "hs6", "value"]], on=["importer", "hs6"], how="left")
    # Unlike the two sides of a merge, the codes of Series.map line up with the categories.
    best["potential_usd"] = best.benchmark_usd * best.importer.map(ease).astype(float)
    best["observed_usd"] = best.value.fillna(0.0).where(best.potential_usd.notna())
    best["rank"] = best.groupby("importer", observed=True).cumcount() + 1
    best["exporter"] = exporter
    best[["importer", "hs6", "exporter"]] = best[["importer", "hs6", "exporter"]].astype(str)
    return best[["exporter", "importer", "hs6", "rank", "benchmark_usd", "potential_usd", "observed_usd"]]


run(job)
