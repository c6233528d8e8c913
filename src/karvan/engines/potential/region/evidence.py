"""What is known about where a country's exports are made: one dated, cited line of evidence at a time."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from karvan.errors import QuestionError
from karvan.model.citation import Citation


class Level(StrEnum):
    """Kinds of evidence, best first."""

    EXPORTS = "exports"  # a customs table of the region
    REGISTRY = "registry"  # producers: capacity x export share
    STATED = "stated"  # a share that somebody stated
    FALLBACK = "fallback"  # the region's share of people, product or jobs


class Grade(StrEnum):
    """How much an allocated share can be trusted, best first."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    FALLBACK = "fallback"


LEVELS, GRADES = tuple(Level), tuple(Grade)
PRODUCED_IN = "produced_in"
BASES = {
    Level.EXPORTS: (PRODUCED_IN, "cleared_at", "declared_by"),
    Level.REGISTRY: ("capacity",),
    Level.STATED: ("exports", "output"),
    Level.FALLBACK: ("population", "gdp", "employment"),
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One line; what it does not say is None, never 0.

    `code` is an HS chapter, heading or subheading of `hs_rev` (empty for a fallback). Exports: `amount` and
    `nation_amount` in USD of the period. Registry: one producer's yearly capacity and the nation's, in
    `unit`, with the parts of them that are exported (0 to 1); no exports before `launched_on`. Stated and
    fallback: `share` (0 to 1), or `amount` of `nation_amount` in `unit`. After `review_by` it is stale. `also`: further
    sources. `gap`: why its figures say nothing of this code (it is shown, and gives no share).
    """

    level: Level
    region: str
    code: str
    hs_rev: int | None
    basis: str
    period_start: date | None
    period_end: date | None
    observed_on: date
    review_by: date
    citation: Citation
    share: float | None = None
    amount: float | None = None
    nation_amount: float | None = None
    unit: str = ""
    export_share: float | None = None
    nation_export_share: float | None = None
    producer: str = ""
    launched_on: date | None = None
    also: tuple[Citation, ...] = ()
    gap: str = ""


def check_evidence(evidence: Iterable[Evidence], hs_rev: int) -> None:
    """Raise QuestionError for a figure that cannot be, an unknown basis, or a code of another HS revision."""
    for one in evidence:
        where = f"{one.citation.id} {one.region} {one.code}".strip()
        if one.basis not in BASES[one.level]:
            raise QuestionError(
                "The basis {basis} is not one of {level}.", where=where, basis=one.basis, level=one.level
            )
        if one.code and one.hs_rev != hs_rev:
            raise QuestionError(
                "Evidence in HS {found} does not fit supply in HS {wanted}.",
                where=where,
                fix="Convert the codes, or use supply of the same revision.",
                found=one.hs_rev,
                wanted=hs_rev,
            )
        _check_figures(one, where)


def _check_figures(one: Evidence, where: str) -> None:
    figures = (one.share, one.amount, one.nation_amount, one.export_share, one.nation_export_share)
    for figure in figures:
        if figure is not None and not (math.isfinite(figure) and figure >= 0):
            raise QuestionError(
                "{figure} is no amount of a region's evidence.",
                where=where,
                fix="Write a number of 0 or more; leave out what is not known.",
                figure=figure,
            )
    for part in (one.share, one.export_share, one.nation_export_share):
        if part is not None and part > 1:
            raise QuestionError(
                "The share {share} is above 1.", where=where, fix="Write shares as fractions.", share=part
            )
