"""What is seen of the trading world, and the same world with some pairs hidden."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from karvan.engines.potential.unseen.expected import expected_pairs
from karvan.engines.potential.unseen.geography import Floats, Geography

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Detail:
    """Single flows: `seller`, `buyer`, `product` are indices, `value` USD; `chapters` is C x C x HS2, USD."""

    seller: NDArray[Any]
    buyer: NDArray[Any]
    product: NDArray[Any]
    value: Floats
    chapters: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class World:
    """C countries, K products. `totals` C x C USD (0 or NaN: no figure), `visible` C x C (a figure or a true zero),

    `exports` and `imports` C x K USD over the visible pairs, `size` C x S country covariates (NaN unknown).
    """

    countries: tuple[str, ...]
    place: Geography
    size: Floats
    totals: Floats
    visible: Flags
    exports: Floats
    imports: Floats
    detail: Detail | None = None


def hide(world: World, hidden: Flags) -> World:
    """The world as if `hidden` pairs (C x C) had never been seen.

    Exact with detail; from totals alone a hidden pair's products are taken as its expected ones.
    """
    exports, imports = (_rest_of_detail if world.detail is not None else _likely_rest)(world, hidden)
    detail = world.detail
    if detail is not None:
        detail = replace(detail, chapters=detail.chapters * ~hidden[:, :, None])
    return replace(
        world,
        totals=np.where(hidden, np.nan, world.totals),
        visible=world.visible & ~hidden,
        exports=exports,
        imports=imports,
        detail=detail,
    )


def _rest_of_detail(world: World, hidden: Flags) -> tuple[Floats, Floats]:
    # Added up anew: subtracting would leave rounding dust of the hidden flow.
    detail = world.detail
    assert detail is not None
    rows = ~hidden[detail.seller, detail.buyer]
    value, product = detail.value[rows], detail.product[rows]
    return (
        summed(detail.seller[rows], product, value, world.exports.shape),
        summed(detail.buyer[rows], product, value, world.exports.shape),
    )


def _likely_rest(world: World, hidden: Flags) -> tuple[Floats, Floats]:
    friction = np.exp(-world.place.filled_log_km)
    sells, buys, expected = expected_pairs(
        world.exports, world.imports, friction, world.visible.astype(float)
    )
    scale = np.divide(
        np.nan_to_num(world.totals) * hidden * friction,
        expected,
        out=np.zeros_like(expected),
        where=expected > 0,
    )
    return (
        np.maximum(world.exports - sells * (scale @ buys), 0.0),
        np.maximum(world.imports - buys * (scale.T @ sells), 0.0),
    )


def summed(country: NDArray[Any], product: NDArray[Any], value: Floats, shape: tuple[int, ...]) -> Floats:
    """`value` (N) added up into a table of `shape` by country and product index."""
    flat = np.bincount(country.astype(np.int64) * shape[1] + product, value, shape[0] * shape[1])
    return np.asarray(flat.reshape(shape))
