"""What the ranking needs from the store."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np
import polars as pl

from karvan.cube.hs_mapping import open_hs_map
from karvan.engines.potential.complexity import complexity
from karvan.engines.potential.complexity.arrays import Floats
from karvan.engines.potential.diversify.rank import Entry, Ranking, Wanted, rank_candidates
from karvan.engines.potential.restore.read import estimates_belong
from karvan.engines.potential.sweep.ask import market_demand, market_logs
from karvan.errors import QuestionError
from karvan.store.snapshot import Snapshot


def diversify(
    snapshot: Snapshot,
    home: str,
    market: str,
    period: int,
    *,
    basket: Collection[str] | None = None,
    entries: Sequence[Entry] = (),
    restored: bool = True,
    top: int | None = None,
) -> Ranking:
    """Products that `home` does not export competitively (RCA below 1), ranked for `market`.

    `basket`: what a region makes (subheadings), in the place of the nation's exports with RCA >= 1. `restored`
    counts estimated trade, where estimates belong. Raises QuestionError for a home without exports or a market
    without imports in the data, SnapshotMissing.
    """
    add = restored and estimates_belong(snapshot)
    exports = _exports(snapshot, period, add)
    products = exports["hs6"].unique().sort().to_list()
    countries = exports["exporter"].unique().sort().to_list()
    if home not in countries:
        raise QuestionError("{country} has no exports in the data.", country=home)
    world = complexity(_grid(exports, countries, products), diagonal=0)
    own = world.presence[countries.index(home)] > 0 if basket is None else np.isin(products, sorted(basket))
    wanted = _wanted(snapshot, home, market, period, products, add)
    found = rank_candidates(world, own, wanted, entries, top=top)
    return replace(found, basket_not_traded=tuple(sorted(set(basket or ()) - set(products))))


def registry_entries(snapshot: Snapshot, region: str) -> tuple[Entry, ...]:
    """Products of the region's producers, as the user's region_evidence names them; none when there is none."""
    if not snapshot.has("region_evidence"):
        return ()
    rows = snapshot.read("region_evidence", {"region": region, "kind": "registry"})
    coded = rows.filter(pl.col("hs_rev").is_not_null() & (pl.col("code") != ""))
    maps = {rev: open_hs_map(snapshot, rev) for rev in coded["hs_rev"].unique().to_list()}
    return tuple(
        Entry(
            row["producer"], maps[row["hs_rev"]].cover([row["code"]]), row["launched_on"], (row["dataset"],)
        )
        for row in coded.iter_rows(named=True)
    )


def _exports(snapshot: Snapshot, period: int, add: bool) -> pl.DataFrame:
    columns = ["exporter", "hs6", "value_usd"]
    parts = [snapshot.read("exporter_product_totals", {"year": period}, columns)]
    if add:
        parts.append(snapshot.read("exporter_product_estimates", {"year": period}, columns))
    return pl.concat(parts).group_by("exporter", "hs6").agg(pl.col("value_usd").sum())


def _grid(exports: pl.DataFrame, countries: Sequence[str], products: Sequence[str]) -> Floats:
    grid = np.zeros((len(countries), len(products)))
    at = (
        exports[column].cast(pl.Enum(names)).to_physical().to_numpy()
        for column, names in (("exporter", countries), ("hs6", products))
    )
    grid[tuple(at)] = exports["value_usd"].to_numpy()
    return grid


def _wanted(
    snapshot: Snapshot, home: str, market: str, period: int, products: Sequence[str], add: bool
) -> Wanted:
    rows = market_demand(snapshot, {"year": period, "importer": market}, add)
    if not rows.height:
        raise QuestionError("{country} has no imports in the data.", country=market)
    log_km = dict(market_logs(snapshot, home).iter_rows()).get(market)
    buys = {hs6: (value, mean) for hs6, value, mean in rows.select("hs6", "value_usd", "mean_log_km").rows()}
    demand = np.array([buys.get(hs6, (0.0, None))[0] for hs6 in products])
    means = [buys.get(hs6, (0.0, None))[1] for hs6 in products]
    known = np.array([np.nan if one is None or log_km is None else one - log_km for one in means])
    return Wanted(tuple(products), demand, np.exp(-np.abs(known)))
