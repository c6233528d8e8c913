"""New flows between two years: which scores of the first year rank the cells that came alive."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import polars as pl

from karvan.engines.potential.new_flows.candidates import RULE, Candidates, candidates
from karvan.engines.potential.new_flows.learned import Context, context, features, learn
from karvan.engines.potential.new_flows.metrics import lead, mean_of, pooled, quality
from karvan.engines.potential.new_flows.panel import Flags, Panel, panel
from karvan.engines.potential.new_flows.record import FlowsRecord, Lead, MarketResult, Part
from karvan.engines.potential.new_flows.scores import PLAIN, ScoreTable, plain_scores, space
from karvan.errors import QuestionError
from karvan.model.progress import IsCancelled, Progress, checkpoint, never, silent

# Named before the first run: the eight of the order, then neighbours, large buyers and distant ones.
MARKETS = (
    *("UZB", "ARM", "TUR", "KAZ", "PAK", "AZE", "GEO", "IND"),
    *("RUS", "KGZ", "CHN", "KWT", "QAT", "SAU", "EGY", "ITA", "POL", "VNM", "BRA", "ZAF"),
)
SCORES = (*PLAIN, "learned")
MEASURES = ("auc", "average_precision", "precision_50", "precision_50_by_exporter")
_FLOWS_OF_A_TEACHER = 1000


def backtest_flows(
    flows: pl.DataFrame,
    distances: pl.DataFrame,
    markets: Sequence[str] = MARKETS,
    *,
    silent_2017: frozenset[str] = frozenset(),
    silent_2024: frozenset[str] = frozenset(),
    home: str = "IRN",
    teachers: int = 40,
    imports_2017_usd: float | None = None,
    seed: int = 0,
    progress: Progress = silent,
    cancelled: IsCancelled = never,
) -> FlowsRecord:
    """Score every candidate cell of `markets` by what was seen in 2017 and compare with what is alive in 2024.

    `flows`: exporter, importer, hs6, value_2017_usd, first_year_seen (one row per key); `distances`: the
    store's table; `silent_*`: countries inferred not to report (karvan.cube.reporting) in either year;
    `teachers`: how many other importers, steady and drawn by `seed`, the learned score is fitted on;
    `imports_2017_usd`: all imports of the file's importers in 2017, survivors and dead, for the survivorship.
    Raises UnreadableInput on unclean flows, QuestionError for unknown or too few importers, Cancelled.
    """
    changed = silent_2017 ^ silent_2024
    teaching = _teachers(flows, {*markets, *changed}, teachers, seed)
    world = panel(flows, distances, [*markets, *teaching], changed)
    about = context(world, space(world))
    checkpoint(cancelled)
    model = learn(world, about, teaching, seed)
    results = []
    for at, market in enumerate(markets):
        checkpoint(cancelled)
        progress("rank cells", at, len(markets))
        results.append(_market(world, about, model, market, home))
    progress("rank cells", len(markets), len(markets))
    steady = [one.steady for one in results if one.steady.cells]
    return FlowsRecord(
        rule=RULE,
        markets=tuple(results),
        mean=_means(steady),
        lead={score: {name: _lead(steady, score, name, seed) for name in MEASURES} for score in PLAIN},
        mean_seen=_means([one.seen for one in results]),
        calibration=pooled([one.scores["learned"].deciles for one in steady]),
        teachers=tuple(teaching),
        changed=tuple(sorted(changed)),
        home=home,
        seed=seed,
        survivorship=float(world.value.sum()) / imports_2017_usd if imports_2017_usd else None,
    )


def _teachers(flows: pl.DataFrame, left_out: set[str], count: int, seed: int) -> list[str]:
    seen = flows.filter(pl.col("value_2017_usd").is_not_null()).group_by("importer").len()
    large = seen.filter(pl.col("len") >= _FLOWS_OF_A_TEACHER)["importer"]
    pool = sorted(set(large) - left_out)
    if len(pool) < count:
        raise QuestionError(
            "{found} other importers have flows enough to learn from; {count} are asked for.",
            found=len(pool),
            count=count,
            fix="Give the flows of the whole world with their first years.",
        )
    return sorted(map(str, np.random.default_rng(seed).choice(pool, count, replace=False)))


def _market(world: Panel, about: Context, model: Any, market: str, home: str) -> MarketResult:
    cells = candidates(world, market, steady=False)
    scores = plain_scores(world, about.known, cells)
    scores["learned"] = model.predict_proba(features(world, about, cells))[:, 1]
    strict = candidates(world, market, steady=True)
    at = world.countries.index(market)
    steady = ~(world.changed[cells.seller] | world.changed[at])
    own = cells.seller == (world.countries.index(home) if home in world.countries else -1)
    return MarketResult(
        market=market,
        reporting_changed=bool(world.changed[at]),
        steady=_part(cells, scores, steady, strict.pairs, strict.excluded),
        seen=_part(cells, scores, np.ones(len(own), bool), cells.pairs, cells.excluded),
        home=_part(cells, scores, own, int(own.any()), 0),
    )


def _part(cells: Candidates, scores: ScoreTable, inside: Flags, pairs: int, excluded: int) -> Part:
    came, seller = cells.came[inside], cells.seller[inside]
    found = {
        name: quality(score[inside], came, seller, is_chance=name == "learned")
        for name, score in scores.items()
    }
    return Part(pairs, len(came), int(came.sum()), excluded, found)


def _values(parts: Sequence[Part], score: str, measure: str) -> list[float | None]:
    return [getattr(one.scores[score], measure) for one in parts]


def _means(parts: Sequence[Part]) -> dict[str, dict[str, float | None]]:
    return {score: {name: mean_of(_values(parts, score, name)) for name in MEASURES} for score in SCORES}


def _lead(parts: Sequence[Part], score: str, measure: str, seed: int) -> Lead:
    both = zip(_values(parts, "learned", measure), _values(parts, score, measure), strict=True)
    return lead([(a, b) for a, b in both if a is not None and b is not None], seed)
