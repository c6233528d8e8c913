"""The consolidated list of financial sanctions of the European Union."""

from karvan.sources.eu_sanctions.read import DESCRIPTION, read

__all__ = ["DESCRIPTION", "read"]
