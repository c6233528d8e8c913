"""What the engine answers: every factor, the rows behind them, nothing rounded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from karvan.engines.potential.restore.answer import PairEstimate, UserTable
from karvan.engines.potential.settings import Settings
from karvan.engines.potential.suppliers import Supplier, largest
from karvan.model.known import Maybe

METHOD = "potential/market-share/2"


@dataclass(frozen=True, slots=True)
class Row:
    """A row that a figure was read from; `value` is None when the table has no such row."""

    figure: str
    table: str
    key: Mapping[str, str | int]
    value: float | None
    unit: str


@dataclass(frozen=True, slots=True)
class CellPotential:
    """Export potential of one subheading in one market, current USD of the period.

    benchmark = supply_share x supply_growth x net_exporter x historic_tariff x demand x demand_growth x
    forward_tariff x distance (ease 1); potential = benchmark x ease; realised = min(trade, potential);
    unrealised = max(potential - trade, 0). A factor that is Unknown("not_applied") counts as 1 in these.
    `supply_usd`, `world_usd` and `demand_usd` are what is visible plus what `*_added_usd` restores; added
    parts are not_applied in the raw view. `observed_usd` is what the data show; `trade_usd` is that, or what
    stands in for it: `trade_status` is observed, estimated, override or unknown.
    `is_published` is ITC's threshold, with `publication` as its reason (see publication.py).
    """

    hs6: str
    supply_usd: Maybe[float]
    supply_added_usd: Maybe[float]
    world_usd: Maybe[float]
    world_added_usd: Maybe[float]
    supply_share: Maybe[float]
    supply_growth_factor: Maybe[float]
    net_exporter_factor: Maybe[float]
    historic_tariff_factor: Maybe[float]
    demand_usd: Maybe[float]
    demand_added_usd: Maybe[float]
    demand_growth_factor: Maybe[float]
    forward_tariff_factor: Maybe[float]
    distance_factor: Maybe[float]
    benchmark_usd: Maybe[float]
    ease: Maybe[float]
    potential_usd: Maybe[float]
    observed_usd: Maybe[float]
    trade_usd: Maybe[float]
    trade_status: str
    realised_usd: Maybe[float]
    unrealised_usd: Maybe[float]
    is_published: Maybe[bool]
    publication: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class PairEase:
    """The pair as a whole: ease = trade / expected, where expected gives home its world share everywhere.

    `interval_80` (low, high) belongs to an estimated `trade_usd`. `energy_usd` is chapter 27 within
    `trade_usd`, and `ease_without_energy` what is left on both sides of the fraction.
    `override_difference_usd` = the user's figure less what the data show or the estimate says.
    """

    period: int
    status: str
    reporting: str
    confidence: str
    observed_usd: Maybe[float]
    trade_usd: Maybe[float]
    trade_status: str
    interval_80: Maybe[tuple[float, float]]
    estimate: PairEstimate | None
    user_override: UserTable | None
    override_difference_usd: Maybe[float]
    expected_usd: Maybe[float]
    ease: Maybe[float]
    energy_usd: Maybe[float]
    expected_energy_usd: Maybe[float]
    ease_without_energy: Maybe[float]
    market_imports_usd: Maybe[float]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class GrowthAnswer:
    """What was projected: ratios relative to the world's, from the years of `window`, `horizon_years` on.

    `name`: trend, given or neutral; a ratio that was not applied is unknown.
    """

    name: str
    source: str
    window: tuple[int, int] | None
    horizon_years: int
    home_gdp_ratio: Maybe[float]
    market_gdp_ratio: Maybe[float]
    market_population_ratio: Maybe[float]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class MarketPotential:
    """The answer for one market: the pair and the cells asked for, by subheading.

    Figures are means over `years`, the last of which is the period. `suppliers_by_hs6` is unknown when the loaded flows do not hold the market's detail. `not_applied` names
    the factors that were left out in every cell, or in some of them (`*`, as in forward_tariff_factor*).
    """

    market: str
    years: tuple[int, ...]
    hs_rev: int
    pair: PairEase
    cells: Mapping[str, CellPotential]
    suppliers_by_hs6: Maybe[Mapping[str, Mapping[str, float]]]
    settings: Settings
    growth: GrowthAnswer
    tariff_source: str
    not_applied: tuple[str, ...]
    method: str = METHOD

    def suppliers(self, codes: frozenset[str], without: str, top: int) -> Maybe[tuple[Supplier, ...]]:
        """The largest other suppliers of these subheadings, with their share of all the market's imports of them."""
        return self.suppliers_by_hs6.map(lambda detail: largest(detail, codes, without, top))
