"""What part of a country's exports a region makes, by evidence, with a grade and what speaks against it."""

from karvan.engines.potential.region.allocate import allocate
from karvan.engines.potential.region.allocation import Allocation, RegionShare
from karvan.engines.potential.region.ask import region_allocation
from karvan.engines.potential.region.backtest import backtest_region
from karvan.engines.potential.region.claims import Claim
from karvan.engines.potential.region.evidence import Evidence, Grade, Level
from karvan.engines.potential.region.record import RegionRecord
from karvan.engines.potential.region.settle import REST

__all__ = [
    "REST",
    "Allocation",
    "Claim",
    "Evidence",
    "Grade",
    "Level",
    "RegionRecord",
    "RegionShare",
    "allocate",
    "backtest_region",
    "region_allocation",
]
