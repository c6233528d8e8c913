"""Silence as it falls: some countries stop reporting, so what they trade with each other vanishes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from karvan.engines.potential.silent.censored import Censored, censored
from karvan.engines.potential.silent.chapters import chapter_shares, overlap
from karvan.engines.potential.silent.features import Window, open_window
from karvan.engines.potential.silent.model import LEVELS, fit_carry
from karvan.engines.potential.silent.panel import Flags, Panel
from karvan.engines.potential.silent.record import SilentRecord
from karvan.engines.potential.silent.score import Score, Tried, by_size, joined, score
from karvan.engines.potential.silent.silence import NON_REPORTERS, draw, named
from karvan.errors import QuestionError
from karvan.model.progress import IsCancelled, Progress, checkpoint, never, silent

SCORED_FROM_USD = 1e7
SHOCK_YEARS = (2008, 2009, 2015, 2020, 2021, 2022)
"""Years in which world trade in current USD moved by more than a tenth, named before any run."""
PAST_WINDOWS = 3
_LEAST_VISIBLE = 500


def backtest_silent(
    pairs: pl.DataFrame,
    *,
    known_until: int,
    score_year: int,
    silent_share: float = 0.25,
    seeds: int = 10,
    progress: Progress = silent,
    cancelled: IsCancelled = never,
) -> SilentRecord:
    """Silence a seeded share of the countries after `known_until`, estimate what vanished, score it in `score_year`.

    `pairs`: year, exporter, importer, hs2_key, value_usd, as table `chapter_pairs`. Nothing of a vanished pair
    after `known_until` is used, nor anything of years after `score_year`. The baseline is the last value times
    the growth of visible world trade. Raises QuestionError for an unclean panel, years it lacks, a share that
    is no share, or too little that stays visible; Cancelled.
    """
    _check(silent_share, seeds, known_until, score_year)
    panel = Panel.of(pairs.filter(pl.col("year") <= score_year))
    _check_years(panel, known_until, score_year)
    years = known_until, score_year
    tried, bounds = [], []
    for seed in range(seeds):
        checkpoint(cancelled)
        progress("silence", seed, seeds + 1)
        one, bound = _silenced(panel, years, draw(panel, silent_share, seed), seed)
        tried.append(one)
        bounds.append(bound)
    progress("silence", seeds, seeds + 1)
    real, _ = _silenced(panel, years, named(panel, NON_REPORTERS), seeds)
    progress("silence", seeds + 1, seeds + 1)
    return SilentRecord(
        known_until=known_until,
        score_year=score_year,
        silent_share=silent_share,
        seeds=seeds,
        scored_from_usd=SCORED_FROM_USD,
        overall=score(joined(tried)),
        strata=_strata(panel, known_until, joined(tried)),
        non_reporters=score(real),
        censored=_together(bounds),
        shock_years=tuple(year for year in SHOCK_YEARS if known_until < year <= score_year),
        by_seed=tuple(_of_seed(seed, one) for seed, one in enumerate(tried)),
    )


@dataclass(frozen=True)
class _Case:
    """One draw: its window, the positions of the pairs that are scored, and what is visible."""

    window: Window
    chosen: np.ndarray[tuple[int], np.dtype[np.intp]]
    visible: Flags


def past_windows(panel: Panel, years: tuple[int, int], silent_flags: Flags) -> list[Window]:
    """The last windows of the same span that end by the first year; fewer where the panel begins too late."""
    span = years[1] - years[0]
    firsts = range(years[0] - span - PAST_WINDOWS + 1, years[0] - span + 1)
    return [
        open_window(panel, one, one + span, silent_flags)
        for one in firsts
        if one in panel.years and one + span in panel.years
    ]


def _silenced(panel: Panel, years: tuple[int, int], quiet: Flags, seed: int) -> tuple[Tried, Censored]:
    window = open_window(panel, *years, quiet)
    if int(((window.last_usd > 0) & ~window.is_hidden).sum()) < _LEAST_VISIBLE:
        raise QuestionError(
            "Fewer than {least} pairs stay visible from {first} to {last}.",
            fix="Silence a smaller share, or give a panel of more countries.",
            least=_LEAST_VISIBLE,
            first=years[0],
            last=years[1],
        )
    found = fit_carry(window, past_windows(panel, years, quiet), seed).estimate(window)
    hidden = np.flatnonzero(window.is_hidden & (window.base_log > np.log(SCORED_FROM_USD)))
    visible = ~(quiet[:, None] & quiet[None, :])
    shares = chapter_shares(panel, years, (window.exporters[hidden], window.importers[hidden]), visible)
    cells = shares * np.exp(found.central_log[hidden])[:, None]
    bound = censored(panel, years, window, hidden, cells)
    kept = window.last_usd[hidden] > 0
    listed = hidden[kept]
    pair = window.exporters[listed], window.importers[listed]
    actual = panel.by_chapter(years[1])[pair].astype(np.float64)
    last = panel.by_chapter(years[0])[pair].astype(np.float64)
    sides = [edge[level][listed] for level in LEVELS for edge in (found.lows_log, found.highs_log)]
    tried = Tried(
        exporter=pair[0],
        importer=pair[1],
        draw=np.full(len(listed), seed),
        base_log=window.base_log[listed],
        actual_log=np.log(window.last_usd[listed]),
        central_log=found.central_log[listed],
        baseline_log=window.base_log[listed] + window.world_log,
        bounds_log=np.column_stack(sides),
        chapters=overlap(shares[kept], actual),
        chapters_last=overlap(last / last.sum(axis=1, keepdims=True), actual),
    )
    return tried, bound


def _strata(panel: Panel, known_until: int, tried: Tried) -> dict[str, Score]:
    """By size, and by whether the two sides are among the quarter of countries that trade most."""
    totals = panel.totals[known_until]
    trade = totals.sum(axis=0) + totals.sum(axis=1)
    large = trade >= np.quantile(trade, 0.75)
    count = large[tried.exporter].astype(int) + large[tried.importer]
    sides = {"no side large": count == 0, "one side large": count == 1, "both sides large": count == 2}
    return {**by_size(tried), **{name: score(tried.part(inside)) for name, inside in sides.items()}}


def _together(bounds: list[Censored]) -> Censored:
    cells = sum(one.cells for one in bounds)

    def mean(name: str) -> float | None:
        told = [(getattr(one, name), one.cells) for one in bounds if one.cells]
        return sum(value * count for value, count in told) / cells if cells else None

    return Censored(cells, mean("respected"), mean("respected_last"), sum(one.pairs for one in bounds))


def _of_seed(seed: int, tried: Tried) -> tuple[int, int, float | None, float | None]:
    found = score(tried)
    return seed, found.pairs, found.median_factor, found.baseline_median_factor


def _check(silent_share: float, seeds: int, known_until: int, score_year: int) -> None:
    if not 0 < silent_share < 1:
        raise QuestionError("The silent share must lie between 0 and 1.", where="silent_share")
    if seeds < 1:
        raise QuestionError("At least one draw is needed.", where="seeds")
    if score_year <= known_until:
        raise QuestionError("The score year must come after the last known year.", where="score_year")


def _check_years(panel: Panel, *years: int) -> None:
    for year in years:
        if year not in panel.years:
            raise QuestionError(
                "The pairs hold no trade of {year}.",
                fix="Give years from {first} to {last}.",
                year=year,
                first=panel.years[0] if panel.years else "-",
                last=panel.years[-1] if panel.years else "-",
            )
