"""Estimated pairs by subheading: their chapters first, then each chapter spread, all adding up to the pair."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl

from karvan.engines.potential.restore.listing import PAIR
from karvan.engines.potential.spread import CHAPTER_KEYS, FULL, Profiles, spread_chapters
from karvan.engines.potential.spread.profiles import Floats
from karvan.engines.potential.spread.spread import chapter_places

LEAST_USD = 1.0
_SCHEMA = {"exporter": pl.String, "importer": pl.String, "hs2_key": pl.String, "value_usd": pl.Float64}


def chapters_of(pairs: pl.DataFrame, shares: pl.DataFrame, known: Profiles) -> pl.DataFrame:
    """exporter, importer, hs2_key, value_usd of `pairs` (exporter, importer, value_usd).

    A pair's total falls on its chapters by `shares` (exporter, importer, hs2_key, share), where it has any in
    chapters that the release knows; else as world shares would have it. Amounts below a dollar are left out
    and the others scaled, so that they add up to the pair's total in whole dollars.
    """
    places = chapter_places(known, CHAPTER_KEYS["mixed"])
    told = pairs.join(shares.filter(pl.col("hs2_key").is_in(list(places))), on=PAIR)
    expected = _expected(pairs.join(told, on=PAIR, how="anti"), known, places)
    rows = pl.concat([told.select(*PAIR, "hs2_key", "share", "value_usd"), expected])
    return _dollars(rows).sort(*PAIR, "hs2_key")


def last_chapters(history: pl.DataFrame, last: pl.DataFrame) -> pl.DataFrame:
    """exporter, importer, hs2_key, share of each pair's listed chapters in its last year."""
    year = last.select(*PAIR, pl.col("last_year").alias("year"))
    rows = history.filter(pl.col("value_usd") > 0).join(year, on=[*PAIR, "year"])
    return rows.select(
        *PAIR, "hs2_key", (pl.col("value_usd") / pl.col("value_usd").sum().over(PAIR)).alias("share")
    )


def _dollars(rows: pl.DataFrame) -> pl.DataFrame:
    """Shares times totals; the largest chapter takes what rounding leaves."""
    total = pl.col("value_usd").round(0)
    share = pl.col("share") / pl.col("share").sum().over(PAIR)
    value = (total * share).floor()
    first = pl.col("share").rank("ordinal", descending=True).over(PAIR) == 1
    left = total - value.sum().over(PAIR)
    whole = rows.with_columns(pl.when(first).then(value + left).otherwise(value).alias("value_usd"))
    return whole.filter(pl.col("value_usd") >= LEAST_USD).select(list(_SCHEMA))


def _expected(pairs: pl.DataFrame, known: Profiles, places: Mapping[str, Any]) -> pl.DataFrame:
    """Chapter shares of pairs without a history: sum_k x_ik m_jk / w_k over the subheadings of each chapter."""
    sells = known.exports / np.where(known.world > 0, known.world, 1.0)
    at = {code: place for place, code in enumerate(known.countries)}
    rows = [
        (home, market, key, share, value)
        for home, market, value in pairs.select(*PAIR, "value_usd").iter_rows()
        for key, share in _shares(sells[at[home]] * known.imports[at[market]], places).items()
    ]
    schema = {**_SCHEMA, "share": pl.Float64}
    names = (*PAIR, "hs2_key", "share", "value_usd")
    return pl.DataFrame(rows, schema={name: schema[name] for name in names}, orient="row")


def _shares(expected: Floats, places: Mapping[str, Any]) -> dict[str, float]:
    sums = {key: float(expected[at].sum()) for key, at in places.items()}
    return {key: value / sum(sums.values()) for key, value in sums.items() if value > 0}


def subheadings(chapters: pl.DataFrame, known: Profiles) -> pl.DataFrame:
    """exporter, importer, hs6, value_usd of `chapters` (exporter, importer, hs2_key, value_usd)."""
    given = chapters.rename({"hs2_key": "chapter"})
    return spread_chapters(given, known, chapter_of=CHAPTER_KEYS["mixed"], exponents=FULL)
