"""Records of the back-tests as lines for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from karvan.cli.output import line, table
from karvan.cli.words import marked

_REGION_HEADINGS = ("evidence", "cells", "overlap", "median factor", "within 2x")
_HEADINGS = ("", "pairs", "median factor", "baseline", "within 2x", "80 % covers")


def silent_lines(record: Mapping[str, Any]) -> list[str]:
    """The overall figures, whether they beat the baseline, and the strata."""
    lead = record["lead"]
    parts = {"all": record, **record["strata"], "real non-reporters": record["non_reporters"]}
    rows = [
        (
            name,
            one["pairs"],
            figure(one["median_factor"]),
            figure(one["baseline_median_factor"]),
            figure(one["within_2x"]),
            figure(one["coverage_80"]),
        )
        for name, one in parts.items()
    ]
    words = (
        marked("Ours over baseline: {ratio} (95 % interval {low} to {high}): better.")
        if record["beats_baseline"]
        else marked("Ours over baseline: {ratio} (95 % interval {low} to {high}): not shown to be better.")
    )
    said = line(words, ratio=figure(lead[0]), low=figure(lead[1]), high=figure(lead[2])) if lead else ""
    gone = record["censored"]
    return [
        line(
            marked("Silence after {first}, estimated for {last}: {share} of the countries, {seeds} draws."),
            first=record["known_until"],
            last=record["score_year"],
            share=f"{record['silent_share']:.0%}",
            seeds=record["seeds"],
        ),
        *table(_HEADINGS, rows),
        said or line(marked("Too few pairs to compare with the baseline.")),
        line(
            marked("Chapters: shares overlap by {ours}; last year's shares by {last}."),
            ours=figure(record["chapter_overlap"]),
            last=figure(record["chapter_overlap_last_year"]),
        ),
        line(
            marked(
                "No longer listed: {cells} cells; {ours} of the estimates respect the fifth place ({last} of last values)."
            ),
            cells=gone["cells"],
            ours=figure(gone["respected"]),
            last=figure(gone["respected_last"]),
        ),
    ]


def unseen_lines(record: Mapping[str, Any]) -> list[str]:
    """The headline and the strata."""
    head = {"above 10 M USD": record, **record["strata"]}
    rows = [
        (
            name,
            one["pairs"],
            figure(one["median_factor"]),
            figure(one["within_2x"]),
            figure(one["coverage_80"]),
        )
        for name, one in head.items()
    ]
    words = line(marked("Hidden: {hidden}, {folds} folds."), hidden=record["hidden"], folds=record["folds"])
    return [words, *table(("", "pairs", "median factor", "within 2x", "80 % covers"), rows)]


def spread_lines(record: Mapping[str, Any]) -> list[str]:
    """Overlap of shares by method."""
    parts = {"all": record["all_pairs"], "named": record["named_pairs"], **record["by_size"]}
    methods = list(record["all_pairs"]["mean"])
    rows = [
        (name, one["pairs"], *(figure(one["mean"][method]) for method in methods))
        for name, one in parts.items()
    ]
    leads = [
        line(
            marked("Lead over {method}: {lead} ({low} to {high})"),
            method=method,
            lead=figure(lead[0]),
            low=figure(lead[1]),
            high=figure(lead[2]),
        )
        for method, lead in record["all_pairs"]["lead"].items()
    ]
    return [*table(("", "pairs", *methods), rows), *leads]


def flows_lines(record: Mapping[str, Any]) -> list[str]:
    """Mean of each measure by score, then the leads of the learned score."""
    measures = list(next(iter(record["mean"].values())))
    rows = [(score, *(figure(one[name]) for name in measures)) for score, one in record["mean"].items()]
    leads = [(score, *(_lead(one[name]) for name in measures)) for score, one in record["lead"].items()]
    return [
        line(
            marked("Survivors hold {share} of the first year's imports."),
            share=figure(record["survivorship"]),
        ),
        *table(("score", *measures), rows),
        line(marked("Lead of the learned score (95 % interval over markets):")),
        *table(("over", *measures), leads),
    ]


def region_lines(record: Mapping[str, Any]) -> list[str]:
    """Each kind of evidence alone, the best of all, equal shares, then what stands beside each grade."""
    best = {key: record[key] for key in ("cells", "overlap", "median_factor", "within_2x")}
    parts = {**record["levels"], "best evidence": best, "equal shares": record["baseline"]}
    grades = {name: {} if isinstance(one, str) else one for name, one in record["grades"].items()}
    return [
        line(
            marked("{regions} regions, {products} products, {period} from {earlier}."),
            regions=record["regions"],
            products=record["products"],
            period=record["score_year"] or "-",
            earlier=record["evidence_year"] or "-",
        ),
        *table(_REGION_HEADINGS, _region_rows(parts)),
        "",
        *table(("grade", *_REGION_HEADINGS[1:]), _region_rows(grades)),
    ]


def _region_rows(parts: Mapping[str, Mapping[str, Any]]) -> list[tuple[object, ...]]:
    measures = ("overlap", "median_factor", "within_2x")
    return [
        (name, one.get("cells", 0), *(figure(one.get(measure)) for measure in measures))
        for name, one in parts.items()
    ]


def figure(value: float | None) -> str:
    """Three digits, or not tested."""
    return line(marked("not tested")) if value is None else f"{value:.3f}"


def _lead(value: list[float] | tuple[float, ...] | None) -> str:
    return figure(None) if value is None else f"{value[0]:+.3f} ({value[1]:+.3f} to {value[2]:+.3f})"
