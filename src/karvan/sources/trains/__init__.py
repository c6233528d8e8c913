"""Averages of tariffs that the user downloads from WITS/TRAINS."""

from karvan.sources.trains.layout import DESCRIPTION
from karvan.sources.trains.read import read

__all__ = ["DESCRIPTION", "read"]
