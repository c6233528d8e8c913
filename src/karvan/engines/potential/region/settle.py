"""Make the regions' shares of one product add up to the nation: better evidence first, the rest last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from karvan.engines.potential.region.evidence import GRADES, Grade
from karvan.model.known import Known, Maybe, Unknown

REST = "rest"
_ROUNDING = 1e-12


@dataclass(frozen=True, slots=True)
class Settled:
    """Shares of the regions and of the rest of the country; `scaled` had to give way to better evidence."""

    shares: Mapping[str, Maybe[float]]
    rest: Maybe[float]
    scaled: frozenset[str]


def settle(claims: Mapping[str, tuple[Grade, float] | None], fallback: Mapping[str, float | None]) -> Settled:
    """Shares that add up to 1 with the rest, for one product.

    `claims` gives each region's share by better evidence than the fallback, None where there is none;
    `fallback` its part of people, product or jobs. Where claims add up to more than 1, those of a lower
    grade share what the better ones leave, and equals are scaled together. Regions with only a fallback
    divide what then remains with the rest of the country, by their weights. While a region is unknown the
    rest is unknown too: only their sum is known.
    """
    firm, scaled = _waterfall({name: one for name, one in claims.items() if one is not None})
    left = max(0.0, 1.0 - sum(firm.values()))
    shares: dict[str, Maybe[float]] = {}
    for name in claims:
        if name in firm:
            shares[name] = Known(firm[name])
        else:
            shares[name] = _by_weight(fallback.get(name), left, _open_weight(claims, fallback))
    return Settled(shares, _rest(shares), scaled)


def _waterfall(claims: Mapping[str, tuple[Grade, float]]) -> tuple[dict[str, float], frozenset[str]]:
    firm: dict[str, float] = {}
    scaled: set[str] = set()
    for grade in GRADES:
        level = {name: share for name, (its, share) in claims.items() if its is grade}
        left, wanted = max(0.0, 1.0 - sum(firm.values())), sum(level.values())
        factor = 1.0 if wanted <= left + _ROUNDING else left / wanted
        scaled |= {name for name, share in level.items() if factor < 1 and share > 0}
        firm.update({name: share * factor for name, share in level.items()})
    return firm, frozenset(scaled)


def _open_weight(claims: Mapping[str, object], fallback: Mapping[str, float | None]) -> float:
    """Weight of all that has no better evidence: the nation less the regions that have it.

    Weights of different kinds (people here, jobs there) may add up to more than the nation: then to theirs.
    """
    firm = sum(fallback.get(name) or 0.0 for name, claim in claims.items() if claim is not None)
    open_ = sum(fallback.get(name) or 0.0 for name, claim in claims.items() if claim is None)
    return max(1.0 - firm, open_)


def _by_weight(weight: float | None, left: float, open_weight: float) -> Maybe[float]:
    if weight is None:
        return Unknown("no_evidence", ("customs table, registry, stated share or fallback",))
    if weight == 0:
        return Known(0.0)
    return Known(left * weight / open_weight)


def _rest(shares: Mapping[str, Maybe[float]]) -> Maybe[float]:
    unknown = tuple(name for name, share in shares.items() if isinstance(share, Unknown))
    if unknown or not shares:
        return Unknown("other_regions_unknown", unknown)
    left = 1.0 - sum(share.value for share in shares.values() if isinstance(share, Known))
    return Known(left if left > _ROUNDING else 0.0)
