"""The world of the first year as arrays, and what became of each empty cell by the last year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from karvan.engines.potential.unseen.geography import geography
from karvan.errors import QuestionError, UnreadableInput

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
KEYS = ["exporter", "importer", "hs6"]
_COLUMNS = [*KEYS, "value_2017_usd", "first_year_seen"]


@dataclass(frozen=True, slots=True)
class Fates:
    """Flows of one market that are alive in the last year: places and first year (0: not told)."""

    seller: NDArray[Any]
    product: NDArray[Any]
    first_year: NDArray[Any]


@dataclass(frozen=True, slots=True)
class Panel:
    """Base-year margins (`exports`, `imports` C x K, `pairs` C x C, current USD) from surviving flows only.

    `seller`, `buyer`, `product`, `value` are those flows; `fates` what is alive later, by market; `log_km` C x C;
    `changed` C, whether a country began or ceased to report between the two years.
    """

    countries: tuple[str, ...]
    products: tuple[str, ...]
    seller: NDArray[Any]
    buyer: NDArray[Any]
    product: NDArray[Any]
    value: Floats
    exports: Floats
    imports: Floats
    pairs: Floats
    log_km: Floats
    fates: Mapping[str, Fates]
    changed: Flags

    def flows_into(self, market: int) -> Floats:
        """C x K values of the base year."""
        mine = self.buyer == market
        return _summed(self.seller[mine], self.product[mine], self.value[mine], self.exports.shape)


def panel(
    flows: pl.DataFrame,
    distances: pl.DataFrame,
    markets: Sequence[str],
    changed: frozenset[str] = frozenset(),
) -> Panel:
    """Lay out exporter, importer, hs6, value_2017_usd, first_year_seen (null: not seen or not told).

    `changed` names the countries whose reporting changed.

    Raises UnreadableInput on missing columns, duplicate keys or values not above zero; QuestionError when a
    market has no flows of the base year.
    """
    clean = _checked(flows)
    base = clean.drop_nulls("value_2017_usd").sort(KEYS)
    absent = sorted(set(markets) - set(base["importer"].unique()))
    if absent:
        raise QuestionError(
            "No flows of the first year into {markets}.",
            markets=", ".join(absent),
            fix="Give the flows of the whole world with their first years.",
        )
    countries = tuple(sorted(set(clean["exporter"].unique()) | set(clean["importer"].unique())))
    products = tuple(clean["hs6"].unique().sort().to_list())
    seller, buyer = _places(base["exporter"], countries), _places(base["importer"], countries)
    product, value = _places(base["hs6"], products), base["value_2017_usd"].cast(pl.Float64).to_numpy()
    shape = (len(countries), len(products))
    return Panel(
        countries=countries,
        products=products,
        seller=seller,
        buyer=buyer,
        product=product,
        value=value,
        exports=_summed(seller, product, value, shape),
        imports=_summed(buyer, product, value, shape),
        pairs=_summed(seller, buyer, value, (shape[0], shape[0])),
        log_km=geography(countries, distances).filled_log_km,
        fates={market: _fates(clean, market, countries, products) for market in markets},
        changed=np.array([code in changed for code in countries]),
    )


def _fates(flows: pl.DataFrame, market: str, countries: Sequence[str], products: Sequence[str]) -> Fates:
    mine = flows.filter(pl.col("importer") == market)
    return Fates(
        _places(mine["exporter"], countries),
        _places(mine["hs6"], products),
        mine["first_year_seen"].fill_null(0).to_numpy(),
    )


def _checked(flows: pl.DataFrame) -> pl.DataFrame:
    absent = [column for column in _COLUMNS if column not in flows.columns]
    if absent:
        raise UnreadableInput(
            "Table {name} lacks {columns}.",
            name="flows",
            columns=", ".join(absent),
            fix="Give a table with these columns.",
        )
    found = flows.select(_COLUMNS)
    base = found["value_2017_usd"].cast(pl.Float64).drop_nulls()
    if not len(base) or not (base.is_finite() & (base > 0)).all():
        raise UnreadableInput(
            "Table {name} needs values of the first year, all above zero.",
            name="flows",
            fix="Leave the value blank where a flow was not seen in the first year.",
        )
    if found.select(KEYS).is_duplicated().any():
        raise UnreadableInput(
            "Table {name} has the same {keys} twice.",
            name="flows",
            keys=", ".join(KEYS),
            fix="Keep one row per key.",
        )
    return found


def _places(column: pl.Series, order: Sequence[str]) -> NDArray[Any]:
    places = {code: at for at, code in enumerate(order)}
    return column.replace_strict(places, return_dtype=pl.Int16).to_numpy()


def _summed(row: NDArray[Any], column: NDArray[Any], value: Floats, shape: tuple[int, ...]) -> Floats:
    flat = np.bincount(row.astype(np.int64) * shape[1] + column, value, shape[0] * shape[1])
    return np.asarray(flat.reshape(shape))
