"""The unseen part of world trade, estimated: pairs, their chapters, their products, and what these add up to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from karvan.engines.potential.restore.additions import exporter_additions, importer_additions
from karvan.engines.potential.restore.carry import (
    Setting,
    carry_large,
    carry_others,
    last_listed,
    world_years,
)
from karvan.engines.potential.restore.coverage import fit_whole
from karvan.engines.potential.restore.detail import chapters_of, last_chapters, subheadings
from karvan.engines.potential.restore.listing import PAIR, by_chapter, listed
from karvan.engines.potential.restore.never import NeverListed, never_listed
from karvan.engines.potential.silent.panel import Panel
from karvan.engines.potential.spread import profiles_of_flows
from karvan.engines.potential.unseen.layout import world_of_flows
from karvan.model.progress import IsCancelled, Progress, checkpoint, never, silent

METHOD = "restore/1"
TESTED_FROM_USD = 1e7
SEED = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything visible of one year: complete `flows` (exporter, importer, hs6, value_usd), `pairs` (table
    pair_totals), the countries inferred `silent`, the chapter `history` (table chapter_pairs), all `imports` of earlier
    years (country, year, value_usd), `distances`, and `size` (GDP in USD, persons) by country."""

    year: int
    flows: pl.DataFrame
    pairs: pl.DataFrame
    silent: frozenset[str]
    history: pl.DataFrame
    imports: pl.DataFrame
    distances: pl.DataFrame
    size: Mapping[str, Sequence[float]]


@dataclass(frozen=True, slots=True)
class Restored:
    """The tables of source `estimates` (store.tables) and the coverage that was measured on the way."""

    tables: Mapping[str, pl.DataFrame]
    coverage: Mapping[str, Any]


def restore(seen: Seen, *, progress: Progress = silent, cancelled: IsCancelled = never) -> Restored:
    """Estimate every pair that neither side reports, by chapter and by product.

    Raises UnreadableInput on unclean or too few flows, QuestionError on an unclean history, Cancelled.
    """
    unseen = seen.pairs.filter(pl.col("status") == "not_observed").select(PAIR)
    last = last_listed(seen.history, seen.year, unseen)
    steps = 4
    progress("estimate carried pairs", 0, steps)
    carried = _carried(seen, last)
    checkpoint(cancelled)
    progress("estimate pairs never listed", 1, steps)
    gravity = _never(seen, unseen.join(last, on=PAIR, how="anti"))
    checkpoint(cancelled)
    progress("spread estimates to products", 2, steps)
    pairs = _pairs(carried, gravity.pairs, world_years(seen.history))
    shares = last_chapters(seen.history, last)
    known = profiles_of_flows(seen.flows.select(*PAIR, "hs6", "value_usd"), seen.distances, seen.size)
    chapters = chapters_of(pairs, shares, known)
    flows = subheadings(chapters, known)
    progress("estimates", steps, steps)
    return Restored(
        {
            name: _dated(frame, seen.year)
            for name, frame in {
                "pair_estimates": pairs,
                "chapter_estimates": chapters,
                "flow_estimates": flows,
                "exporter_product_estimates": exporter_additions(flows),
                "importer_product_estimates": importer_additions(flows, seen.distances),
            }.items()
        },
        {"years": [seen.year], "never_listed_coverage": gravity.coverage},
    )


def _carried(seen: Seen, last: pl.DataFrame) -> pl.DataFrame:
    cells = by_chapter(seen.flows)
    as_listed = listed(cells)
    now = as_listed.with_columns(pl.lit(seen.year).alias("year"))
    panel = Panel.of(pl.concat([seen.history.select(now.columns), now], how="vertical_relaxed"))
    setting = Setting(
        panel=panel,
        year=seen.year,
        silent=np.array([country in seen.silent for country in panel.countries]),
        whole=fit_whole(cells, as_listed),
        visible=_visible(seen).join(last_listed(seen.history, seen.year, _visible(seen)), on=PAIR),
        growth_log=_growth_log(seen),
    )
    return pl.concat([carry_large(setting, last), carry_others(setting, last)]).sort(PAIR)


def _growth_log(seen: Seen) -> dict[int, float]:
    """What countries that report import, whose trade is therefore all visible, over what they imported before."""
    now = seen.flows.group_by("importer").agg(pl.col("value_usd").sum().alias("now"))
    told = now.filter(~pl.col("importer").is_in(sorted(seen.silent)))
    both = seen.imports.rename({"country": "importer"}).join(told, on="importer")
    sums = both.group_by("year").agg(pl.col("value_usd").sum(), pl.col("now").sum())
    return {year: float(np.log(after / before)) for year, before, after in sums.iter_rows()}


def _visible(seen: Seen) -> pl.DataFrame:
    """Pairs whose figure of the year is known; 0 where a side reports and declares nothing."""
    told = seen.pairs.filter(pl.col("status").is_in(["observed", "no_flow"]))
    return told.select(*PAIR, pl.col("value_usd").fill_null(0.0))


def _never(seen: Seen, wanted: pl.DataFrame) -> NeverListed:
    world = world_of_flows(seen.flows, seen.distances, seen.size, seen.silent)
    visible = _visible(seen)
    ever = last_listed(seen.history, seen.year, visible)
    return never_listed(world, visible.join(ever, on=PAIR, how="anti"), wanted, SEED)


def _pairs(carried: pl.DataFrame, gravity: pl.DataFrame, world: frozenset[int]) -> pl.DataFrame:
    """All pairs with the test that covers them: below 10 M USD none does."""
    by_model = pl.col("last_year").is_in(sorted(world))
    tested = (
        pl.when(pl.col("last_usd") < TESTED_FROM_USD)
        .then(pl.lit("not_tested"))
        .when(by_model)
        .then(pl.lit("silent"))
        .otherwise(pl.lit("past_windows"))
    )
    parts = [
        carried.with_columns(pl.lit("carried").alias("basis"), tested.alias("tested")),
        gravity.with_columns(pl.lit("gravity").alias("basis"), pl.lit("never_listed").alias("tested")),
    ]
    return pl.concat(parts, how="diagonal_relaxed").sort(PAIR)


def _dated(frame: pl.DataFrame, year: int) -> pl.DataFrame:
    return frame.with_columns(pl.lit(year, dtype=pl.Int16).alias("year"))
