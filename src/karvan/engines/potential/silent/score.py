"""Estimates of vanished pairs against what became of them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from karvan.engines.potential.silent.model import LEVELS
from karvan.engines.potential.silent.panel import Flags, Floats, Places

_DRAWS = 1000
_EDGES = (1e8, 1e9)
CLASSES = ("10-100 M", "100 M-1 bn", "above 1 bn")
ENOUGH = 20


@dataclass(frozen=True)
class Tried:
    """N pairs of one or several draws: places, logs of the first year, the last year (listed), estimate and
    baseline, N x 6 log bounds (low and high of each level), overlap of chapters of estimate and last shares."""

    exporter: Places
    importer: Places
    draw: Places
    base_log: Floats
    actual_log: Floats
    central_log: Floats
    baseline_log: Floats
    bounds_log: Floats
    chapters: Floats
    chapters_last: Floats

    def part(self, inside: Flags) -> Tried:
        """Some of the pairs."""
        return Tried(*(getattr(self, name)[inside] for name in self.__dataclass_fields__))


@dataclass(frozen=True)
class Score:
    """A median factor is exp(median |ln(estimate / actual)|). `lead` = ours / baseline with its 95 % interval,
    by drawing whole exporters again; None below ENOUGH pairs, where no figure stands for anything."""

    pairs: int
    median_factor: float | None = None
    baseline_median_factor: float | None = None
    lead: tuple[float, float, float] | None = None
    beats_baseline: bool | None = None
    bias_factor: float | None = None
    within_2x: float | None = None
    baseline_within_2x: float | None = None
    coverage_50: float | None = None
    coverage_80: float | None = None
    coverage_95: float | None = None
    chapter_overlap: float | None = None
    chapter_overlap_last_year: float | None = None

    def to_json(self) -> dict[str, Any]:
        """Plain numbers."""
        return asdict(self)


def joined(parts: list[Tried]) -> Tried:
    """All draws in one."""
    return Tried(
        *(np.concatenate([getattr(one, name) for one in parts]) for name in Tried.__dataclass_fields__)
    )


def score(tried: Tried) -> Score:
    """The measures over all pairs of `tried`."""
    count = len(tried.base_log)
    if count < ENOUGH:
        return Score(count)
    error, usual = tried.central_log - tried.actual_log, tried.baseline_log - tried.actual_log
    lead = _lead(np.abs(error), np.abs(usual), tried.exporter)
    inside = _inside(tried)
    return Score(
        pairs=count,
        median_factor=_median_factor(error),
        baseline_median_factor=_median_factor(usual),
        lead=lead,
        beats_baseline=lead[2] < 1.0,
        bias_factor=float(np.exp(np.median(error))),
        within_2x=_within_2x(error),
        baseline_within_2x=_within_2x(usual),
        **{f"coverage_{level}": float(inside[:, at].mean()) for at, level in enumerate(LEVELS)},
        chapter_overlap=float(tried.chapters.mean()),
        chapter_overlap_last_year=float(tried.chapters_last.mean()),
    )


def by_size(tried: Tried) -> dict[str, Score]:
    """Scores by size in the first year, and by actual size in the last."""
    found: dict[str, Score] = {}
    for word, logs in (("first year", tried.base_log), ("actual", tried.actual_log)):
        classes = np.digitize(logs, np.log(_EDGES))
        found |= {f"{word} {name}": score(tried.part(classes == at)) for at, name in enumerate(CLASSES)}
    return found


def _inside(tried: Tried) -> Flags:
    actual = tried.actual_log[:, None]
    return np.asarray((tried.bounds_log[:, 0::2] <= actual) & (actual <= tried.bounds_log[:, 1::2]))


def _median_factor(error: Floats) -> float:
    return float(np.exp(np.median(np.abs(error))))


def _within_2x(error: Floats) -> float:
    return float((np.abs(error) <= np.log(2.0)).mean())


def _lead(ours: Floats, usual: Floats, exporter: Places) -> tuple[float, float, float]:
    """Ratio of the median factors and its interval; pairs of one exporter share its fate, so they go together."""
    order = np.argsort(exporter, kind="stable")
    groups = np.split(order, np.flatnonzero(np.diff(exporter[order])) + 1)
    random = np.random.default_rng(0)
    ratios = []
    for _ in range(_DRAWS):
        rows = np.concatenate([groups[at] for at in random.integers(0, len(groups), len(groups))])
        ratios.append(np.exp(np.median(ours[rows]) - np.median(usual[rows])))
    low, high = np.quantile(ratios, (0.025, 0.975))
    return float(np.exp(np.median(ours) - np.median(usual))), float(low), float(high)
