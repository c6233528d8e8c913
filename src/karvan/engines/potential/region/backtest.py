"""Back-test on a country that publishes its states' exports: allocate by evidence, compare with what came."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import polars as pl

from karvan.engines.potential.region.allocate import allocate
from karvan.engines.potential.region.allocation import Allocation
from karvan.engines.potential.region.evidence import GRADES, Evidence, Level
from karvan.engines.potential.region.past import SOURCES, Past, evidence_of
from karvan.engines.potential.region.record import LevelRecord, RegionRecord
from karvan.engines.potential.region.score import Bools, Floats, Score, score
from karvan.engines.potential.region.settle import REST
from karvan.engines.potential.region.states import States, states_of
from karvan.errors import QuestionError

_HS_REV = 2017  # of no consequence: evidence and truth come from one table


def backtest_region(states: pl.DataFrame) -> RegionRecord:
    """Score each kind of evidence, time-forward, on published state exports.

    `states` (say, from the US Census Bureau, Comex Stat of Brazil or India's state exports, read from CSV) has
    the columns `region`, `hs6` or `hs4`, `value_usd`, and may have `year`, `population`, `capacity` and
    `export_share`; one row a year, region and code (see `states.states_of`). The latest year is the truth; it
    is hidden from the evidence, which is of the year before it in the table: its exports by product (level
    exports), its shares by chapter (stated), capacities (registry), population (fallback, of either year).
    What the table cannot test prints «not tested». Raises QuestionError.
    """
    table = states_of(states)
    later = table.years[-1]
    truth = _Truth(table, later)
    earlier = table.years[-2] if len(table.years) > 1 else None
    past = Past(table, earlier, later)
    kinds = {level: evidence_of(level, past) for level in Level}
    found = {level: truth.allocated(one) for level, one in kinds.items() if not isinstance(one, str)}
    both = [line for one in kinds.values() if not isinstance(one, str) for line in one]
    best = truth.allocated(both) if both else None
    return RegionRecord(
        code_column=table.code_column,
        score_year=later or None,
        evidence_year=earlier,
        regions=len(table.regions),
        products=len(truth.codes),
        value_usd=float(truth.usd.sum()),
        baseline=score(np.full(truth.usd.shape, 1 / len(table.regions)), truth.usd, truth.everywhere),
        levels={level: _level(level, truth, found.get(level), kinds[level]) for level in Level},
        best=truth.scored(best) if best else None,
        grades={grade: _grade(truth, [*found.values()], grade) for grade in GRADES},
    )


class _Truth:
    """The year to be met, as a matrix of regions by codes."""

    def __init__(self, table: States, year: int) -> None:
        rows = table.year(year).filter(pl.col("value_usd") > 0)
        if not rows.height:
            raise QuestionError("The year {year} has no exports.", year=year)
        self.regions = table.regions
        self.codes: tuple[str, ...] = tuple(rows["code"].unique().sort().to_list())
        self.usd: Floats = _grid(rows, self.regions, self.codes)
        self.everywhere: Bools = np.ones(self.usd.shape, dtype=np.bool_)

    def allocated(self, evidence: Sequence[Evidence]) -> Allocation:
        """The allocation by this evidence, as it would have been made for the nation's later exports."""
        national = dict(zip(self.codes, self.usd.sum(axis=0).tolist(), strict=True))
        return allocate(
            "", self.regions, national, evidence, hs_rev=_HS_REV, as_of=date.max, supply_until=date.max
        )

    def scored(self, allocation: Allocation, grade: str | None = None) -> Score:
        """Cells with a known share, of one grade or of all."""
        shares, known = allocation.matrix()
        at_regions = len(self.regions)
        among = known[:at_regions]
        if grade is not None:
            named = [one.grade == grade for one in allocation if one.region != REST]
            among = among & np.array(named).reshape(among.shape)
        return score(shares[:at_regions], self.usd, among)


def _grid(rows: pl.DataFrame, regions: Sequence[str], codes: Sequence[str]) -> Floats:
    grid = np.zeros((len(regions), len(codes)))
    at = (
        rows[column].cast(pl.Enum(names)).to_physical().to_numpy()
        for column, names in (("region", regions), ("code", codes))
    )
    grid[tuple(at)] = rows["value_usd"].to_numpy()
    return grid


def _level(
    level: Level, truth: _Truth, allocation: Allocation | None, evidence: Sequence[Evidence] | str
) -> LevelRecord:
    if allocation is None or isinstance(evidence, str):
        return LevelRecord(level, SOURCES[level], str(evidence), None)
    return LevelRecord(level, SOURCES[level], "", truth.scored(allocation))


def _grade(truth: _Truth, allocations: Sequence[Allocation], grade: str) -> Score | None:
    """The first, so the best, level alone that gives this grade."""
    scores = (truth.scored(one, grade) for one in allocations)
    return next((one for one in scores if one.cells), None)
