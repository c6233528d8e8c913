"""Which factors an answer had to leave out."""

from __future__ import annotations

from collections.abc import Collection

from karvan.engines.potential.answer import CellPotential
from karvan.engines.potential.factors import NOT_APPLIED
from karvan.model.known import status_of

OPTIONAL = (
    "supply_growth_factor",
    "net_exporter_factor",
    "historic_tariff_factor",
    "demand_growth_factor",
    "forward_tariff_factor",
)


def left_out(cells: Collection[CellPotential]) -> tuple[str, ...]:
    """The factors not applied in any cell, or in some of them (then with a `*`), in the formula's order."""
    found = []
    for name in OPTIONAL:
        missing = sum(status_of(getattr(one, name)) == NOT_APPLIED for one in cells)
        if missing:
            found.append(name if missing == len(cells) else f"{name}*")
    return tuple(found)
