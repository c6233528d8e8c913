"""Non-tariff measures that the user downloads from UNCTAD's TRAINS."""

from karvan.sources.trains_ntm.layout import DESCRIPTION
from karvan.sources.trains_ntm.read import read

__all__ = ["DESCRIPTION", "read"]
