"""The rows of the warehouse that a cell's and a pair's figures were read from."""

from __future__ import annotations

from karvan.engines.potential.answer import Row
from karvan.engines.potential.sides import Case, Home, Market
from karvan.model.known import value_or_none

_USD = "current USD"


def cell_rows(hs6: str, case: Case) -> tuple[Row, ...]:
    """Rows of one subheading, year by year."""
    years = zip(case.home.yearly or (case.home,), case.market.yearly or (case.market,), strict=True)
    return tuple(row for home, market in years for row in _year_rows(hs6, home, market))


def _year_rows(hs6: str, home: Home, market: Market) -> tuple[Row, ...]:
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


def pair_rows(case: Case) -> tuple[Row, ...]:
    """Rows of the pair as a whole."""
    pair: dict[str, str | int] = {"exporter": case.home.country, "importer": case.market.country}
    km = value_or_none(case.market.distance_km)
    return (
        *(
            Row("observed_usd", "pair_totals", {"year": one.period, **pair}, _pair_value(one), _USD)
            for one in case.market.yearly or (case.market,)
        ),
        Row("distance_km", "distances", pair, km, "km"),
    )


def _pair_value(market: Market) -> float | None:
    value: float | None = market.pair_row["value_usd"] if market.pair_row is not None else None
    return value
