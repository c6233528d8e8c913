"""CEPII's BACI, as the user downloaded it: any release, any HS revision."""

from karvan.sources.baci.read import DESCRIPTION, read

__all__ = ["DESCRIPTION", "read"]
