"""National supply of the region's products, split by what the loaded lists say of their producers."""

from __future__ import annotations

from collections.abc import Iterable

from karvan.dossier.plan import Line, SupplySplit
from karvan.model.known import Known

# Gravest first: a subheading shared by two lines counts in the graver one.
_GRAVITY = ("listed_only", "some_listed", "unknown", "not_found")


def supply_split(lines: Iterable[Line]) -> SupplySplit:
    """Each distinct subheading once; subheadings whose supply is unknown add nothing."""
    group: dict[str, str] = {}
    supply: dict[str, float] = {}
    for line in lines:
        for cell in line.cells:
            if isinstance(cell.supply_usd, Known):
                supply[cell.hs6] = cell.supply_usd.value
                group[cell.hs6] = min(
                    group.get(cell.hs6, "not_found"), line.producer_group, key=_GRAVITY.index
                )
    totals = {name: sum(supply[hs6] for hs6 in sorted(supply) if group[hs6] == name) for name in _GRAVITY}
    return SupplySplit(
        listed_only_usd=float(totals["listed_only"]),
        some_listed_usd=float(totals["some_listed"]),
        not_found_usd=float(totals["not_found"]),
        unknown_usd=float(totals["unknown"]),
    )
