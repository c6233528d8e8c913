"""The user's dated exchange rates."""

from karvan.sources.fx_rates.read import DESCRIPTION, read

__all__ = ["DESCRIPTION", "read"]
