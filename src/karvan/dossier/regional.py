"""The region's part of a national line: what evidence gives it, how sure that is, and what was not tested."""

from __future__ import annotations

from collections.abc import Sequence

from karvan.dossier.plan import RegionPart
from karvan.engines.potential import CellPotential
from karvan.engines.potential.region import Allocation, Grade, RegionShare
from karvan.model.known import Known, Maybe, Unknown, partial_sum

_WORST_FIRST = tuple(reversed(tuple(Grade)))


def region_part(allocation: Allocation, region: str, cells: Sequence[CellPotential]) -> RegionPart:
    """The region's share of the potential of some cells; its grade is the lowest of their shares' grades."""
    shares = [allocation.of(region, cell.hs6) for cell in cells]
    known = [one for one in shares if isinstance(one.share, Known)]
    potential = _sum(allocation.part(region, {cell.hs6: cell.potential_usd for cell in cells}))
    weakest = next((one for grade in _WORST_FIRST for one in known if one.grade is grade), None)
    return RegionPart(
        potential_usd=potential,
        low_share=min((one.share.value for one in known if isinstance(one.share, Known)), default=None),
        high_share=max((one.share.value for one in known if isinstance(one.share, Known)), default=None),
        grade=weakest.grade.value if weakest is not None and weakest.grade is not None else "unknown",
        basis=weakest.basis if weakest is not None else "",
        reason=_reason(shares, weakest),
        tested=weakest.tested if weakest is not None else "not tested",
        conflicts=sum(len(one.conflicts) for one in shares),
        citations=tuple(dict.fromkeys(source.id for one in known for source in one.citations)),
    )


def _reason(shares: Sequence[RegionShare], weakest: RegionShare | None) -> str:
    return weakest.reason if weakest is not None else next((one.reason for one in shares), "")


def _sum(parts: dict[str, Maybe[float]]) -> Maybe[float]:
    unknown = [part for part in parts.values() if isinstance(part, Unknown)]
    if unknown and len(unknown) == len(parts):
        return unknown[0]
    return Known(partial_sum(parts.items()).known)
