"""Trade of pairs that fell silent, carried forward by what stays visible, and the back-test of it."""

from karvan.engines.potential.silent.backtest import backtest_silent
from karvan.engines.potential.silent.record import SilentRecord

__all__ = ["SilentRecord", "backtest_silent"]
