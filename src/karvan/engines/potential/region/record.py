"""The record of the region's back-test."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from karvan.engines.potential.region.allocation import NOT_TESTED
from karvan.engines.potential.region.score import Score


@dataclass(frozen=True, slots=True)
class LevelRecord:
    """One kind of evidence alone: its figures, or the reason why it was not tested."""

    level: str
    evidence: str
    reason: str
    score: Score | None

    def to_json(self) -> dict[str, Any]:
        """The figures beside `status`: tested or not tested."""
        status = "tested" if self.score else NOT_TESTED
        figures = asdict(self.score) if self.score else {}
        return {"evidence": self.evidence, "status": status, "reason": self.reason, **figures}


@dataclass(frozen=True, slots=True)
class RegionRecord:
    """What `karvan backtest region` measured: every kind of evidence alone, all together, and by grade.

    `baseline` gives every region the same share. `score_year` and `evidence_year` are None where the table
    has no such year.
    """

    code_column: str
    score_year: int | None
    evidence_year: int | None
    regions: int
    products: int
    value_usd: float
    baseline: Score
    levels: Mapping[str, LevelRecord]
    best: Score | None
    grades: Mapping[str, Score | None]

    def tested(self, grade: str) -> str:
        """What is printed beside an allocation of this grade."""
        score = self.grades.get(grade)
        if score is None or score.median_factor is None:
            return NOT_TESTED
        return f"median factor {score.median_factor:.2f}, overlap {score.overlap:.2f}"

    def to_json(self) -> dict[str, Any]:
        """Plain numbers, strings, lists and dictionaries."""
        return {
            "code_column": self.code_column,
            "score_year": self.score_year,
            "evidence_year": self.evidence_year,
            "regions": self.regions,
            "products": self.products,
            "value_usd": self.value_usd,
            "overlap": self.best.overlap if self.best else None,
            "median_factor": self.best.median_factor if self.best else None,
            "within_2x": self.best.within_2x if self.best else None,
            "cells": self.best.cells if self.best else 0,
            "baseline": asdict(self.baseline),
            "levels": {str(name): one.to_json() for name, one in self.levels.items()},
            "grades": {
                str(name): asdict(score) if score else NOT_TESTED for name, score in self.grades.items()
            },
        }
