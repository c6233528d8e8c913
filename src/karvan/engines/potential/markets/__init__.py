"""Markets beside each other: how large the potential is, what speaks for each and what against."""

from karvan.engines.potential.markets.answer import MarketFigures, MarketRow, MarketsAnswer, Reason
from karvan.engines.potential.markets.compare import compare

__all__ = ["MarketFigures", "MarketRow", "MarketsAnswer", "Reason", "compare"]
