"""A collection of OpenSanctions that the user downloaded under a licence of their own."""

from karvan.sources.opensanctions.read import DESCRIPTION, read

__all__ = ["DESCRIPTION", "read"]
