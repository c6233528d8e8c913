"""What the question needs from the store; the only file of this engine that sees it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from karvan.engines.potential.answer import MarketPotential
from karvan.engines.potential.cells import Home, Market, cell, pair_ease
from karvan.model.known import Known, Maybe, Unknown
from karvan.store.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class LastYear:
    """The last year a pair was visible by chapter; a lower bound, since only listed chapters are there."""

    year: int
    chapters: tuple[tuple[str, float], ...]


def assess(snapshot: Snapshot, home: str, market: str, codes: Iterable[str], period: int) -> MarketPotential:
    """Export potential of `codes` (subheadings of the release's revision) from `home` in `market`.

    Raises SnapshotMissing when no trade data are loaded.
    """
    seller, buyer = _home(snapshot, home, period), _market(snapshot, home, market, period)
    ease = pair_ease(seller, buyer)
    hs_rev = snapshot.manifest("product_totals").tables["product_totals"].hs_rev or 0
    return MarketPotential(
        market=market,
        hs_rev=hs_rev,
        pair=ease,
        cells={hs6: cell(hs6, seller, buyer, ease) for hs6 in sorted(set(codes))},
        suppliers_by_hs6=_suppliers(snapshot, market, period),
    )


def last_observed(snapshot: Snapshot, home: str, market: str, before: int) -> LastYear | None:
    """The latest year before `before` in which the chapter history lists the pair, largest chapters first."""
    if not snapshot.has("chapter_pairs"):
        return None
    rows = snapshot.read(
        "chapter_pairs", {"exporter": home, "importer": market}, ["year", "hs2_key", "value_usd"]
    )
    seen = [row for row in rows.rows() if row[0] < before]
    if not seen:
        return None
    year = max(row[0] for row in seen)
    chapters = sorted(
        ((key, value) for y, key, value in seen if y == year), key=lambda one: (-one[1], one[0])
    )
    return LastYear(year, tuple(chapters))


def _home(snapshot: Snapshot, home: str, period: int) -> Home:
    world = snapshot.read("product_totals", {"year": period}, ["hs6", "value_usd"])
    exports = snapshot.read(
        "exporter_product_totals", {"year": period, "exporter": home}, ["hs6", "value_usd"]
    )
    imports = snapshot.read(
        "importer_product_totals", {"year": period, "importer": home}, ["hs6", "value_usd"]
    )
    return Home(
        country=home,
        world=dict(world.rows()),
        exports=dict(exports.rows()),
        imports=dict(imports.rows()),
        reports=_reports(snapshot, home, period),
        imports_are_present=home not in _importers_missing(snapshot),
    )


def _market(snapshot: Snapshot, home: str, market: str, period: int) -> Market:
    imports = snapshot.read(
        "importer_product_totals",
        {"year": period, "importer": market},
        ["hs6", "value_usd", "mean_log_distance"],
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
    rows = snapshot.read(
        "flows", {"year": period, "exporter": home, "importer": market}, ["hs6", "value_usd"]
    )
    return Known(dict(rows.rows()))


def _suppliers(snapshot: Snapshot, market: str, period: int) -> Maybe[Mapping[str, Mapping[str, float]]]:
    if not _covers(snapshot, exporter=None, importer=market):
        return _detail_missing("*", market)
    rows = snapshot.read("flows", {"year": period, "importer": market}, ["hs6", "exporter", "value_usd"])
    detail: dict[str, dict[str, float]] = defaultdict(dict)
    for hs6, exporter, value in rows.rows():
        detail[hs6][exporter] = value
    return Known(dict(detail))


def _detail_missing(exporter: str, importer: str) -> Unknown:
    return Unknown("detail_not_loaded", (f"flows {exporter}-{importer}: karvan data load baci",))
