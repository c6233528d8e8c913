"""karvan: from the announcement of a region's export conference to a plan."""
