"""From evidence to claims: the share that one kind of evidence gives a region in one product."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from karvan.engines.potential.region.evidence import PRODUCED_IN, Evidence, Grade, Level
from karvan.engines.potential.region.registry import registry_share
from karvan.model.citation import Citation, Standing
from karvan.model.known import Known, Maybe, Unknown

Role = Literal["allocates", "hint"]


@dataclass(frozen=True, slots=True)
class Claim:
    """A share of the nation's exports of a product, or why this evidence gives none.

    Role `hint`: shown beside the allocation, never used for it (goods cleared in a region were made by
    others too; traders declare what small firms made). `reason` is a code for why the grade is as it is.
    """

    level: Level
    basis: str
    role: Role
    share: Maybe[float]
    grade: Grade
    reason: str
    evidence: tuple[Evidence, ...]

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where it stands written, each source once."""
        return tuple(dict.fromkeys(cited for one in self.evidence for cited in (one.citation, *one.also)))

    @property
    def is_usable(self) -> bool:
        """Whether an allocation may rest on it."""
        return self.role == "allocates" and isinstance(self.share, Known)


@dataclass(frozen=True, slots=True)
class Case:
    """One product: its code, what the nation exports of each group (USD), the day, the supply's last day."""

    code: str
    national_usd: Mapping[str, float]
    as_of: date
    supply_until: date


def claims_of(case: Case, evidence: Sequence[Evidence]) -> tuple[Claim, ...]:
    """Claims of one region, best first: by level, then finer codes, then later periods.

    `evidence` is the region's, on this product or on a group that holds it.
    """
    claims = [_claim(one, case) for one in evidence if one.level is not Level.REGISTRY]
    registered = [one for one in evidence if one.level is Level.REGISTRY]
    for group in sorted({one.code for one in registered}):
        claims += [_registry(case, [one for one in registered if one.code == group])]
    return tuple(sorted(claims, key=_order))


def _order(claim: Claim) -> tuple[object, ...]:
    first = claim.evidence[0]
    ends = max((one.period_end for one in claim.evidence if one.period_end), default=date.min)
    rank = list(Level).index(claim.level)
    return rank, claim.role == "hint", -len(first.code), -ends.toordinal(), first.citation.id


def _claim(one: Evidence, case: Case) -> Claim:
    share = _stopped(_shares[one.level](one, case), (one,), case.as_of)
    grade, reason = _graded[one.level](one)
    role: Role = "hint" if one.level is Level.EXPORTS and one.basis != PRODUCED_IN else "allocates"
    return Claim(one.level, one.basis, role, share, grade, reason, (one,))


def _registry(case: Case, entries: Sequence[Evidence]) -> Claim:
    share, weighs_exports = registry_share(entries, case.supply_until)
    if weighs_exports:
        grade, reason = Grade.MEDIUM, "registry_with_export_shares"
    else:
        grade, reason = Grade.LOW, "registry_capacity_only"
    stopped = _stopped(share, entries, case.as_of)
    return Claim(Level.REGISTRY, "capacity", "allocates", stopped, grade, reason, tuple(entries))


def _stopped(share: Maybe[float], evidence: Sequence[Evidence], as_of: date) -> Maybe[float]:
    """Stale evidence, and evidence with a gap, stops: it is shown, and gives no share."""
    old = tuple(one.citation.id for one in evidence if one.review_by < as_of)
    if old:
        return Unknown("stale", old)
    gaps = [one for one in evidence if one.gap]
    return Unknown(gaps[0].gap, tuple(one.citation.id for one in gaps)) if gaps else share


def _export_share(one: Evidence, case: Case) -> Maybe[float]:
    if one.amount is None:
        return Unknown("not_valued", (one.citation.id,))
    nation = one.nation_amount if one.nation_amount is not None else case.national_usd.get(one.code)
    return part_of(one.amount, nation)


def _stated_share(one: Evidence, _: Case) -> Maybe[float]:
    return Known(one.share) if one.share is not None else part_of(one.amount, one.nation_amount)


def part_of(amount: float | None, whole: float | None) -> Maybe[float]:
    """`amount / whole`; unknown when one is missing, the whole is 0, or the part exceeds it."""
    if amount is None:
        return Unknown("not_stated", ("amount",))
    if not whole:
        return Unknown("nation_unknown" if whole is None else "nation_is_zero", ("national amount",))
    return Known(amount / whole) if amount <= whole else Unknown("exceeds_nation")


def _exports_grade(one: Evidence) -> tuple[Grade, str]:
    if one.basis != PRODUCED_IN:
        return Grade.LOW, f"hint_{one.basis}"
    if one.nation_amount is None:
        return Grade.MEDIUM, "customs_over_national_flows"
    if len(one.code) < 6:
        return Grade.MEDIUM, "customs_of_the_group"
    return Grade.HIGH, "customs_produced_in"


def _stated_grade(one: Evidence) -> tuple[Grade, str]:
    if one.basis == "output":
        return Grade.LOW, "stated_share_of_output"
    if len(one.code) < 4:
        return Grade.LOW, "stated_share_of_the_chapter"
    is_verified = one.citation.standing is Standing.VERIFIED
    return (Grade.MEDIUM, "stated_and_verified") if is_verified else (Grade.LOW, "stated_once")


def _fallback_grade(one: Evidence) -> tuple[Grade, str]:
    return Grade.FALLBACK, f"share_of_{one.basis}"


_shares = {
    Level.EXPORTS: _export_share,
    Level.STATED: _stated_share,
    Level.FALLBACK: _stated_share,
}
_graded = {
    Level.EXPORTS: _exports_grade,
    Level.STATED: _stated_grade,
    Level.FALLBACK: _fallback_grade,
}
