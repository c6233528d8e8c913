"""Rows as they come: what is refused, what is counted once, and the order the matrices need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from karvan.engines.potential.world.codes import Codes, Floats, codes_of, subheading_codes
from karvan.errors import QuestionError


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """n flows by exporter and cell (importer's place x K + product's place), current USD.

    A row that repeats the one before it in every column stays behind it, worth 0; `repeats` counts them.
    """

    seller: Codes
    cell: NDArray[np.int32]
    value_usd: Floats
    repeats: int


def gathered(
    batches: Iterable[pl.DataFrame], count: int, exporters: pl.Enum, importers: pl.Enum, products: pl.Enum
) -> Rows:
    """`count` rows from batches of any size, in any order. Raises QuestionError as `trade.lay_out`."""
    empty = np.empty(count, np.uint16), np.empty(count, np.int32), np.empty(count)
    rows, done, again, falls, single = Rows(*empty, 0), 0, [], False, dict[str, object]()
    for batch in _ahead(batches):
        stop = done + batch.height
        if stop > count:
            raise QuestionError("There are more flows than the {count} announced.", count=count)
        _check_single(batch, single)
        rows.value_usd[done:stop] = _values(batch["value_usd"])
        rows.seller[done:stop] = codes_of(batch["exporter"], exporters)
        _fill_cells(rows.cell[done:stop], batch, importers, products)
        since = max(done - 1, 0)
        same, late = _neighbours(rows.seller[since:stop], rows.cell[since:stop])
        again.append(np.flatnonzero(same) + since)
        falls, done = falls or late, stop
    if done < count or not count:
        raise QuestionError("There are no flows to score, or fewer than announced.")
    return _sorted(rows) if falls else _once(rows, np.concatenate(again))


def _ahead(batches: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """The same batches; the next one is made while the one before it is taken in."""
    waiting = iter(batches)
    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(next, waiting, None)
        while (batch := coming.result()) is not None:
            coming = pool.submit(next, waiting, None)
            yield batch


def _check_single(batch: pl.DataFrame, seen: dict[str, object]) -> None:
    for column in ("hs_rev", "year"):
        values = batch[column].unique().to_list() if column in batch.columns else []
        if len({*values, seen.setdefault(column, values[0])} if values else ()) > 1:
            raise QuestionError(
                "The flows mix several values of {column}.", fix="Give one of them.", column=column
            )


def _values(column: pl.Series) -> Floats:
    value: Floats = column.cast(pl.Float64).to_numpy()
    if column.null_count() or (len(value) and not (value.min() >= 0 and value.max() < np.inf)):
        raise QuestionError("A flow's value is missing, infinite or negative.", where="value_usd")
    return value


def _fill_cells(cell: NDArray[np.int32], batch: pl.DataFrame, importers: pl.Enum, products: pl.Enum) -> None:
    cell[:] = codes_of(batch["importer"], importers)
    cell *= len(products.categories)
    cell += subheading_codes(batch["hs6"], products)


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
