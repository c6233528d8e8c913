"""The producers' registry: a region's exporting capacity over the nation's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from karvan.engines.potential.region.evidence import Evidence
from karvan.model.known import Known, Maybe, Unknown


def registry_share(entries: Sequence[Evidence], supply_until: date) -> tuple[Maybe[float], bool]:
    """sum(capacity x export share) / (national capacity x its export share), and whether exports weigh.

    Without every export share it is the share of capacity. A producer launched after the supply's last day
    made none of it. Unknown when capacities are missing, in mixed units, or nobody says the nation's.
    """
    at_work = [one for one in entries if one.launched_on is None or one.launched_on <= supply_until]
    if len({one.unit for one in entries}) > 1:
        return Unknown("mixed_units", tuple(sorted({one.unit for one in entries}))), False
    nation = _agreed(one.nation_amount for one in entries)
    lacking = tuple(one.producer for one in at_work if one.amount is None)
    if isinstance(nation, Unknown) or lacking:
        return (Unknown("capacity_unknown", lacking) if lacking else nation), False
    outward = _agreed(one.nation_export_share for one in entries)
    weighs = isinstance(outward, Known) and all(one.export_share is not None for one in at_work)
    whole = nation.value * (outward.value if weighs and isinstance(outward, Known) else 1.0)
    part = sum(_capacity(one, weighs) for one in at_work)
    if not whole:
        return Unknown("nation_is_zero", ("national capacity",)), weighs
    return (Known(part / whole) if part <= whole else Unknown("exceeds_nation")), weighs


def _capacity(one: Evidence, weighs: bool) -> float:
    return (one.amount or 0.0) * ((one.export_share or 0.0) if weighs else 1.0)


def _agreed(figures: Iterable[float | None]) -> Maybe[float]:
    found = {figure for figure in figures if figure is not None}
    if len(found) > 1:
        return Unknown("national_capacity_conflict", tuple(str(one) for one in sorted(found)))
    return Known(found.pop()) if found else Unknown("national_capacity_unknown", ("national capacity",))
