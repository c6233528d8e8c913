"""One home, one market: which figures are known, and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from karvan.engines.potential import market_share as form
from karvan.engines.potential.answer import CellPotential, PairEase, Row
from karvan.model.known import Known, Maybe, Unknown, lift, value_or_none

_USD = "current USD"


@dataclass(frozen=True, slots=True)
class Home:
    """The exporting country: world trade, its exports and imports by subheading, current USD.

    `reports` is None when the inference could not be made; a silent country's missing row is unknown,
    a reporter's is zero.
    """

    country: str
    world: Mapping[str, float]
    exports: Mapping[str, float]
    imports: Mapping[str, float]
    reports: bool | None
    imports_are_present: bool


@dataclass(frozen=True, slots=True)
class Market:
    """The importing country seen from home: imports, mean log distance, pair row, pair flows, distance (km)."""

    country: str
    period: int
    imports: Mapping[str, float]
    mean_log_km: Mapping[str, float | None]
    reports: bool | None
    imports_are_present: bool
    pair_row: Mapping[str, Any] | None
    flows: Maybe[Mapping[str, float]]
    distance_km: Maybe[float]


def pair_ease(home: Home, market: Market) -> PairEase:
    """Ease of the pair, unknown when the pair is not observed."""
    row = market.pair_row or {
        "status": "unknown",
        "reporting": "unknown",
        "confidence": "low",
        "value_usd": None,
    }
    observed = _pair_observed(home, market, row)
    imports: Maybe[float] = (
        Known(sum(market.imports.values())) if market.imports_are_present else _importer(market)
    )
    expected = imports.map(
        lambda _total: form.expected_trade(
            (home.exports[hs6], home.world[hs6], value)
            for hs6, value in market.imports.items()
            if hs6 in home.exports
        )
    )
    return PairEase(
        period=market.period,
        status=row["status"],
        reporting=row["reporting"],
        confidence=row["confidence"],
        observed_usd=observed,
        expected_usd=expected,
        ease=lift(lambda seen, wanted: seen / wanted if wanted else 0.0, observed, expected),
        market_imports_usd=imports,
        rows=(
            Row("observed_usd", "pair_totals", _pair_key(home, market), row["value_usd"], _USD),
            Row(
                "distance_km",
                "distances",
                _distance_key(home, market),
                value_or_none(market.distance_km),
                "km",
            ),
        ),
    )


def _pair_observed(home: Home, market: Market, row: Mapping[str, Any]) -> Maybe[float]:
    pair = f"{home.country}-{market.country} {market.period}"
    if row["status"] == "observed":
        return Known(float(row["value_usd"]))
    if row["status"] == "no_flow":
        return Known(0.0)  # one side reports and declares nothing: the source says zero
    return Unknown(row["status"] if row["status"] != "unknown" else "reporting_unknown", (pair,))


def cell(hs6: str, home: Home, market: Market, pair: PairEase) -> CellPotential:
    """Every factor of one subheading."""
    world = _world(hs6, home)
    supply = _by_reporter(home.exports.get(hs6), home.reports, f"exports {home.country} {hs6}")
    demand = _demand(hs6, market)
    share = lift(form.supply_share, supply, world)
    net = _net_exporter(hs6, home, supply)
    near = _distance(hs6, market)
    benchmark = lift(lambda s, n, d, f: s * n * d * f, share, net, demand, near)
    potential = lift(lambda b, e: b * e, benchmark, pair.ease)
    observed = _observed(hs6, market, pair)
    return CellPotential(
        hs6=hs6,
        supply_usd=supply,
        world_usd=world,
        supply_share=share,
        net_exporter_factor=net,
        demand_usd=demand,
        distance_factor=near,
        benchmark_usd=benchmark,
        potential_usd=potential,
        observed_usd=observed,
        realised_usd=lift(form.realised, observed, potential),
        unrealised_usd=lift(form.unrealised, observed, potential),
        rows=_rows(hs6, home, market),
    )


def _world(hs6: str, home: Home) -> Maybe[float]:
    value = home.world.get(hs6)
    return Unknown("not_in_release", (f"world trade {hs6}",)) if value is None else Known(value)


def _demand(hs6: str, market: Market) -> Maybe[float]:
    if not market.imports_are_present:
        return _importer(market)
    return _by_reporter(market.imports.get(hs6), market.reports, f"imports {market.country} {hs6}")


def _by_reporter(value: float | None, reports: bool | None, what: str) -> Maybe[float]:
    if value is not None:
        return Known(value)
    return Known(0.0) if reports else Unknown("not_observed", (what,))


def _net_exporter(hs6: str, home: Home, supply: Maybe[float]) -> Maybe[float]:
    if not home.imports_are_present:
        # The release lacks home's imports: the correction cannot be made and is left out, as the notice says.
        return Known(1.0)
    return supply.map(lambda exports: form.net_exporter_factor(exports, home.imports.get(hs6, 0.0)))


def _distance(hs6: str, market: Market) -> Maybe[float]:
    mean = market.mean_log_km.get(hs6)
    if mean is None:
        # Nobody is seen selling it there, or from no known distance: no typical distance to deviate from.
        return Known(1.0) if hs6 not in market.imports else Unknown("no_distance", (f"suppliers of {hs6}",))
    return market.distance_km.map(lambda km: form.distance_factor(mean, km))


def _observed(hs6: str, market: Market, pair: PairEase) -> Maybe[float]:
    if isinstance(pair.observed_usd, Unknown):
        return pair.observed_usd
    return market.flows.map(lambda flows: flows.get(hs6, 0.0))


def _importer(market: Market) -> Unknown:
    return Unknown("importer_missing", (f"imports {market.country} {market.period}",))


def _pair_key(home: Home, market: Market) -> dict[str, str | int]:
    return {"year": market.period, **_distance_key(home, market)}


def _distance_key(home: Home, market: Market) -> dict[str, str | int]:
    return {"exporter": home.country, "importer": market.country}


def _rows(hs6: str, home: Home, market: Market) -> tuple[Row, ...]:
    year: dict[str, str | int] = {"year": market.period}
    seller, buyer = {**year, "exporter": home.country}, {**year, "importer": market.country}
    one: dict[str, str | int] = {"hs6": hs6}
    flows = value_or_none(market.flows) or {}
    return (
        Row("supply_usd", "exporter_product_totals", seller | one, home.exports.get(hs6), _USD),
        Row("world_usd", "product_totals", year | one, home.world.get(hs6), _USD),
        Row(
            "net_exporter_factor",
            "importer_product_totals",
            {**year, "importer": home.country} | one,
            home.imports.get(hs6),
            _USD,
        ),
        Row("demand_usd", "importer_product_totals", buyer | one, market.imports.get(hs6), _USD),
        Row("distance_factor", "importer_product_totals", buyer | one, market.mean_log_km.get(hs6), "ln km"),
        Row("observed_usd", "flows", seller | {"importer": market.country} | one, flows.get(hs6), _USD),
    )
