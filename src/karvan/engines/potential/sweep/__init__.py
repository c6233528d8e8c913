"""One exporter against all markets at once: the figures of the cell engine as frames, without their rows."""

from karvan.engines.potential.sweep.ask import read_sides, sweep_markets
from karvan.engines.potential.sweep.method import Sides, market_totals, sweep

__all__ = ["Sides", "market_totals", "read_sides", "sweep", "sweep_markets"]
