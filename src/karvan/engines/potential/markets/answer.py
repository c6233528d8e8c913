"""The figures that a comparison of markets starts from, and its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from karvan.model.known import Maybe


@dataclass(frozen=True, slots=True)
class MarketFigures:
    """One market seen from home, current USD of the year; all products or those of a region, as asked.

    `trade_status`: observed, estimated or unknown; `trade_usd` and `interval_80` (of an estimate only) are the
    pair's. `growth`: projected ratio of the market's GDP over the world's. `products`: subheadings with a
    potential above the publication threshold. `estimated_share`: how much of the market's imports in these
    subheadings rests on estimates. `stops` of `lines` product lines that a prohibition or listing stops.
    """

    market: str
    potential_usd: Maybe[float]
    unrealised_usd: Maybe[float]
    trade_status: str
    trade_usd: Maybe[float]
    interval_80: Maybe[tuple[float, float]]
    demand_usd: Maybe[float]
    distance_km: Maybe[float]
    growth: Maybe[float]
    reports: Maybe[bool]
    products: int
    estimated_share: Maybe[float]
    stops: int
    lines: int


@dataclass(frozen=True, slots=True)
class Reason:
    """A code and the facts its sentence needs; words are put by the faces."""

    code: str
    facts: Mapping[str, float | int | str]


@dataclass(frozen=True, slots=True)
class MarketRow:
    """One market with its rank by potential (None where that is unknown), and the reasons for and against."""

    figures: MarketFigures
    rank: int | None
    is_named: bool
    reasons_for: tuple[Reason, ...]
    reasons_against: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class MarketsAnswer:
    """`ranked` by potential, largest first; `unknown` by code: not last, but not comparable."""

    ranked: tuple[MarketRow, ...]
    unknown: tuple[MarketRow, ...]

    def named(self) -> tuple[MarketRow, ...]:
        """The rows of the named markets, ranked ones first."""
        return tuple(row for row in (*self.ranked, *self.unknown) if row.is_named)
