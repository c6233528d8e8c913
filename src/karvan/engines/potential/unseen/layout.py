"""Tables laid out as a World."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from karvan.engines.potential.unseen.geography import Floats, geography
from karvan.engines.potential.unseen.world import Detail, Flags, World, summed


def world_of_flows(
    flows: pl.DataFrame,
    distances: pl.DataFrame,
    size: Mapping[str, Sequence[float]],
    silent: frozenset[str] = frozenset(),
) -> World:
    """Lay out `flows` (exporter, importer, hs6, value_usd; keys unique). Pairs of two `silent` are not zeros."""
    countries = _union(flows["exporter"], flows["importer"])
    products = flows["hs6"].unique().sort().to_list()
    detail = _detail(flows, countries, products)
    totals = summed(detail.seller, detail.buyer, detail.value, (len(countries), len(countries)))
    shape = (len(countries), len(products))
    return World(
        countries=countries,
        place=geography(countries, distances),
        size=covariates(countries, size),
        totals=totals,
        visible=visible_pairs(countries, totals, silent),
        exports=summed(detail.seller, detail.product, detail.value, shape),
        imports=summed(detail.buyer, detail.product, detail.value, shape),
        detail=detail,
    )


def world_of_totals(
    observed: pl.DataFrame,
    exporter_products: pl.DataFrame,
    importer_products: pl.DataFrame,
    distances: pl.DataFrame,
    size: Mapping[str, Sequence[float]],
    silent: frozenset[str] = frozenset(),
) -> World:
    """Lay out pair totals and product totals of the same pairs (columns as in the store); no single flows."""
    countries = _union(observed["exporter"], observed["importer"])
    products = list(_union(exporter_products["hs6"], importer_products["hs6"]))
    totals = _grid(observed, ("exporter", countries), ("importer", countries))
    return World(
        countries=countries,
        place=geography(countries, distances),
        size=covariates(countries, size),
        totals=totals,
        visible=visible_pairs(countries, totals, silent),
        exports=_grid(exporter_products, ("exporter", countries), ("hs6", products)),
        imports=_grid(importer_products, ("importer", countries), ("hs6", products)),
    )


def visible_pairs(countries: Sequence[str], totals: Floats, silent: frozenset[str]) -> Flags:
    """Pairs with a figure, and pairs without one whose absence is a zero: a side reports and neither is blank."""
    quiet = np.array([code in silent for code in countries])
    sells, buys = totals.sum(axis=1) > 0, totals.sum(axis=0) > 0
    zero = sells[:, None] & buys[None, :] & ~(quiet[:, None] & quiet[None, :])
    return np.asarray(((totals > 0) | zero) & ~np.eye(len(countries), dtype=bool))


def covariates(countries: Sequence[str], size: Mapping[str, Sequence[float]]) -> Floats:
    """C x S logs of positive country figures (GDP in USD, persons, ...), NaN where one is unknown."""
    width = max((len(one) for one in size.values()), default=1)
    rows = [(*size.get(code, ()), *(np.nan,) * width)[:width] for code in countries]
    return np.asarray(np.log(np.array(rows, dtype=float)))


def mask_of(countries: Sequence[str], pairs: pl.DataFrame) -> Flags:
    """C x C, true for the rows of `pairs` (exporter, importer), all of them among `countries`."""
    mask = np.zeros((len(countries), len(countries)), dtype=bool)
    mask[_codes(pairs["exporter"], countries), _codes(pairs["importer"], countries)] = True
    return mask


def _detail(flows: pl.DataFrame, countries: Sequence[str], products: Sequence[str]) -> Detail:
    seller, buyer = _codes(flows["exporter"], countries), _codes(flows["importer"], countries)
    product = _codes(flows["hs6"], products)
    value = flows["value_usd"].cast(pl.Float64).to_numpy()
    chapters = sorted({code[:2] for code in products})
    chapter = np.array([chapters.index(code[:2]) for code in products])[product]
    count = len(countries)
    cells = np.bincount(
        (seller * count + buyer) * len(chapters) + chapter, value, count * count * len(chapters)
    )
    small = [one.astype(np.int16) for one in (seller, buyer, product)]
    return Detail(
        seller=small[0],
        buyer=small[1],
        product=small[2],
        value=value,
        chapters=cells.reshape(count, count, -1).astype(np.float32),
    )


def _union(one: pl.Series, other: pl.Series) -> tuple[str, ...]:
    return tuple(sorted(set(one.unique()) | set(other.unique())))


def _grid(table: pl.DataFrame, row: tuple[str, Sequence[str]], column: tuple[str, Sequence[str]]) -> Floats:
    inside = table.filter(pl.col(row[0]).is_in(list(row[1])) & pl.col(column[0]).is_in(list(column[1])))
    grid = np.zeros((len(row[1]), len(column[1])))
    grid[_codes(inside[row[0]], row[1]), _codes(inside[column[0]], column[1])] = inside[
        "value_usd"
    ].to_numpy()
    return grid


def _codes(column: pl.Series, order: Sequence[str]) -> NDArray[Any]:
    return column.replace_strict(
        {code: at for at, code in enumerate(order)}, return_dtype=pl.Int64
    ).to_numpy()
