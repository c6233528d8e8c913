"""Trade between pairs by chapter and year, as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

from karvan.errors import QuestionError

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Places = NDArray[np.intp]

COLUMNS = ("year", "exporter", "importer", "hs2_key", "value_usd")


@dataclass(frozen=True)
class Panel:
    """Listed trade: `rows` has year, exporter, importer and chapter as positions, and value_usd > 0.

    A cell that is not listed is unknown but bounded by the fifth place of both lists; the arrays hold 0
    there, and everything computed from them treats 0 as «not listed».
    """

    countries: tuple[str, ...]
    chapters: tuple[str, ...]
    years: tuple[int, ...]
    rows: pl.DataFrame

    @classmethod
    def of(cls, pairs: pl.DataFrame) -> Panel:
        """From a frame with the columns of table `chapter_pairs`; raises QuestionError on what is no panel."""
        _check(pairs)
        seen = pairs.select(COLUMNS).filter(pl.col("value_usd") > 0)
        countries = sorted(set(seen["exporter"]) | set(seen["importer"]))
        chapters = sorted(set(seen["hs2_key"]))
        at, of = _places(countries), _places(chapters)
        rows = seen.select(
            pl.col("year").cast(pl.Int32),
            pl.col("exporter").replace_strict(at, return_dtype=pl.Int32).alias("i"),
            pl.col("importer").replace_strict(at, return_dtype=pl.Int32).alias("j"),
            pl.col("hs2_key").replace_strict(of, return_dtype=pl.Int32).alias("c"),
            pl.col("value_usd").cast(pl.Float64),
        )
        return cls(tuple(countries), tuple(chapters), tuple(sorted(set(rows["year"]))), rows)

    @cached_property
    def totals(self) -> dict[int, Floats]:
        """Year -> exporter x importer, current USD: the sum of the listed chapters."""
        return {year: self.by_chapter(year).sum(axis=2, dtype=np.float64) for year in self.years}

    def by_chapter(self, year: int) -> NDArray[np.float32]:
        """Exporter x importer x chapter, current USD."""
        rows = self.rows.filter(pl.col("year") == year)
        size = len(self.countries)
        made = np.zeros((size, size, len(self.chapters)), np.float32)
        made[rows["i"].to_numpy(), rows["j"].to_numpy(), rows["c"].to_numpy()] = rows["value_usd"].to_numpy()
        return made

    def position(self, chapter: str) -> int | None:
        """Where a chapter key stands, or None when the panel has no such key."""
        return self.chapters.index(chapter) if chapter in self.chapters else None


def _places(names: list[str]) -> dict[str, int]:
    return {name: place for place, name in enumerate(names)}


def _check(pairs: pl.DataFrame) -> None:
    lacking = [name for name in COLUMNS if name not in pairs.columns]
    if lacking:
        raise QuestionError(
            "The pairs lack {columns}.",
            fix="Give a table with year, exporter, importer, hs2_key and value_usd.",
            columns=", ".join(lacking),
        )
    if pairs.select(pl.any_horizontal(pl.col(COLUMNS).is_null().any())).item():
        raise QuestionError("A cell of the pairs is blank.", fix="Leave out what is not known.")
    values = pairs["value_usd"].cast(pl.Float64)
    if not bool(values.is_finite().all()) or float(values.min() or 0.0) < 0:  # type: ignore[arg-type]
        raise QuestionError("A value of the pairs is negative or no number.", fix="Look for it in value_usd.")
    if bool(pairs.select(COLUMNS[:4]).is_duplicated().any()):
        raise QuestionError("A pair, chapter and year stand twice.", fix="Give each row once.")
