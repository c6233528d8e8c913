"""GDP and population of the World Bank."""

from karvan.sources.world_bank.read import DESCRIPTION, read

__all__ = ["DESCRIPTION", "read"]
