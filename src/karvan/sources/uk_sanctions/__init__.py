"""The sanctions list of the United Kingdom, in its present and in its former layout."""

from karvan.sources.uk_sanctions.read import DESCRIPTION, read

__all__ = ["DESCRIPTION", "read"]
