"""The list of Specially Designated Nationals of the United States Treasury (OFAC)."""

from karvan.sources.ofac_sdn.read import DESCRIPTION, read

__all__ = ["DESCRIPTION", "read"]
