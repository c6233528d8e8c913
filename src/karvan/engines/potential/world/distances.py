"""Log distances of all pairs, and the typical one of each market's suppliers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from karvan.engines.potential.world.codes import Floats
from karvan.engines.potential.world.trade import Trade
from karvan.errors import QuestionError

_NEAREST_KM, _FARTHEST_KM = 1e-3, 1e5


@dataclass(frozen=True, slots=True, eq=False)
class LogDistances:
    """ln km of each pair (E, M); where `is_known` (E, M) is false the figure is a filler, 0."""

    log_km: Floats
    is_known: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class TypicalDistances:
    """ln D (M, K): trade-weighted mean ln km of a market's suppliers of a product whose distance is known."""

    log_km: Floats
    is_known: NDArray[np.bool_]


def log_distances(
    distances: pl.DataFrame, exporters: tuple[str, ...], importers: tuple[str, ...]
) -> LogDistances:
    """Rows exporter, importer, distance_km as a matrix; pairs without a row are unknown.

    Raises QuestionError for a distance that is missing, not positive or absurd, or a pair that occurs twice.
    """
    rows = distances.select(
        pl.col("exporter").cast(pl.String), pl.col("importer").cast(pl.String), pl.col("distance_km")
    ).filter(pl.col("exporter").is_in(exporters), pl.col("importer").is_in(importers))
    km = rows["distance_km"].cast(pl.Float64)
    if km.null_count() or not km.is_between(_NEAREST_KM, _FARTHEST_KM).all():
        raise QuestionError(
            "A distance is missing, not positive or longer than any on Earth.", where="distance_km"
        )
    if rows.select("exporter", "importer").is_duplicated().any():
        raise QuestionError("A pair of countries has several distances.", where="distance_km")
    seller, buyer = _places(rows["exporter"], exporters), _places(rows["importer"], importers)
    log_km = np.zeros((len(exporters), len(importers)))
    is_known = np.zeros(log_km.shape, dtype=np.bool_)
    log_km[seller, buyer] = np.log(km.to_numpy())
    is_known[seller, buyer] = True
    return LogDistances(log_km, is_known)


def _places(column: pl.Series, names: tuple[str, ...]) -> NDArray[np.unsignedinteger]:
    found: NDArray[np.unsignedinteger] = column.cast(pl.Enum(names)).to_physical().to_numpy()
    return found


def typical_distances(trade: Trade, distances: LogDistances) -> TypicalDistances:
    """ln D_jk of the market-share form (method notes 2.1, B)."""
    flows = trade.matrix.T
    weight: Floats = flows @ distances.is_known.ravel().astype(np.float64)
    weighted: Floats = flows @ distances.log_km.ravel()  # 0 where unknown
    mean = np.divide(weighted, weight, out=np.zeros_like(weighted), where=weight > 0)
    shape = trade.imports_usd.shape
    return TypicalDistances(mean.reshape(shape), (weight > 0).reshape(shape))
