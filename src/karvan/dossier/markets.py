"""The named markets beside all others: one region's potential, the law's stops and what is doubtful in each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import polars as pl

from karvan.dossier.region import ProductLine, Region, find_region, product_lines
from karvan.engines.access import StopBook, open_stop_book
from karvan.engines.potential.ask.growth import projection_of
from karvan.engines.potential.markets import MarketFigures, MarketsAnswer, compare
from karvan.engines.potential.publication import CELL_USD
from karvan.engines.potential.restore.read import estimates_belong
from karvan.engines.potential.settings import Settings
from karvan.engines.potential.sweep import market_totals, sweep_markets
from karvan.model.known import Known, Maybe, Unknown
from karvan.store.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Comparison:
    """The region, how many of its lines and subheadings were asked for, and the markets."""

    region: Region
    period: int
    lines: int
    subheadings: int
    answer: MarketsAnswer


@dataclass(frozen=True, slots=True)
class _Stage:
    snapshot: Snapshot
    region: Region
    lines: tuple[ProductLine, ...]
    stops: StopBook
    period: int


def compare_markets(
    snapshot: Snapshot, region: str, named: Collection[str], *, as_of: date, on: date, restored: bool = True
) -> Comparison:
    """National potential of the region's products in every market, with reasons for and against each.

    Raises UnknownRegion, QuestionError for a named market without imports in the data, SnapshotMissing.
    """
    found = find_region(snapshot, region)
    lines = product_lines(snapshot, found)
    stage = _Stage(
        snapshot=snapshot,
        region=found,
        lines=lines,
        stops=open_stop_book(snapshot, found.code, found.home, on, as_of),
        period=max(snapshot.manifest("product_totals").coverage["years"]),
    )
    codes = frozenset(hs6 for line in lines for hs6 in line.hs6)
    figures = _figures(stage, codes, restored and estimates_belong(snapshot))
    return Comparison(found, stage.period, len(lines), len(codes), compare(figures, named))


def _figures(stage: _Stage, codes: frozenset[str], add: bool) -> list[MarketFigures]:
    snapshot, home, period = stage.snapshot, stage.region.home, stage.period
    sides, cells = sweep_markets(snapshot, home, period, restored=add)
    mine = cells.filter(pl.col("hs6").is_in(sorted(codes)))
    demand = sides.demand.filter(pl.col("hs6").is_in(sorted(codes)))
    shown = mine.group_by("importer").agg((pl.col("potential_usd") >= CELL_USD).sum().alias("published"))
    table = (
        market_totals(mine, sides)
        .join(
            demand.group_by("importer").agg(pl.col("value_usd").sum().alias("demand_usd")), "importer", "left"
        )
        .join(sides.markets.select("importer", pl.col("log_km").exp().alias("km")), "importer", "left")
        .join(_estimated(snapshot, period, codes, add), "importer", "left")
        .join(_intervals(snapshot, home, period, add), "importer", "left")
        .join(shown, "importer", "left")
        .join(_reporting(snapshot, period), "importer", "left")
        .filter(pl.col("importer") != home)
    )
    growth = projection_of(snapshot, Settings())
    ratios = growth.gdp if growth else {}
    return [
        _one(stage, row, ratios.get(row["importer"])) for row in table.sort("importer").iter_rows(named=True)
    ]


def _one(stage: _Stage, row: dict[str, object], growth: float | None) -> MarketFigures:
    market, low, high = str(row["importer"]), row["low_80_usd"], row["high_80_usd"]
    interval: Maybe[tuple[float, float]] = Unknown("not_applied", ("only an estimate has an interval",))
    if row["trade_status"] == "estimated" and isinstance(low, float) and isinstance(high, float):
        interval = Known((low, high))
    added, demand = row["added_usd"], row["demand_usd"]
    share = added / demand if isinstance(added, float) and isinstance(demand, float) and demand else None
    return MarketFigures(
        market=market,
        potential_usd=_maybe(row["potential_usd"], "not_observed", market),
        unrealised_usd=_maybe(row["unrealised_usd"], "not_observed", market),
        trade_status=str(row["trade_status"]),
        trade_usd=_maybe(row["trade_usd"], "not_observed", market),
        interval_80=interval,
        demand_usd=_maybe(demand, "not_observed", market),
        distance_km=_maybe(row["km"], "no_distance", market),
        growth=_maybe(growth, "not_applied", market),
        reports=Unknown("reporting_unknown", (market,))
        if row["reports"] is None
        else Known(bool(row["reports"])),
        products=int(str(row["published"] or 0)),
        estimated_share=_maybe(share, "not_applied", market),
        stops=sum(bool(stage.stops.judge(one.product, one.codes, market).stops) for one in stage.lines),
        lines=len(stage.lines),
    )


def _maybe(value: object, reason: str, market: str) -> Maybe[float]:
    return Known(float(value)) if isinstance(value, int | float) else Unknown(reason, (market,))


def _estimated(snapshot: Snapshot, period: int, codes: frozenset[str], add: bool) -> pl.DataFrame:
    if not add:
        return pl.DataFrame(schema={"importer": pl.String, "added_usd": pl.Float64})
    rows = snapshot.read(
        "importer_product_estimates", {"year": period, "hs6": codes}, ["importer", "value_usd"]
    )
    return rows.group_by("importer").agg(pl.col("value_usd").sum().alias("added_usd"))


def _intervals(snapshot: Snapshot, home: str, period: int, add: bool) -> pl.DataFrame:
    columns = ["importer", "low_80_usd", "high_80_usd"]
    if not add:
        return pl.DataFrame(schema=dict.fromkeys(columns, pl.Float64) | {"importer": pl.String})
    return snapshot.read("pair_estimates", {"year": period, "exporter": home}, columns)


def _reporting(snapshot: Snapshot, period: int) -> pl.DataFrame:
    return snapshot.read("reporting", {"year": period}, ["country", "reports"]).rename(
        {"country": "importer"}
    )
