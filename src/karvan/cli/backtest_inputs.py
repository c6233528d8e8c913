"""What the back-tests read: complete flows from a file or the store, and what the store knows of countries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar, get_args

import polars as pl

from karvan.cli.home import karvan_home
from karvan.cli.words import marked
from karvan.cube.reporting import LARGE_USD, infer_reporters
from karvan.engines.potential.restore.ask import country_sizes
from karvan.errors import QuestionError
from karvan.sources.shared_parquet import read_chapter_pairs, read_first_years, read_flows_2024
from karvan.store.snapshot import Snapshot, Store

Hidden = Literal["pairs", "both_ways", "silent_blocks"]
HIDDEN: tuple[Hidden, ...] = get_args(Hidden)
YEARS_OF_2017, YEARS_OF_2024 = (2012, 2016), (2015, 2019)
"""History before each year, in which a pair must have been large to be missed; the history ends in 2019."""
FOLDS, SEEDS = (2, 100), (0, 1_000_000)
"""Least and most of the options of that name."""
_FLOW = ["exporter", "importer", "hs6", "value_usd"]
_Choice = TypeVar("_Choice", bound=str)


@dataclass(frozen=True, slots=True)
class Bench:
    """Complete flows of one year with distances, country sizes and who is inferred silent."""

    flows: pl.DataFrame
    distances: pl.DataFrame
    size: Mapping[str, tuple[float, float]]
    silent: frozenset[str]


@dataclass(frozen=True, slots=True)
class NewFlows:
    """Flows with their first years; who was silent before and after; all imports of the first year, USD."""

    flows: pl.DataFrame
    distances: pl.DataFrame
    silent_before: frozenset[str]
    silent_after: frozenset[str]
    imports_before_usd: float | None


def chosen(word: str, known: tuple[_Choice, ...], option: str) -> _Choice:
    """The word if it is one of `known`. Raises QuestionError."""
    if word not in known:
        raise QuestionError(
            marked("{word} is not a choice here."),
            where=option,
            fix=marked("Choose among {known}."),
            word=word,
            known=", ".join(known),
        )
    return word


def within(number: int, least: int, most: int, option: str) -> int:
    """The number if it lies between the two, both allowed. Raises QuestionError."""
    if not least <= number <= most:
        raise QuestionError(
            marked("{number} is too small or too large here."),
            where=option,
            fix=marked("Give a number from {least} to {most}."),
            number=number,
            least=least,
            most=most,
        )
    return number


@contextmanager
def about(path: Path | None) -> Iterator[None]:
    """Name the file in a complaint about what is in it."""
    try:
        yield
    except QuestionError as cause:
        if path is None or cause.where:
            raise
        raise type(cause)(cause.message, where=str(path), fix=cause.fix, **cause.facts) from cause


def bench(path: Path | None) -> Bench:
    """Complete flows of `path`, or of the store. Raises QuestionError when the store holds a part only."""
    snapshot = Store.open(karvan_home())
    year = max(snapshot.manifest("product_totals").coverage["years"])
    reporting = snapshot.read("reporting", {"year": year})
    return Bench(
        flows=_complete(snapshot, year) if path is None else read_flows_2024(path).select(_FLOW).collect(),
        distances=snapshot.read("distances"),
        size=country_sizes(snapshot, year),
        silent=frozenset(reporting.filter(~pl.col("reports"))["country"]),
    )


def _complete(snapshot: Snapshot, year: int) -> pl.DataFrame:
    if not snapshot.has("flows") or not snapshot.manifest("flows").coverage.get("complete", False):
        raise QuestionError(
            marked("The loaded flows are not complete, so nothing can be hidden in them and found again."),
            fix=marked("Load a whole release (karvan data load baci), or give --flows FILE."),
        )
    return snapshot.read("flows", {"year": year}, _FLOW)


def new_flows_inputs(flows: Path, pairs: Path) -> NewFlows:
    """Flows with first years, and reporting in 2017 and 2024 inferred from pairs that vanished."""
    table, history = read_first_years(flows), read_chapter_pairs(pairs)
    snapshot = Store.open(karvan_home())
    importers = set(table["importer"])
    return NewFlows(
        flows=table,
        distances=snapshot.read("distances"),
        silent_before=_silent(table.drop_nulls("value_2017_usd"), history, importers, YEARS_OF_2017),
        silent_after=_silent(table, history, importers, YEARS_OF_2024),
        imports_before_usd=_imports(snapshot, importers, 2017),
    )


def _silent(
    seen: pl.DataFrame, history: pl.DataFrame, importers: set[str], years: tuple[int, int]
) -> frozenset[str]:
    yearly = history.filter(pl.col("year").is_between(*years)).group_by("year", "exporter", "importer")
    large = yearly.agg(pl.col("value_usd").sum()).filter(pl.col("value_usd") > LARGE_USD)
    once = [
        (i, j)
        for i, j in large.select("exporter", "importer").unique().sort(pl.all()).rows()
        if j in importers
    ]
    visible = set(seen.select("exporter", "importer").unique().rows())
    found = infer_reporters(once, visible, importers | set(seen["exporter"]))
    return frozenset(one.country for one in found if not one.reports)


def _imports(snapshot: Snapshot, importers: set[str], year: int) -> float | None:
    rows = snapshot.read("chapter_totals", {"year": year, "country": importers}, ["imports_usd"])
    return float(rows["imports_usd"].sum()) if rows.height else None
