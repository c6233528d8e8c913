"""Held-out pairs: their chapter totals are kept, their subheadings estimated and compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import polars as pl

from karvan.engines.potential.spread.draw import CLASSES, Pair, draw_pairs, size_class
from karvan.engines.potential.spread.fit import fit
from karvan.engines.potential.spread.profiles import Floats, Profiles, index, profiles_of_flows, summed
from karvan.engines.potential.spread.record import Inputs, SpreadRecord
from karvan.engines.potential.spread.score import PairScore, overlap, summary
from karvan.engines.potential.spread.shares import Exponents, Group, evidence, group
from karvan.engines.potential.spread.spread import CHAPTER_KEYS, ChapterOf, chapter_places
from karvan.engines.potential.unseen.checks import checked_flows
from karvan.errors import QuestionError
from karvan.model.progress import IsCancelled, Progress, checkpoint, never, silent

NAMED: tuple[Pair, ...] = (("IRN", "UZB"), ("IRN", "ARM"), ("IRN", "TUR"))


@dataclass(frozen=True, slots=True)
class _Case:
    """A pair's chapters as they are asked for, and the true shares."""

    groups: list[Group]
    truths: list[Floats]


def backtest_spread(
    flows: pl.DataFrame,
    distances: pl.DataFrame,
    size: Mapping[str, Sequence[float]],
    *,
    chapters: Literal["hs2", "mixed"] = "hs2",
    inputs: Inputs = "bundle",
    named: Sequence[Pair] = NAMED,
    others: int = 50,
    training: int = 400,
    seed: int = 0,
    progress: Progress = silent,
    cancelled: IsCancelled = never,
) -> SpreadRecord:
    """Hide the `named` pairs and `others` drawn by `seed` together, learn on `training` more, score overlap.

    `flows`: exporter, importer, hs6, value_usd of one year; `distances`: the store's table; `size`: GDP (USD)
    and persons per country. Hidden pairs are taken out of every margin and flow before anything is learned;
    a training pair is taken out of its own profiles. Raises UnreadableInput on unclean or too few flows,
    QuestionError when a named pair has no flow, Cancelled.
    """
    clean = checked_flows(flows)
    totals = summed(clean, "exporter", "importer")
    hidden = [*named, *draw_pairs(totals, others, named, seed)]
    teach = draw_pairs(totals, training, hidden, seed + 1)
    asked = pl.DataFrame(hidden, schema=["exporter", "importer"], orient="row")
    seen = profiles_of_flows(clean.join(asked, on=["exporter", "importer"], how="anti"), distances, size)
    truth = _details(clean, [*hidden, *teach])
    key = CHAPTER_KEYS[chapters]
    cases = {}
    for at, pair in enumerate([*hidden, *teach]):
        checkpoint(cancelled)
        progress("lay out pairs", at, len(hidden) + len(teach))
        cases[pair] = _case(pair, truth.get(pair), seen, key, inputs == "full")
    progress("learn the blend", 0, 0)
    found = _learn([cases[pair] for pair in teach])
    scores = tuple(_score(pair, cases[pair], found) for pair in hidden)
    return _record(scores, found, chapters, inputs, len(teach), len(named), seed)


def _details(flows: pl.DataFrame, pairs: Sequence[Pair]) -> dict[Pair, pl.DataFrame]:
    wanted = pl.DataFrame(pairs, schema=["exporter", "importer"], orient="row")
    parts = flows.join(wanted, on=["exporter", "importer"], how="semi").partition_by(
        "exporter", "importer", as_dict=True
    )
    return {(str(key[0]), str(key[1])): part for key, part in parts.items()}


def _case(pair: Pair, flows: pl.DataFrame | None, seen: Profiles, key: ChapterOf, with_rivals: bool) -> _Case:
    places = chapter_places(seen, key)
    if flows is None:
        raise QuestionError(
            "{pair} has no flow in the table; it cannot be held out.",
            pair="-".join(pair),
            fix="Give the flows of the whole world in one year.",
        )
    inside = flows.filter(pl.col("hs6").is_in(list(seen.products)))
    true = np.zeros(len(seen.products))
    true[index(inside["hs6"], seen.products)] = inside["value_usd"].to_numpy()
    home, market = (seen.countries.index(code) for code in pair)
    rows = evidence(seen, home, market, with_rivals)
    totals = _chapter_totals(flows, key)
    traded = [(places[at], total) for at, total in totals.items() if at in places]
    groups = [group(rows, at, total) for at, total in traded]
    return _Case(groups, [true[at] / total for at, total in traded])


def _chapter_totals(flows: pl.DataFrame, key: ChapterOf) -> dict[str, float]:
    # A subheading that only hidden pairs trade is not in the seen world: its value stays in the total, as missed.
    totals: dict[str, float] = {}
    for hs6, value in flows.select("hs6", "value_usd").sort("hs6").rows():
        totals[key(hs6)] = totals.get(key(hs6), 0.0) + value
    return totals


def _learn(cases: Sequence[_Case]) -> Exponents:
    weights = []
    for one in cases:
        total = sum(part.total_usd for part in one.groups)
        weights += [part.total_usd / total for part in one.groups]
    groups = [part for one in cases for part in one.groups]
    return fit(groups, [truth for one in cases for truth in one.truths], weights)


def _score(pair: Pair, case: _Case, found: Exponents) -> PairScore:
    total = sum(one.total_usd for one in case.groups)
    figures = overlap(case.groups, case.truths, found)
    return PairScore(*pair, total, len(case.groups), size_class(total), figures)


def _record(
    scores: tuple[PairScore, ...],
    found: Exponents,
    chapters: str,
    inputs: Inputs,
    training: int,
    named: int,
    seed: int,
) -> SpreadRecord:
    classes = {name: [one for one in scores[named:] if one.size_class == name] for name in CLASSES}
    return SpreadRecord(
        chapters=chapters,
        inputs=inputs,
        seed=seed,
        training_pairs=training,
        exponents=found,
        all_pairs=summary(scores, seed),
        named_pairs=summary(scores[:named], seed),
        by_size={name: summary(part, seed) for name, part in classes.items() if part},
        pairs=scores,
    )
