"""The estimates that one question needs, read from the store; light, unlike making them."""

from __future__ import annotations

import math
from collections.abc import Mapping

import polars as pl

from karvan.engines.potential.restore.answer import AddedImports, Additions, PairEstimate, UserTable
from karvan.engines.potential.restore.override import user_table
from karvan.model.known import Known, Maybe, Unknown, value_or_none
from karvan.store.snapshot import Snapshot

_FIGURES = tuple(f"{side}_{level}_usd" for level in (50, 80, 95) for side in ("low", "high"))


def estimates_belong(snapshot: Snapshot) -> bool:
    """Whether estimates are loaded and were made from the very trade data that are in force."""
    if not snapshot.has("pair_estimates"):
        return False
    made_from = snapshot.manifest("pair_estimates").inputs.get("product_totals")
    return made_from == snapshot.manifest("product_totals").content_sha256


def read_additions(snapshot: Snapshot, home: str, market: str, year: int) -> Additions | None:
    """What unseen trade adds to the question home -> market; None when no estimates belong to the data.

    A user's customs table of the pair stands in the place of its estimate, in the margins too.
    """
    if not estimates_belong(snapshot):
        return None
    key = {"year": year, "exporter": home, "importer": market}
    estimate, flows = _estimate(snapshot, key), _flows(snapshot, key)
    own = user_table(snapshot, home, market, year) if estimate is not None else None
    changes = _changes(value_or_none(flows) or {}, own)
    exports = snapshot.read("exporter_product_estimates", {"year": year}, ["exporter", "hs6", "value_usd"])
    world = exports.group_by("hs6").agg(pl.col("value_usd").sum()).sort("hs6")
    mine = exports.filter(pl.col("exporter") == home).select("hs6", "value_usd")
    return Additions(
        home=home,
        market=market,
        year=year,
        home_exports_usd=_changed(dict(mine.iter_rows()), changes),
        world_usd=_changed(dict(world.iter_rows()), changes),
        market_imports=_imports(snapshot, home, market, year, changes),
        flows_usd=flows,
        estimate=estimate,
        user_override=own,
        home_imports_usd={hs6: one.value_usd for hs6, one in _plain_imports(snapshot, home, year).items()},
        method=snapshot.manifest("pair_estimates").method,
    )


def _flows(snapshot: Snapshot, key: Mapping[str, object]) -> Maybe[Mapping[str, float]]:
    """The pair's estimated flows; like visible flows they are kept for some countries only (see coverage)."""
    coverage = snapshot.manifest("flow_estimates").coverage
    home, market = key["exporter"], key["importer"]
    kept = home in coverage.get("exporters", ()) or market in coverage.get("importers", ())
    if not (coverage.get("complete") or kept):
        return Unknown("detail_not_loaded", (f"flow_estimates {home}-{market}: karvan data load baci",))
    return Known(dict(snapshot.read("flow_estimates", key, ["hs6", "value_usd"]).iter_rows()))


def _changes(flows: Mapping[str, float], own: UserTable | None) -> dict[str, float]:
    """What the user's figures change in the margins: theirs less the estimate they replace."""
    if own is None:
        return {}
    return {
        hs6: own.values_usd.get(hs6, 0.0) - flows.get(hs6, 0.0) for hs6 in sorted({*flows, *own.values_usd})
    }


def _changed(values: Mapping[str, float], changes: Mapping[str, float]) -> dict[str, float]:
    return {
        hs6: max(values.get(hs6, 0.0) + changes.get(hs6, 0.0), 0.0) for hs6 in sorted({*values, *changes})
    }


def _imports(
    snapshot: Snapshot, home: str, market: str, year: int, changes: Mapping[str, float]
) -> dict[str, AddedImports]:
    plain = _plain_imports(snapshot, market, year)
    if not changes:
        return plain
    km = snapshot.read("distances", {"exporter": home, "importer": market}, ["distance_km"])
    log_km = math.log(km.item()) if km.height else None
    return {hs6: _with(plain.get(hs6), changes.get(hs6, 0.0), log_km) for hs6 in sorted({*plain, *changes})}


def _with(one: AddedImports | None, change: float, log_km: float | None) -> AddedImports:
    value, weighted = (one.value_usd, one.usd_ln_km) if one else (0.0, None)
    if log_km is not None:
        weighted = max((weighted or 0.0) + change * log_km, 0.0)
    return AddedImports(max(value + change, 0.0), weighted)


def _plain_imports(snapshot: Snapshot, market: str, year: int) -> dict[str, AddedImports]:
    rows = snapshot.read(
        "importer_product_estimates",
        {"year": year, "importer": market},
        ["hs6", "value_usd", "mean_log_distance"],
    )
    return {
        hs6: AddedImports(value, None if log is None else value * log) for hs6, value, log in rows.iter_rows()
    }


def _estimate(snapshot: Snapshot, key: Mapping[str, object]) -> PairEstimate | None:
    rows = snapshot.read("pair_estimates", key)
    if not rows.height:
        return None
    row = rows.row(0, named=True)
    figures = {name: row[name] for name in ("value_usd", *_FIGURES)}
    return PairEstimate(
        exporter=row["exporter"],
        importer=row["importer"],
        year=row["year"],
        basis=row["basis"],
        last_year=row["last_year"],
        tested=row["tested"],
        **figures,
    )
