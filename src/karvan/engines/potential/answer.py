"""What the engine answers: every factor, the rows behind them, nothing rounded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from karvan.model.known import Maybe

METHOD = "potential/market-share/1"


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

    benchmark = supply_share x net_exporter_factor x demand x distance_factor (ease 1);
    potential = benchmark x ease; realised = min(observed, potential); unrealised = max(potential -
    observed, 0).
    """

    hs6: str
    supply_usd: Maybe[float]
    world_usd: Maybe[float]
    supply_share: Maybe[float]
    net_exporter_factor: Maybe[float]
    demand_usd: Maybe[float]
    distance_factor: Maybe[float]
    benchmark_usd: Maybe[float]
    potential_usd: Maybe[float]
    observed_usd: Maybe[float]
    realised_usd: Maybe[float]
    unrealised_usd: Maybe[float]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class PairEase:
    """The pair as a whole: ease = observed / expected, where expected gives home its world share everywhere."""

    period: int
    status: str
    reporting: str
    confidence: str
    observed_usd: Maybe[float]
    expected_usd: Maybe[float]
    ease: Maybe[float]
    market_imports_usd: Maybe[float]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Supplier:
    """Somebody else who sells these subheadings in the market."""

    exporter: str
    value_usd: float
    share: float


@dataclass(frozen=True, slots=True)
class MarketPotential:
    """The answer for one market: the pair and the cells asked for, by subheading.

    `suppliers_by_hs6` is unknown when the loaded flows do not hold the market's detail.
    """

    market: str
    hs_rev: int
    pair: PairEase
    cells: Mapping[str, CellPotential]
    suppliers_by_hs6: Maybe[Mapping[str, Mapping[str, float]]]
    method: str = METHOD

    def suppliers(self, codes: frozenset[str], without: str, top: int) -> Maybe[tuple[Supplier, ...]]:
        """The largest other suppliers of these subheadings, with their share of all the market's imports of them."""
        return self.suppliers_by_hs6.map(lambda detail: _largest(detail, codes, without, top))


def _largest(
    detail: Mapping[str, Mapping[str, float]], codes: frozenset[str], without: str, top: int
) -> tuple[Supplier, ...]:
    totals: dict[str, float] = {}
    for hs6 in sorted(codes):
        for exporter, value in detail.get(hs6, {}).items():
            totals[exporter] = totals.get(exporter, 0.0) + value
    everything = sum(totals.values())
    others = sorted(
        ((value, exporter) for exporter, value in totals.items() if exporter != without), reverse=True
    )
    return tuple(Supplier(exporter, value, value / everything) for value, exporter in others[:top])
