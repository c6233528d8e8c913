"""Chapter totals of a pair spread to subheadings, and the back-test on held-out pairs."""

from karvan.engines.potential.spread.backtest import backtest_spread
from karvan.engines.potential.spread.profiles import Profiles, profiles, profiles_of_flows
from karvan.engines.potential.spread.record import SpreadRecord
from karvan.engines.potential.spread.shares import Exponents
from karvan.engines.potential.spread.spread import BUNDLE, CHAPTER_KEYS, FULL, chapter_hs2, spread_chapters

__all__ = [
    "BUNDLE",
    "CHAPTER_KEYS",
    "FULL",
    "Exponents",
    "Profiles",
    "SpreadRecord",
    "backtest_spread",
    "chapter_hs2",
    "profiles",
    "profiles_of_flows",
    "spread_chapters",
]
