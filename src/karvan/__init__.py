"""karvan: from the announcement of a region's export conference to a plan."""

__version__ = "0.1.0"
