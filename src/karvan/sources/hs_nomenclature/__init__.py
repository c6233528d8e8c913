"""Labels of the Harmonized System and what became of its codes."""

from karvan.sources.hs_nomenclature.read import DESCRIPTION, read

__all__ = ["DESCRIPTION", "read"]
