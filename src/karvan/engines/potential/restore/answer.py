"""What restored trade adds to one question: estimates of flows that neither side reports.

This room must not import the cell engine's modules (`cells`, `ask`, ...): they import it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from karvan.model.known import Maybe


@dataclass(frozen=True, slots=True)
class PairEstimate:
    """Estimated total of a silent pair, current USD of `year`, with 50, 80 and 95 % intervals.

    `basis`: carried (from `last_year`, the last one that lists the pair) or gravity (no year lists it).
    `tested`: the back-test that covers its level and size class (silent, past_windows, never_listed) or not_tested.
    """

    exporter: str
    importer: str
    year: int
    value_usd: float
    low_50_usd: float
    high_50_usd: float
    low_80_usd: float
    high_80_usd: float
    low_95_usd: float
    high_95_usd: float
    basis: str
    last_year: int | None
    tested: str


@dataclass(frozen=True, slots=True)
class AddedImports:
    """Estimated imports of a subheading, current USD, and their sum of value x ln km (None: no distance known)."""

    value_usd: float
    usd_ln_km: float | None


@dataclass(frozen=True, slots=True)
class UserTable:
    """The user's own customs figures of the pair by subheading, current USD of `year`; they override an estimate."""

    values_usd: Mapping[str, float]
    year: int
    source: str

    @property
    def total_usd(self) -> float:
        """All subheadings together."""
        return sum(self.values_usd.values())


@dataclass(frozen=True, slots=True)
class Additions:
    """One matrix of estimated flows, as the question home -> market needs it; by subheading, current USD.

    They add to what is visible and never replace it. A subheading that is in no mapping is estimated not to
    be traded unseen. `flows_usd` are the pair's own estimated flows, already counted in the three margins
    (unknown where the store keeps no such detail of the pair); a `user_override` is to be counted there in
    their place. `world_projected_usd` is the added world trade weighted by its exporters' growth; None: it
    grows like the visible trade of the subheading.
    """

    home: str
    market: str
    year: int
    home_exports_usd: Mapping[str, float]
    world_usd: Mapping[str, float]
    market_imports: Mapping[str, AddedImports]
    flows_usd: Maybe[Mapping[str, float]]
    estimate: PairEstimate | None
    user_override: UserTable | None = None
    home_imports_usd: Mapping[str, float] = field(default_factory=dict)
    world_projected_usd: Mapping[str, float] | None = None
    method: str = ""
