"""Totals of country pairs that nobody reports: the estimator and its leave-pair-out back-test."""

from karvan.engines.potential.unseen.backtest import UnseenRecord, backtest_unseen
from karvan.engines.potential.unseen.estimate import estimate_unseen
from karvan.engines.potential.unseen.model import Settings
from karvan.engines.potential.unseen.score import Score

__all__ = ["Score", "Settings", "UnseenRecord", "backtest_unseen", "estimate_unseen"]
