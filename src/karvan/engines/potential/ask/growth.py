"""Projected growth of the countries of a question, from the World Bank's past or as the user gave it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl

from karvan.engines.potential.answer import Row
from karvan.engines.potential.ask.trade import trade_rows
from karvan.engines.potential.growth import HORIZON_YEARS, Series, last_window, relative_trends
from karvan.engines.potential.means import mean_of
from karvan.engines.potential.settings import NEUTRAL_GROWTH, Projection, Settings
from karvan.engines.potential.sides import NO_GROWTH, Growth
from karvan.model.known import Known, Maybe, Unknown
from karvan.store.snapshot import Snapshot

_TABLES = {"gdp": ("gdp_usd", "current USD"), "population": ("population", "persons")}


def projection_of(snapshot: Snapshot, settings: Settings) -> Projection | None:
    """The projection that the settings ask for; None when growth is neutral or no World Bank data are loaded."""
    if isinstance(settings.growth, Projection):
        return settings.growth
    if settings.growth == NEUTRAL_GROWTH or not all(map(snapshot.has, _TABLES)):
        return None
    gdp, people = _series(snapshot, "gdp"), _series(snapshot, "population")
    window = last_window(gdp)
    held = snapshot.manifest("gdp")
    return Projection(
        gdp=relative_trends(gdp, window),
        population=relative_trends(people, window),
        source=f"{held.origin.publisher}, {held.source}/{held.version}",
        horizon_years=HORIZON_YEARS,
        window=window,
    )


def read_growth(
    snapshot: Snapshot,
    home: str,
    market: str,
    codes: frozenset[str],
    years: Sequence[int],
    settings: Settings,
) -> Growth:
    """Ratios of home and market, and world trade of `codes` weighted with the exporters' ratios."""
    found = projection_of(snapshot, settings)
    if found is None:
        return NO_GROWTH
    return Growth(
        home_gdp=_ratio(found.gdp, home, "gdp"),
        market_gdp=_ratio(found.gdp, market, "gdp"),
        market_population=_ratio(found.population, market, "population"),
        world_usd=mean_of([weighted_world(snapshot, found, codes, year) for year in years]),
        name="trend" if found.window else "given",
        source=found.source,
        horizon_years=found.horizon_years,
        window=found.window,
        rows=_rows(snapshot, found.window, home, market) if found.window else (),
    )


def weighted_world(
    snapshot: Snapshot, projection: Projection, codes: frozenset[str] | None, year: int
) -> dict[str, float]:
    """sum_i' v_i'k g_i' by subheading, current USD; exporters without a ratio count with 1."""
    wanted: dict[str, object] = {"year": year} | ({} if codes is None else {"hs6": codes})
    rows = trade_rows(snapshot, "exporter_product_totals", wanted, ("exporter", "hs6", "value_usd"))
    names = rows["hs6"].unique().sort()
    ratio = rows["exporter"].replace_strict(dict(projection.gdp), default=1.0, return_dtype=pl.Float64)
    # Added in the order of the rows, so that the last digit does not hang on the number of threads.
    places = rows["hs6"].cast(pl.Enum(names)).to_physical().to_numpy()
    sums = np.bincount(places, (rows["value_usd"] * ratio).to_numpy(), minlength=len(names))
    return dict(zip(names, sums.tolist(), strict=True))


def _series(snapshot: Snapshot, table: str) -> Series:
    column, _ = _TABLES[table]
    found: dict[str, dict[int, float]] = defaultdict(dict)
    for country, year, value in snapshot.read(table, columns=["country", "year", column]).rows():
        found[country][year] = value
    return found


def _ratio(ratios: Mapping[str, float], country: str, what: str) -> Maybe[float]:
    return Known(ratios[country]) if country in ratios else Unknown("not_applied", (f"{what} {country}",))


def _rows(snapshot: Snapshot, window: tuple[int, int], home: str, market: str) -> tuple[Row, ...]:
    """The figures that the three trends were fitted on."""
    wanted = (
        ("home_gdp_ratio", "gdp", home),
        ("market_gdp_ratio", "gdp", market),
        ("market_population_ratio", "population", market),
    )
    return tuple(
        Row(figure, table, {"country": country, "year": year}, value, _TABLES[table][1])
        for figure, table, country in wanted
        for year, value in _years(snapshot, table, country)
        if window[0] <= year <= window[1]
    )


def _years(snapshot: Snapshot, table: str, country: str) -> list[tuple[int, float]]:
    return snapshot.read(table, {"country": country}, ["year", _TABLES[table][0]]).rows()
