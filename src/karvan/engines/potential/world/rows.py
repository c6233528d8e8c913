"""Rows as they come: what is refused, what is counted once, and the order the matrices need."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from karvan.engines.potential.world.codes import Codes, Floats, codes_of, subheading_codes
from karvan.errors import QuestionError

_AT_ONCE = 2  # batches taken in at once


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """n flows by exporter and cell (importer's place x K + product's place), current USD.

    A row that repeats the one before it in every column stays behind it, worth 0; `repeats` counts them.
    """

    seller: Codes
    cell: NDArray[np.int32]
    value_usd: Floats
    repeats: int


@dataclass(frozen=True, slots=True)
class Names:
    """The lists that exporters, importers and products are places in."""

    exporters: pl.Enum
    importers: pl.Enum
    products: pl.Enum


def gathered(batches: Iterable[pl.DataFrame], count: int, names: Names) -> Rows:
    """`count` rows from batches of any size, in any order. Raises QuestionError as `trade.lay_out`."""
    rows = Rows(np.empty(count, np.uint16), np.empty(count, np.int32), np.empty(count), 0)
    _fill_all(rows, batches, names)
    same, falls = _neighbours(rows.seller, rows.cell)
    return _sorted(rows) if falls else _once(rows, np.flatnonzero(same))


def _fill_all(rows: Rows, batches: Iterable[pl.DataFrame], names: Names) -> None:
    """Batches are taken in while the next ones are read; no more than a few wait in memory."""
    count, done, single, fills = len(rows.cell), 0, dict[str, object](), list[Future[None]]()
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for batch in batches:
            stop = done + batch.height
            if stop > count:
                raise QuestionError("There are more flows than the {count} announced.", count=count)
            _check_single(batch, single)
            fills.append(pool.submit(_fill, rows, slice(done, stop), batch, names))
            if len(fills) > _AT_ONCE:
                fills.pop(0).result()
            done = stop
    for fill in fills:
        fill.result()
    if done < count or not count:
        raise QuestionError("There are no flows to score, or fewer than announced.")


def _check_single(batch: pl.DataFrame, seen: dict[str, object]) -> None:
    for column in ("hs_rev", "year"):
        values = batch[column].unique().to_list() if column in batch.columns else []
        if len({*values, seen.setdefault(column, values[0])} if values else ()) > 1:
            raise QuestionError(
                "The flows mix several values of {column}.", fix="Give one of them.", column=column
            )


def _values(column: pl.Series) -> NDArray[Any]:
    """Amounts as they are when whole numbers: putting them into place converts them."""
    value = (column if column.dtype.is_integer() else column.cast(pl.Float64)).to_numpy()
    if column.null_count() or (len(value) and not (value.min() >= 0 and value.max() < np.inf)):
        raise QuestionError("A flow's value is missing, infinite or negative.", where="value_usd")
    return value


def _fill(rows: Rows, where: slice, batch: pl.DataFrame, names: Names) -> None:
    rows.value_usd[where] = _values(batch["value_usd"])
    rows.seller[where] = codes_of(batch["exporter"], names.exporters)
    cell = rows.cell[where]
    cell[:] = codes_of(batch["importer"], names.importers)
    cell *= len(names.products.categories)
    cell += subheading_codes(batch["hs6"], names.products)


def _neighbours(seller: Codes, cell: NDArray[np.int32]) -> tuple[NDArray[np.bool_], bool]:
    """Which rows have the key of the row after them, and whether any row stands too late."""
    one = seller[1:] == seller[:-1]
    falls = bool((seller[1:] < seller[:-1]).any() or ((cell[1:] < cell[:-1]) & one).any())
    return one & (cell[1:] == cell[:-1]), falls


def _sorted(rows: Rows) -> Rows:
    order = np.lexsort((rows.cell, rows.seller))
    moved = Rows(rows.seller[order], rows.cell[order], rows.value_usd[order], 0)
    same, _ = _neighbours(moved.seller, moved.cell)
    return _once(moved, np.flatnonzero(same))


def _once(rows: Rows, again: NDArray[np.intp]) -> Rows:
    """`again` are the rows whose next one has the same key; ten million rows are not moved for a few repeats."""
    if (rows.value_usd[again] != rows.value_usd[again + 1]).any():
        raise QuestionError(
            "A flow stands there with several values.", fix="Add them up, or keep one of them."
        )
    rows.value_usd[again + 1] = 0.0
    return Rows(rows.seller, rows.cell, rows.value_usd, len(again))
