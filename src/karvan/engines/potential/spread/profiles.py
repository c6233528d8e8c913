"""Who sells and who buys what, as arrays: the margins of the visible world and the flows that are known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse

from karvan.engines.potential.unseen.checks import checked
from karvan.engines.potential.unseen.geography import geography

Floats = NDArray[np.float64]
KEYS = ["exporter", "importer", "hs6"]


@dataclass(frozen=True, slots=True)
class Profiles:
    """C countries, K subheadings; `exports`, `imports` C x K and `world` K in current USD.

    `sold[i]` (markets x K) and `bought[j]` (suppliers x K) are sparse tables of the known flows, absent for
    a country of which none is known. `nearness` C x C in (0, 1] falls with distance and income gap.
    """

    countries: tuple[str, ...]
    products: tuple[str, ...]
    exports: Floats
    imports: Floats
    world: Floats
    sold: Mapping[int, Any]
    bought: Mapping[int, Any]
    nearness: Floats


def profiles(
    exporter_products: pl.DataFrame,
    importer_products: pl.DataFrame,
    products: pl.DataFrame,
    flows: pl.DataFrame,
    distances: pl.DataFrame,
    size: Mapping[str, Sequence[float]],
) -> Profiles:
    """Lay out the store's tables of one year; `flows` may hold any part of the world's flows.

    Columns: exporter/importer, hs6, value_usd as in exporter_product_totals, importer_product_totals,
    product_totals and flows; `distances` as in the store; `size` GDP (USD) and persons per country.
    Raises UnreadableInput on missing columns, duplicate keys or values that are not finite and positive.
    """
    sells = checked(exporter_products, "exporter_product_totals", ["exporter", "hs6"])
    buys = checked(importer_products, "importer_product_totals", ["importer", "hs6"])
    codes = checked(products, "product_totals", ["hs6"]).sort("hs6")
    known = checked(flows, "flows", KEYS).sort(KEYS)
    countries = tuple(sorted(set(sells["exporter"]) | set(buys["importer"])))
    kinds = tuple(codes["hs6"].to_list())
    return Profiles(
        countries=countries,
        products=kinds,
        exports=_grid(sells, "exporter", countries, kinds),
        imports=_grid(buys, "importer", countries, kinds),
        world=codes["value_usd"].to_numpy(),
        sold=_tables(known, "exporter", "importer", countries, kinds),
        bought=_tables(known, "importer", "exporter", countries, kinds),
        nearness=nearness(countries, distances, size),
    )


def profiles_of_flows(
    flows: pl.DataFrame, distances: pl.DataFrame, size: Mapping[str, Sequence[float]]
) -> Profiles:
    """The same from complete flows (exporter, importer, hs6, value_usd): margins are their sums."""
    return profiles(
        summed(flows, "exporter", "hs6"),
        summed(flows, "importer", "hs6"),
        summed(flows, "hs6"),
        flows,
        distances,
        size,
    )


def summed(flows: pl.DataFrame, *keys: str) -> pl.DataFrame:
    """`value_usd` added up by `keys`, in key order, so that the same flows give the same last digit."""
    ordered = flows.select(*keys, pl.col("value_usd").cast(pl.Float64)).sort(*keys, "value_usd")
    return ordered.group_by(*keys, maintain_order=True).agg(pl.col("value_usd").sum())


def nearness(
    countries: Sequence[str], distances: pl.DataFrame, size: Mapping[str, Sequence[float]]
) -> Floats:
    """(exp(-km / 1500) + 0.05) x exp(-|ln income gap| / 2), C x C; a gap of 1 where an income is unknown."""
    km = np.exp(geography(countries, distances).filled_log_km)
    income = np.log([size[code][0] / size[code][1] if code in size else np.nan for code in countries])
    gap = np.abs(income[:, None] - income[None, :])
    return np.asarray((np.exp(-km / 1500.0) + 0.05) * np.exp(-np.where(np.isnan(gap), 1.0, gap) / 2))


def _grid(table: pl.DataFrame, side: str, countries: Sequence[str], products: Sequence[str]) -> Floats:
    grid = np.zeros((len(countries), len(products)))
    grid[index(table[side], countries), index(table["hs6"], products)] = table["value_usd"].to_numpy()
    return grid


def _tables(
    flows: pl.DataFrame, own: str, other: str, countries: Sequence[str], products: Sequence[str]
) -> dict[int, Any]:
    shape = (len(countries), len(products))
    owner = index(flows[own], countries).astype(np.int16)
    order = np.argsort(owner, kind="stable")
    rows = index(flows[other], countries).astype(np.int16)[order]
    cols = index(flows["hs6"], products).astype(np.int16 if shape[1] < 2**15 else np.int32)[order]
    value = flows["value_usd"].to_numpy()[order]
    present, starts = np.unique(owner[order], return_index=True)
    parts = zip(present, starts, [*starts[1:], len(value)], strict=True)
    return {
        int(at): sparse.csr_matrix((value[lo:hi], (rows[lo:hi], cols[lo:hi])), shape=shape)
        for at, lo, hi in parts
    }


def index(column: pl.Series, order: Sequence[str]) -> NDArray[Any]:
    """Place of each code of `column` in `order`."""
    return column.replace_strict(
        {code: at for at, code in enumerate(order)}, return_dtype=pl.Int32
    ).to_numpy()
