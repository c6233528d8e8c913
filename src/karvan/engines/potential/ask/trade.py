"""Home and market as the warehouse shows them in one year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

import polars as pl

from karvan.engines.potential.sides import Home, Market
from karvan.errors import QuestionError
from karvan.model.known import Known, Maybe, Unknown
from karvan.store.snapshot import Snapshot

MOST_YEARS = 5
"""Export potential is defined on means of five years."""


def spanned(snapshot: Snapshot, period: int, years: Collection[int] | None) -> tuple[int, ...]:
    """The years to average over, the period last. Raises QuestionError when it is not the last of `years`."""
    if years is None:
        held = snapshot.manifest("product_totals").coverage.get("years", ())
        return (*sorted(year for year in held if year < period)[-MOST_YEARS + 1 :], period)
    if not years or max(years) != period:
        raise QuestionError("The years to average over must end with {period}.", where="years", period=period)
    return tuple(sorted(set(years)))


def read_home(snapshot: Snapshot, home: str, period: int) -> Home:
    """The exporting country. Raises SnapshotMissing, QuestionError for values that cannot be trade."""
    products, sold, bought = "product_totals", "exporter_product_totals", "importer_product_totals"
    return Home(
        country=home,
        world=dict(trade_rows(snapshot, products, {"year": period}).rows()),
        exports=dict(trade_rows(snapshot, sold, {"year": period, "exporter": home}).rows()),
        imports=dict(trade_rows(snapshot, bought, {"year": period, "importer": home}).rows()),
        reports=_reports(snapshot, home, period),
        imports_are_present=home not in _importers_missing(snapshot),
    )


def read_market(snapshot: Snapshot, home: str, market: str, period: int) -> Market:
    """The importing country, seen from home. Raises as `read_home`."""
    imports = trade_rows(
        snapshot,
        "importer_product_totals",
        {"year": period, "importer": market},
        ("hs6", "value_usd", "mean_log_distance"),
    )
    return Market(
        country=market,
        period=period,
        imports={hs6: value for hs6, value, _ in imports.rows()},
        mean_log_km={hs6: log for hs6, _, log in imports.rows()},
        reports=_reports(snapshot, market, period),
        imports_are_present=market not in _importers_missing(snapshot),
        pair_row=_pair_row(snapshot, home, market, period),
        flows=_pair_flows(snapshot, home, market, period),
        distance_km=_distance(snapshot, home, market),
    )


def read_suppliers(snapshot: Snapshot, market: str, period: int) -> Maybe[Mapping[str, Mapping[str, float]]]:
    """Subheading -> supplier -> current USD; unknown when the loaded flows lack the market's detail."""
    if not _covers(snapshot, exporter=None, importer=market):
        return _detail_missing("*", market)
    columns = ("hs6", "exporter", "value_usd")
    detail: dict[str, dict[str, float]] = defaultdict(dict)
    for hs6, exporter, value in trade_rows(
        snapshot, "flows", {"year": period, "importer": market}, columns
    ).rows():
        detail[hs6][exporter] = value
    return Known(dict(detail))


def trade_rows(
    snapshot: Snapshot,
    table: str,
    filters: Mapping[str, object],
    columns: tuple[str, ...] = ("hs6", "value_usd"),
) -> pl.DataFrame:
    """Rows of a table of trade. Raises QuestionError for a value that is no amount, or negative."""
    rows = snapshot.read(table, filters, columns)
    value = rows["value_usd"]
    if not (value.is_finite() & (value >= 0)).all():
        raise QuestionError(
            "Table {table} holds a value that is not a number of at least 0.",
            fix="Load the release again; if its file is sound, please report it.",
            table=table,
        )
    return rows


def _reports(snapshot: Snapshot, country: str, period: int) -> bool | None:
    rows = snapshot.read("reporting", {"year": period, "country": country}, ["reports"])
    return bool(rows.item()) if rows.height else None


def _importers_missing(snapshot: Snapshot) -> frozenset[str]:
    return frozenset(snapshot.manifest("product_totals").coverage.get("importers_missing", ()))


def _pair_row(snapshot: Snapshot, home: str, market: str, period: int) -> Mapping[str, object] | None:
    rows = snapshot.read("pair_totals", {"year": period, "exporter": home, "importer": market})
    return rows.row(0, named=True) if rows.height else None


def _distance(snapshot: Snapshot, home: str, market: str) -> Maybe[float]:
    rows = snapshot.read("distances", {"exporter": home, "importer": market}, ["distance_km"])
    return (
        Known(float(rows.item())) if rows.height else Unknown("no_distance", (f"distances {home}-{market}",))
    )


def _covers(snapshot: Snapshot, *, exporter: str | None, importer: str) -> bool:
    if not snapshot.has("flows"):
        return False
    coverage = snapshot.manifest("flows").coverage
    exporters, importers = coverage.get("exporters", ()), coverage.get("importers", ())
    return bool(coverage.get("complete")) or exporter in exporters or importer in importers


def _pair_flows(snapshot: Snapshot, home: str, market: str, period: int) -> Maybe[Mapping[str, float]]:
    if not _covers(snapshot, exporter=home, importer=market):
        return _detail_missing(home, market)
    pair = {"year": period, "exporter": home, "importer": market}
    return Known(dict(trade_rows(snapshot, "flows", pair).rows()))


def _detail_missing(exporter: str, importer: str) -> Unknown:
    return Unknown("detail_not_loaded", (f"flows {exporter}-{importer}: karvan data load baci",))
