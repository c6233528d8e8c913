"""What a question is made of: home, market, and what is assumed about the future and the unseen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from karvan.engines.potential.answer import Row
from karvan.engines.potential.restore.answer import Additions
from karvan.engines.potential.settings import NEUTRAL, Settings
from karvan.engines.potential.tariffs import Tariffs
from karvan.model.known import Maybe, Unknown


@dataclass(frozen=True, slots=True)
class Home:
    """The exporting country: world trade, its exports and imports by subheading, current USD.

    `reports` is None when the inference could not be made; a silent country's missing row is unknown,
    a reporter's is zero. Over several years the figures are means, and `yearly` holds the years, oldest first.
    """

    country: str
    world: Mapping[str, float]
    exports: Mapping[str, float]
    imports: Mapping[str, float]
    reports: bool | None
    imports_are_present: bool
    yearly: tuple[Home, ...] = ()


@dataclass(frozen=True, slots=True)
class Market:
    """The importing country seen from home: imports, mean log distance, pair row, pair flows, distance (km).

    `period` is the last year; `yearly` as for Home.
    """

    country: str
    period: int
    imports: Mapping[str, float]
    mean_log_km: Mapping[str, float | None]
    reports: bool | None
    imports_are_present: bool
    pair_row: Mapping[str, Any] | None
    flows: Maybe[Mapping[str, float]]
    distance_km: Maybe[float]
    yearly: tuple[Market, ...] = ()


_OFF = Unknown("not_applied", ("growth",))


@dataclass(frozen=True, slots=True)
class Growth:
    """Projected ratios of home and market, and world trade weighted with all exporters' ratios, current USD.

    An exporter without a ratio counts with 1 in `world_usd`, as one that grows like the world. `name` says
    what was projected from.
    """

    home_gdp: Maybe[float] = _OFF
    market_gdp: Maybe[float] = _OFF
    market_population: Maybe[float] = _OFF
    world_usd: Mapping[str, float] = field(default_factory=dict)
    name: str = "neutral"
    source: str = ""
    horizon_years: int = 0
    window: tuple[int, int] | None = None
    rows: tuple[Row, ...] = ()


NO_GROWTH = Growth()


@dataclass(frozen=True, slots=True)
class Case:
    """One home, one market and everything their cells depend on. Without `additions` only visible trade counts."""

    home: Home
    market: Market
    settings: Settings = NEUTRAL
    growth: Growth = NO_GROWTH
    tariffs: Tariffs | None = None
    additions: Additions | None = None
