"""Flows that did not exist: scores of empty cells, and the back-test of which came alive."""

from karvan.engines.potential.new_flows.backtest import MARKETS, backtest_flows
from karvan.engines.potential.new_flows.metrics import Quality
from karvan.engines.potential.new_flows.record import FlowsRecord, MarketResult, Part

__all__ = ["MARKETS", "FlowsRecord", "MarketResult", "Part", "Quality", "backtest_flows"]
