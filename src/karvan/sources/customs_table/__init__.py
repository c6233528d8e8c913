"""Any national or provincial customs export table, through a mapping of its columns."""

from karvan.sources.customs_table.mapping import description_of
from karvan.sources.customs_table.read import DESCRIPTION, read

__all__ = ["DESCRIPTION", "description_of", "read"]
