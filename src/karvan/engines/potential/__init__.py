"""Which products can sell in which market: export potential in its market-share form."""

from karvan.engines.potential.answer import CellPotential, MarketPotential, PairEase, Row, Supplier
from karvan.engines.potential.ask import LastYear, assess, last_observed

__all__ = [
    "CellPotential",
    "LastYear",
    "MarketPotential",
    "PairEase",
    "Row",
    "Supplier",
    "assess",
    "last_observed",
]
