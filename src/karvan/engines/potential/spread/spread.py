"""Chapter totals of a pair spread to subheadings, in whole dollars that add up to them."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import polars as pl

from karvan.engines.potential.spread.profiles import Floats, Profiles
from karvan.engines.potential.spread.shares import Exponents, evidence, group, shares
from karvan.errors import QuestionError, UnreadableInput
from karvan.model.product import chapter_key_1992

ChapterOf = Callable[[str], str]


def chapter_hs2(hs6: str) -> str:
    """The HS chapter: the first two digits."""
    return hs6[:2]


CHAPTER_KEYS: Mapping[str, ChapterOf] = {"hs2": chapter_hs2, "mixed": chapter_key_1992}

# What backtest_spread fits on the 2024 flows (seed 0, HS2, 400 training pairs; its held-out pairs unseen).
BUNDLE = Exponents((-0.561, 0.706, -0.519, 3.231), (0.317, -0.022, -0.032, -0.519))
FULL = Exponents((-0.439, 0.437, -0.850, 2.939, 0.846), (0.285, 0.024, 0.056, -0.455, -0.182))


def spread_chapters(
    chapter_values: pl.DataFrame,
    known: Profiles,
    *,
    chapter_of: ChapterOf = chapter_hs2,
    exponents: Exponents = BUNDLE,
) -> pl.DataFrame:
    """exporter, importer, hs6, value_usd for each row of exporter, importer, chapter, value_usd (current USD).

    `known` holds the visible world (`profiles`); `chapter_of` says how hs6 is filed (`chapter_hs2` or
    `chapter_key_1992`); `exponents` is BUNDLE, FULL (also weighs the market's flows by supplier: +0.004 overlap)
    or a record's own. Whole dollars; the cents of a total stay on its largest subheading, so a chapter
    adds up to its total and a pair to the sum of its chapters. Subheadings below a dollar are left out.
    Raises QuestionError for a country or chapter that `known` lacks, UnreadableInput for bad values.
    """
    table = _checked(chapter_values)
    places = chapter_places(known, chapter_of)
    parts = [
        _pair(str(pair[0]), str(pair[1]), rows, known, places, exponents)
        for pair, rows in table.group_by("exporter", "importer", maintain_order=True)
    ]
    return pl.concat(parts)


def chapter_places(known: Profiles, chapter_of: ChapterOf) -> dict[str, Any]:
    """Places of the subheadings of each chapter key."""
    found: dict[str, list[int]] = {}
    for at, hs6 in enumerate(known.products):
        found.setdefault(chapter_of(hs6), []).append(at)
    return {key: np.array(places) for key, places in sorted(found.items())}


def whole_dollars(share: Floats, total_usd: float) -> Floats:
    """`share` of `total_usd` in whole dollars by largest remainder; cents go to the largest share."""
    dollars = math.floor(total_usd)
    exact = share * dollars
    value = np.floor(exact)
    short = dollars - int(value.sum())
    value[np.argsort(value - exact, kind="stable")[:short]] += 1.0
    value[int(np.argmax(share))] += total_usd - dollars
    return np.asarray(value)


def _pair(
    home: str,
    market: str,
    rows: pl.DataFrame,
    known: Profiles,
    places: Mapping[str, Any],
    exponents: Exponents,
) -> pl.DataFrame:
    seller, buyer = _place(home, known), _place(market, known)
    profile = evidence(known, seller, buyer, exponents.uses_rivals)
    groups = [
        group(profile, _chapter(key, places), total) for key, total in rows["chapter", "value_usd"].rows()
    ]
    values = [whole_dollars(s, g.total_usd) for s, g in zip(shares(groups, exponents), groups, strict=True)]
    codes = [known.products[at] for one in groups for at in one.places]
    out = pl.DataFrame({"hs6": codes, "value_usd": np.concatenate(values)}).filter(pl.col("value_usd") > 0)
    return out.select(pl.lit(home).alias("exporter"), pl.lit(market).alias("importer"), "hs6", "value_usd")


def _place(country: str, known: Profiles) -> int:
    if country not in known.countries:
        raise QuestionError(
            "{country} is not among the countries of the loaded trade data.",
            country=country,
            fix="Ask for a country that trades in the loaded data, or load data that has it.",
        )
    return known.countries.index(country)


def _chapter(key: str, places: Mapping[str, Any]) -> Any:
    if key not in places:
        raise QuestionError(
            "No subheading of the loaded trade data is filed under chapter {key}.",
            fix="Name the chapter key of the table's own rule (HS chapter, or the mixed key of the history).",
            key=key,
        )
    return places[key]


def _checked(table: pl.DataFrame) -> pl.DataFrame:
    keys = ["exporter", "importer", "chapter"]
    absent = [column for column in [*keys, "value_usd"] if column not in table.columns]
    if absent:
        raise UnreadableInput(
            "Table {name} lacks {columns}.",
            name="chapters",
            columns=", ".join(absent),
            fix="Give a table with these columns.",
        )
    found = table.select(*keys, pl.col("value_usd").cast(pl.Float64))
    bad = not (found["value_usd"].is_finite() & (found["value_usd"] > 0)).all()
    if not found.height or found["value_usd"].null_count() or bad or found.select(keys).is_duplicated().any():
        raise UnreadableInput(
            "Chapter values must be one row per pair and chapter, finite and above zero.",
            fix="Leave out chapters without trade; leave out what is unknown.",
        )
    return found
