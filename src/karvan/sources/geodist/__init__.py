"""Bilateral distances of CEPII."""

from karvan.sources.geodist.read import DESCRIPTION, read

__all__ = ["DESCRIPTION", "read"]
