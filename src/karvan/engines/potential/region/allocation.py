"""The answer: which share of a country's exports of each product each region is taken to make."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import numpy.typing as npt
import polars as pl

from karvan.engines.potential.region.claims import Claim
from karvan.engines.potential.region.evidence import Grade, Level
from karvan.errors import QuestionError
from karvan.model.citation import Citation
from karvan.model.known import Maybe, PartialSum, lift, partial_sum, status_of, value_or_none

NOT_TESTED = "not tested"


@dataclass(frozen=True, slots=True)
class RegionShare:
    """One region's share of one product, 0 to 1, beside what speaks for and against it.

    `claim` is what the share rests on (None: nothing, or the rest of the country). `reason` is the claim's,
    `scaled_to_nation` when better evidence left less than claimed, or an unknown's. `alternatives` are all
    other claims; `conflicts` those of them that differ from the share by more than the allowed factor.
    """

    region: str
    code: str
    share: Maybe[float]
    grade: Grade | None
    reason: str
    claim: Claim | None
    alternatives: tuple[Claim, ...] = ()
    conflicts: tuple[Claim, ...] = ()
    tested: str = NOT_TESTED

    @property
    def level(self) -> Level | None:
        """Which kind of evidence it rests on."""
        return self.claim.level if self.claim else None

    @property
    def basis(self) -> str:
        """`produced_in`, `capacity`, `exports`, `population` ...; empty without a claim."""
        return self.claim.basis if self.claim else ""

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where the evidence stands written."""
        return self.claim.citations if self.claim else ()


@dataclass(frozen=True, slots=True)
class Allocation:
    """Shares of all regions and products; `rest` is the last region: the rest of the country.

    A product's shares add up to 1 wherever all of them are known.
    """

    home: str
    as_of: date
    regions: tuple[str, ...]
    codes: tuple[str, ...]
    shares: Mapping[tuple[str, str], RegionShare]

    def of(self, region: str, code: str) -> RegionShare:
        """One region's share of one product; raises QuestionError for what was not asked about."""
        if (region, code) not in self.shares:
            raise QuestionError(
                "Nothing was allocated to {region} for {code}.", region=region, code=code, where=self.home
            )
        return self.shares[region, code]

    def __iter__(self) -> Iterator[RegionShare]:
        return (self.shares[region, code] for region in self.regions for code in self.codes)

    def with_record(self, tested: Callable[[str], str]) -> Allocation:
        """The same with what a back-test says of each grade (`RegionRecord.tested`) beside the shares."""
        shares = {
            key: replace(one, tested=tested(one.grade) if one.grade else NOT_TESTED)
            for key, one in self.shares.items()
        }
        return replace(self, shares=shares)

    def matrix(self) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
        """(regions x codes) shares and which of them are known; an unknown one stands as 0 and False."""
        values = [value_or_none(one.share) for one in self]
        shape = (len(self.regions), len(self.codes))
        known = np.array([value is not None for value in values]).reshape(shape)
        return np.array([value or 0.0 for value in values]).reshape(shape), known

    def frame(self) -> pl.DataFrame:
        """One row per region and product: share (null with its status when unknown), grade, basis, sources."""
        rows = [
            {
                "region": one.region,
                "code": one.code,
                "share": value_or_none(one.share),
                "status": status_of(one.share),
                "grade": one.grade,
                "reason": one.reason,
                "level": one.level,
                "basis": one.basis,
                "conflicts": len(one.conflicts),
                "citations": ",".join(source.id for source in one.citations),
                "tested": one.tested,
            }
            for one in self
        ]
        return pl.DataFrame(rows, schema=_FRAME)

    def part(self, region: str, national: Mapping[str, Maybe[float]]) -> dict[str, Maybe[float]]:
        """The region's part of a national figure per product (supply, potential), in its unit.

        By property P5 the parts of all regions add up to the nation's.
        """
        return {
            code: lift(lambda share, whole: share * whole, self.of(region, code).share, figure)
            for code, figure in national.items()
        }

    def total(self, region: str, national: Mapping[str, Maybe[float]]) -> PartialSum:
        """The sum of `part` over products, naming those it lacks."""
        return partial_sum(self.part(region, national).items())


_FRAME = {
    "region": pl.String,
    "code": pl.String,
    "share": pl.Float64,
    "status": pl.String,
    "grade": pl.String,
    "reason": pl.String,
    "level": pl.String,
    "basis": pl.String,
    "conflicts": pl.Int64,
    "citations": pl.String,
    "tested": pl.String,
}
