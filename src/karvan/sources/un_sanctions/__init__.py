"""The consolidated sanctions list of the United Nations."""

from karvan.sources.un_sanctions.read import DESCRIPTION, read

__all__ = ["DESCRIPTION", "read"]
