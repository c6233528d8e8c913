"""Every table of the warehouse, declared once, a file for each kind of fact.

The declaration is checked on each write and is the source of the reference page. A table belongs to
one source; `hs_rev` says that the manifest fixes the revision of the table's bare HS codes.
"""

from __future__ import annotations

from karvan.store.tables import (
    countries,
    cube,
    estimates,
    law,
    lists,
    money,
    own_evidence,
    packs,
    products,
    schedules,
    trade,
)
from karvan.store.tables.declare import Column, Table

__all__ = ["TABLES", "Column", "Table", "declared"]

TABLES: tuple[Table, ...] = (
    *trade.TABLES,
    *cube.TABLES,
    *estimates.TABLES,
    *countries.TABLES,
    *products.TABLES,
    *money.TABLES,
    *own_evidence.TABLES,
    *lists.TABLES,
    *packs.TABLES,
    *law.TABLES,
    *schedules.TABLES,
)

BY_NAME: dict[str, Table] = {table.name: table for table in TABLES}


def declared(name: str) -> Table:
    """The declaration of a table; an undeclared name is our own bug (KeyError)."""
    return BY_NAME[name]
