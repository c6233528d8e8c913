"""Allocate what a country exports to its regions, product by product, by the best evidence there is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from karvan.engines.potential.region.allocation import Allocation, RegionShare
from karvan.engines.potential.region.claims import Case, Claim, claims_of
from karvan.engines.potential.region.evidence import GRADES, Evidence, Grade, Level, check_evidence
from karvan.engines.potential.region.question import PREFIXES, check_question, groups
from karvan.engines.potential.region.settle import REST, Settled, settle
from karvan.errors import QuestionError
from karvan.model.known import Known, Maybe, Unknown, value_or_none

CONFLICT_FACTOR = 2.0  # claims further apart than this contradict each other


def allocate(
    home: str,
    regions: Sequence[str],
    national_usd: Mapping[str, float],
    evidence: Sequence[Evidence],
    *,
    hs_rev: int,
    as_of: date,
    supply_until: date,
    codes: Sequence[str] | None = None,
) -> Allocation:
    """Shares of `regions` and of the rest of the country in each product of `codes` (all that are exported).

    `national_usd` is all that the country exports by HS code of `hs_rev`, up to `supply_until`; it divides
    customs figures that come without a national total. Per region and product the best usable claim counts:
    exports by `produced_in`, then the registry, then a stated share, then the fallback. Evidence observed
    after `as_of` is not known yet; evidence past its review stops. Raises QuestionError.
    """
    wanted = tuple(national_usd if codes is None else dict.fromkeys(codes))
    check_question(home, regions, national_usd, wanted)
    check_evidence(evidence, hs_rev)
    lookup = _by_place([one for one in evidence if one.observed_on <= as_of], regions, home)
    shares: dict[tuple[str, str], RegionShare] = {}
    national = groups(national_usd)
    for code in wanted:
        case = Case(code, national, as_of, supply_until)
        claims = {region: claims_of(case, _about(lookup, region, code)) for region in regions}
        shares.update(_product(code, claims))
    return Allocation(home, as_of, (*regions, REST), wanted, shares)


def _by_place(
    evidence: Sequence[Evidence], regions: Sequence[str], home: str
) -> Mapping[tuple[str, str], list[Evidence]]:
    found: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for one in evidence:
        if one.region not in regions:
            raise QuestionError(
                "Evidence speaks of {region}, which is none of the regions asked about.",
                where=home,
                fix="Name the region too, or leave its evidence out.",
                region=one.region,
            )
        found[one.region, one.code].append(one)
    return found


def _about(lookup: Mapping[tuple[str, str], list[Evidence]], region: str, code: str) -> tuple[Evidence, ...]:
    lengths = [length for length in PREFIXES if length <= len(code)]
    return tuple(one for length in lengths for one in lookup.get((region, code[:length]), ()))


def _product(code: str, claims: Mapping[str, tuple[Claim, ...]]) -> dict[tuple[str, str], RegionShare]:
    chosen = {region: next((one for one in given if one.is_usable), None) for region, given in claims.items()}
    settled = settle(
        {region: _firm(one) for region, one in chosen.items()},
        {region: _weight(given) for region, given in claims.items()},
    )
    named = {
        (region, code): _share(region, code, settled, chosen[region], claims[region]) for region in claims
    }
    return named | {(REST, code): _rest(code, settled.rest, list(named.values()))}


def _firm(claim: Claim | None) -> tuple[Grade, float] | None:
    if claim is None or claim.level is Level.FALLBACK or not isinstance(claim.share, Known):
        return None
    return claim.grade, claim.share.value


def _weight(claims: Sequence[Claim]) -> float | None:
    usable = (one.share for one in claims if one.level is Level.FALLBACK and one.is_usable)
    return next((value_or_none(share) for share in usable), None)


def _share(
    region: str, code: str, settled: Settled, chosen: Claim | None, claims: Sequence[Claim]
) -> RegionShare:
    share = settled.shares[region]
    others = tuple(one for one in claims if one is not chosen)
    if chosen is None or isinstance(share, Unknown):
        reason = _why_not(claims)
        return RegionShare(region, code, Unknown(reason, _missing(share)), None, reason, None, others)
    is_scaled = region in settled.scaled
    reason = "scaled_to_nation" if is_scaled else chosen.reason
    grade = Grade.LOW if is_scaled else chosen.grade
    against = (*others, chosen) if is_scaled else others
    conflicts = tuple(one for one in against if _contradicts(one, share.value))
    return RegionShare(region, code, share, grade, reason, chosen, others, conflicts)


def _missing(share: Maybe[float]) -> tuple[str, ...]:
    return share.missing if isinstance(share, Unknown) else ()


def _why_not(claims: Sequence[Claim]) -> str:
    """Why nothing was usable: the best claim's own reason, or that there is no claim at all."""
    reasons = [
        one.share.reason for one in claims if one.role == "allocates" and isinstance(one.share, Unknown)
    ]
    if reasons:
        return reasons[0]
    return "only_hints" if claims else "no_evidence"


def _contradicts(claim: Claim, share: float) -> bool:
    """A fallback weight says nothing against better evidence, nor does a claim without a share."""
    if claim.level is Level.FALLBACK:
        return False
    if isinstance(claim.share, Unknown):
        return claim.share.reason == "exceeds_nation"
    low, high = sorted((claim.share.value, share))
    return high > low * CONFLICT_FACTOR


def _rest(code: str, share: Maybe[float], named: Sequence[RegionShare]) -> RegionShare:
    grades = [one.grade for one in named if one.grade is not None]
    if isinstance(share, Unknown) or not grades:
        reason = share.reason if isinstance(share, Unknown) else "no_evidence"
        return RegionShare(REST, code, share, None, reason, None)
    return RegionShare(REST, code, share, max(grades, key=GRADES.index), "what_the_regions_leave", None)
