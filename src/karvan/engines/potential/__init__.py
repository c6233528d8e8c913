"""Which products can sell in which market: export potential in its market-share form.

answer = assess(snapshot, "IRN", "ARM", ["760612"], 2024)      # growth on, visible trade only
assess(..., settings=NEUTRAL)                                  # growth off
assess(..., tariffs=Tariffs(...), additions=Additions(...))    # duties; estimates of unseen trade
"""

from karvan.engines.potential.answer import (
    CellPotential,
    GrowthAnswer,
    MarketPotential,
    PairEase,
    Row,
)
from karvan.engines.potential.ask import LastYear, assess, last_observed
from karvan.engines.potential.publication import WorldPotential, flagged, world_potential
from karvan.engines.potential.sensitivity import PotentialRange, potential_range
from karvan.engines.potential.settings import NEUTRAL, Projection, Settings
from karvan.engines.potential.suppliers import Supplier
from karvan.engines.potential.tariffs import Duty, Tariffs
from karvan.engines.potential.totals import MarketTotals, Totals, totals

__all__ = [
    "NEUTRAL",
    "CellPotential",
    "Duty",
    "GrowthAnswer",
    "LastYear",
    "MarketPotential",
    "MarketTotals",
    "PairEase",
    "PotentialRange",
    "Projection",
    "Row",
    "Settings",
    "Supplier",
    "Tariffs",
    "Totals",
    "WorldPotential",
    "assess",
    "flagged",
    "last_observed",
    "potential_range",
    "totals",
    "world_potential",
]
