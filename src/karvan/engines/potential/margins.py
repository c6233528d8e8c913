"""The figures both sides of a cell are made of: what is visible, and what restored trade adds to it."""

from __future__ import annotations

import math

from karvan.engines.potential.restore.answer import AddedImports
from karvan.engines.potential.sides import Case
from karvan.model.known import Known, Maybe, Unknown

ENERGY_CHAPTER = "27"
RAW = Unknown("not_applied", ("estimates of unseen trade",))
_NOTHING = AddedImports(0.0, None)


def is_energy(hs6: str) -> bool:
    """Chapter 27, whose size and politics would drown everything else."""
    return hs6.startswith(ENERGY_CHAPTER)


def supply_usd(hs6: str, case: Case) -> Maybe[float]:
    """Home's exports to the world."""
    home = case.home
    seen = home.exports.get(hs6)
    if case.additions is not None:
        return Known((seen or 0.0) + case.additions.home_exports_usd.get(hs6, 0.0))
    return _by_reporter(seen, home.reports, f"exports {home.country} {hs6}")


def world_usd(hs6: str, case: Case) -> Maybe[float]:
    """World trade."""
    seen = case.home.world.get(hs6)
    added = case.additions.world_usd.get(hs6) if case.additions is not None else None
    if seen is None and added is None:
        return Unknown("not_in_release", (f"world trade {hs6}",))
    return Known((seen or 0.0) + (added or 0.0))


def projected_world_usd(hs6: str, case: Case) -> float:
    """World trade weighted with its exporters' growth ratios; 0 without trade."""
    seen = case.growth.world_usd.get(hs6, 0.0)
    if case.additions is None:
        return seen
    if case.additions.world_projected_usd is not None:
        return seen + case.additions.world_projected_usd.get(hs6, 0.0)
    visible = case.home.world.get(hs6, 0.0)
    added = case.additions.world_usd.get(hs6, 0.0)
    return seen + added * (seen / visible if visible else 1.0)


def demand_usd(hs6: str, case: Case) -> Maybe[float]:
    """The market's imports from the world."""
    market = case.market
    if not market.imports_are_present:
        return importer_missing(case)
    seen = market.imports.get(hs6)
    if case.additions is not None:
        return Known((seen or 0.0) + case.additions.market_imports.get(hs6, _NOTHING).value_usd)
    return _by_reporter(seen, market.reports, f"imports {market.country} {hs6}")


def market_imports_usd(case: Case) -> Maybe[float]:
    """All imports of the market; a silent market of which nothing is seen is unknown."""
    market = case.market
    if not market.imports_are_present:
        return importer_missing(case)
    seen = math.fsum(market.imports.values())
    if case.additions is not None:
        return Known(seen + math.fsum(one.value_usd for one in case.additions.market_imports.values()))
    if not market.imports and not market.reports:
        return Unknown("not_observed", (f"imports {market.country} {market.period}",))
    return Known(seen)


def home_imports_usd(hs6: str, case: Case) -> float:
    """What home itself buys, for the net-exporter factor."""
    added = case.additions.home_imports_usd.get(hs6, 0.0) if case.additions is not None else 0.0
    return case.home.imports.get(hs6, 0.0) + added


def mean_log_km(hs6: str, case: Case) -> Maybe[float] | None:
    """Trade-weighted mean ln km of the market's suppliers; None when it has none, unknown without distances.

    The visible mean stands for all visible imports, also the few of unknown distance.
    """
    seen, value = case.market.mean_log_km.get(hs6), case.market.imports.get(hs6)
    added = case.additions.market_imports.get(hs6, _NOTHING) if case.additions is not None else _NOTHING
    if not value and not added.value_usd:
        return None
    terms = [] if seen is None or not value else [(value, value * seen)]
    if added.usd_ln_km is not None:
        terms.append((added.value_usd, added.usd_ln_km))
    weight = sum(one for one, _ in terms)
    if not weight:
        return Unknown("no_distance", (f"suppliers of {hs6}",))
    # A single term is the cube's own mean: not to be disturbed by a division.
    return Known(seen if len(terms) == 1 and seen is not None else sum(log for _, log in terms) / weight)


def added(hs6: str, case: Case) -> tuple[Maybe[float], Maybe[float], Maybe[float]]:
    """The restored parts of supply, world trade and demand, current USD; not applied in the raw view."""
    more = case.additions
    if more is None:
        return RAW, RAW, RAW
    return (
        Known(more.home_exports_usd.get(hs6, 0.0)),
        Known(more.world_usd.get(hs6, 0.0)),
        Known(more.market_imports.get(hs6, _NOTHING).value_usd),
    )


def importer_missing(case: Case) -> Unknown:
    """The release has no such importer."""
    return Unknown("importer_missing", (f"imports {case.market.country} {case.market.period}",))


def _by_reporter(value: float | None, reports: bool | None, what: str) -> Maybe[float]:
    if value is not None:
        return Known(value)
    return Known(0.0) if reports else Unknown("not_observed", (what,))
