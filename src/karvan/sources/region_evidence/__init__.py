"""Evidence on which part of a country's exports a region makes, from one YAML file or one table."""

from karvan.sources.region_evidence.read import DESCRIPTION, read

__all__ = ["DESCRIPTION", "read"]
