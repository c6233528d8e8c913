"""Totals of pairs that nobody reports, for use: from the store's totals alone or with single flows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import polars as pl

from karvan.engines.potential.unseen.checks import checked, enough
from karvan.engines.potential.unseen.layout import mask_of, world_of_totals
from karvan.engines.potential.unseen.model import Guess, Settings, estimate_pairs
from karvan.engines.potential.unseen.world import Flags, World
from karvan.errors import QuestionError

_BOUNDS = ("low_50_usd", "high_50_usd", "low_80_usd", "high_80_usd", "low_95_usd", "high_95_usd")
_PAIR = ["exporter", "importer"]


def estimate_unseen(
    observed: pl.DataFrame,
    exporter_products: pl.DataFrame,
    importer_products: pl.DataFrame,
    distances: pl.DataFrame,
    size: Mapping[str, Sequence[float]],
    wanted: pl.DataFrame,
    *,
    silent: frozenset[str] = frozenset(),
    seed: int = 0,
    settings: Settings | None = None,
) -> pl.DataFrame:
    """Estimated totals (current USD of the year of `observed`) of the `wanted` pairs, none of them observed.

    `observed`: exporter, importer, value_usd > 0, one row per pair; `exporter_products` and
    `importer_products`: country, hs6, value_usd of the same year and pairs; `distances`: the store's table;
    `size`: positive country figures (GDP in USD, persons), same order for all; `silent`: countries that report
    nothing, between whom an absent figure is no zero. Returns one row per wanted pair, in its order: exporter,
    importer, status (estimated, unknown), estimate_usd, low/high_50/80/95_usd; null when a side has no visible
    trade of the kind. An estimate reads «given that they trade more than settings.floor_usd».
    Raises QuestionError for a wanted pair that is observed or asked twice, UnreadableInput for unclean tables
    or fewer than 500 observed pairs above the floor.
    """
    chosen = replace(settings or Settings(), with_reverse=False)
    world = world_of_totals(
        checked(observed, "observed", _PAIR),
        checked(exporter_products, "exporter_products", ["exporter", "hs6"]),
        checked(importer_products, "importer_products", ["importer", "hs6"]),
        distances,
        size,
        silent,
    )
    asked = wanted.select(_PAIR)
    _refuse(world, observed, asked, chosen)
    known = _placeable(world, asked)
    mask = mask_of(world.countries, asked.filter(known))
    unseen = replace(world, visible=world.visible & ~mask)
    figures = _frame(world, mask, estimate_pairs(unseen, mask, seed, chosen)) if mask.any() else None
    return _answer(asked, figures)


def _refuse(world: World, observed: pl.DataFrame, asked: pl.DataFrame, settings: Settings) -> None:
    if asked.is_duplicated().any():
        raise QuestionError("A pair is wanted twice.", fix="Ask for each pair once.")
    seen = asked.join(observed, on=_PAIR, how="semi")
    if seen.height:
        raise QuestionError("{pair} is observed: nothing to estimate.", pair="-".join(seen.row(0)))
    enough(int((world.totals > settings.floor_usd).sum()))


def _placeable(world: World, asked: pl.DataFrame) -> pl.Series:
    sellers = [code for code, row in zip(world.countries, world.exports, strict=True) if row.any()]
    buyers = [code for code, row in zip(world.countries, world.imports, strict=True) if row.any()]
    return (
        asked["exporter"].is_in(sellers)
        & asked["importer"].is_in(buyers)
        & (asked["exporter"] != asked["importer"])
    )


def _frame(world: World, mask: Flags, guess: Guess) -> pl.DataFrame:
    rows, cols = np.nonzero(mask)
    names = np.array(world.countries)
    bounds = {name: np.exp(guess.log_bounds[:, at]) for at, name in enumerate(_BOUNDS)}
    return pl.DataFrame(
        {
            "exporter": names[rows].tolist(),
            "importer": names[cols].tolist(),
            "estimate_usd": np.exp(guess.log_usd),
            **bounds,
        }
    )


def _answer(asked: pl.DataFrame, figures: pl.DataFrame | None) -> pl.DataFrame:
    columns = ("estimate_usd", *_BOUNDS)
    if figures is None:
        table = asked.with_columns(pl.lit(None, pl.Float64).alias(name) for name in columns)
    else:
        table = asked.join(figures, on=_PAIR, how="left", maintain_order="left")
    status = pl.when(pl.col("estimate_usd").is_null()).then(pl.lit("unknown")).otherwise(pl.lit("estimated"))
    return table.select(*_PAIR, status.alias("status"), *columns)
