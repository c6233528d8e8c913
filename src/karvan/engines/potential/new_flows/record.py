"""The record of the back-test of new flows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from karvan.engines.potential.new_flows.metrics import Decile, Quality

Lead = tuple[float, float, float] | None


@dataclass(frozen=True, slots=True)
class Part:
    """Cells of one market under one rule: those that came alive, those excluded, and the quality of each score."""

    pairs: int
    cells: int
    came: int
    excluded: int
    scores: Mapping[str, Quality]


@dataclass(frozen=True, slots=True)
class MarketResult:
    """One market: `steady` pairs (no cell when the market's own reporting changed), all pairs `seen` in both
    years, and of these the cells of the one exporter asked for, `home`."""

    market: str
    reporting_changed: bool
    steady: Part
    seen: Part
    home: Part


@dataclass(frozen=True, slots=True)
class FlowsRecord:
    """What `karvan backtest flows` measured, by score and measure over the markets with steady pairs.

    `mean` over markets; `lead` of the learned score over each other (mean difference, low, high of 95 %);
    `mean_seen` over all markets and pairs seen in both years, where a change of reporting may pass for new trade.
    `calibration`: tenths of the steady cells of each market by the learned chance, all markets together.
    `survivorship`: value of first-year flows still seen over all first-year imports, None when not given.
    """

    rule: str
    markets: tuple[MarketResult, ...]
    mean: Mapping[str, Mapping[str, float | None]]
    lead: Mapping[str, Mapping[str, Lead]]
    mean_seen: Mapping[str, Mapping[str, float | None]]
    calibration: tuple[Decile, ...]
    teachers: tuple[str, ...]
    changed: tuple[str, ...]
    home: str
    seed: int
    survivorship: float | None

    def to_json(self) -> dict[str, Any]:
        """Plain numbers, strings, lists and dictionaries."""
        return asdict(self)
