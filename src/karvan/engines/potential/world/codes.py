"""Names to small integers: what lets ten million rows become matrices."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeAlias

import numpy as np
import polars as pl
from numpy.typing import NDArray

from karvan.errors import QuestionError

Codes: TypeAlias = NDArray[np.uint16]
Floats: TypeAlias = NDArray[np.float64]
MOST_NAMES = 65_535
_FEW = 8  # rows per run from which runs are worth looking at


def names_of(column: pl.Series, names: Collection[str] | None) -> tuple[str, ...]:
    """The names given, else those of the column, sorted. Raises QuestionError for more than 65,535."""
    found = column.unique().drop_nulls().cast(pl.String).to_list() if names is None else names
    ordered = tuple(sorted(set(found)))
    if len(ordered) > MOST_NAMES:
        raise QuestionError("Column {column} holds more than 65,535 names.", column=column.name)
    return ordered


def codes_of(column: pl.Series, names: pl.Enum) -> NDArray[np.unsignedinteger]:
    """For each row the place of its name; fastest for a column that is `names` already or comes in runs.

    Raises QuestionError for a missing name or one outside `names`.
    """
    if column.null_count():
        raise QuestionError("Column {column} has rows without a name.", column=column.name)
    if column.dtype == names:
        return _physical(column)
    runs = column.rle().struct
    if len(column) < _FEW * len(runs.field("len")):
        return _physical(_as(column, names))
    codes = _physical(_as(runs.field("value"), names))
    return np.repeat(codes, runs.field("len").to_numpy())


def subheading_codes(column: pl.Series, names: pl.Enum) -> NDArray[np.unsignedinteger]:
    """As `codes_of` for names of six digits: read as numbers they are looked up faster than as words."""
    if column.dtype == names or column.null_count():
        return codes_of(column, names)
    words = column.cast(pl.String)
    numbers = words.cast(pl.UInt32, strict=False)
    if numbers.null_count() or not (words.str.len_bytes() == 6).all():
        return codes_of(words, names)
    # "+12345" reads as a number too.
    if not words.filter(numbers < 100_000).str.starts_with("0").all():
        return codes_of(words, names)
    places = np.full(10**6, MOST_NAMES, np.uint16)
    places[names.categories.cast(pl.UInt32).to_numpy()] = np.arange(len(names.categories))
    found = places[numbers.to_numpy()]
    return found if found.max(initial=0) < MOST_NAMES else codes_of(words, names)


def _physical(column: pl.Series) -> NDArray[np.unsignedinteger]:
    codes: NDArray[np.unsignedinteger] = column.to_physical().to_numpy()
    return codes


def _as(column: pl.Series, names: pl.Enum) -> pl.Series:
    try:
        return column.cast(pl.String).cast(names)
    except pl.exceptions.InvalidOperationError as cause:
        strangers = sorted(set(column.unique().cast(pl.String)) - set(names.categories))
        raise QuestionError(
            "Column {column} holds names that are not among those given, first {first}.",
            fix="Check that all rows use one list of countries and one revision of the nomenclature.",
            column=column.name,
            first=strangers[0],
        ) from cause
