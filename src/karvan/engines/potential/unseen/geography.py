"""Pair variables of a set of countries as C x C arrays, from the store's `distances` table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# GeoDist is of about 2005. For a statistical kilometre (never for a printed distance) a country it lacks
# stands where the nearest country it has stands; neighbours and languages are not borrowed.
STANDS_AT: Mapping[str, str] = {
    "S19": "TWN",
    "SRB": "SCG",
    "MNE": "SCG",
    "SSD": "SDN",
    "CUW": "ANT",
    "BES": "ANT",
    "SXM": "KNA",
    "BLM": "KNA",
    "ASM": "WSM",
    "GUM": "MNP",
    "IOT": "MUS",
    "ATF": "REU",
}
_FLAGS = (
    "is_contiguous",
    "has_common_official_language",
    "has_common_spoken_language",
    "has_colonial_link",
)
_EARTH_KM = 6371.0
_TYPICAL_KM = 8000.0


@dataclass(frozen=True, slots=True)
class Geography:
    """`log_km` and each of `flags` are C x C (NaN: not known); `place` is C x 3, a point on the unit globe."""

    log_km: Floats
    flags: Floats
    place: Floats

    @property
    def filled_log_km(self) -> Floats:
        """`log_km` with the median where nothing is known."""
        if np.isnan(self.log_km).all():
            return np.full_like(self.log_km, np.log(_TYPICAL_KM))
        return np.where(np.isnan(self.log_km), np.nanmedian(self.log_km), self.log_km)


def geography(countries: Sequence[str], distances: pl.DataFrame) -> Geography:
    """Lay out `distances` (exporter, importer, distance_km, flags where present) for `countries`, in order."""
    own = {code: at for at, code in enumerate(countries)}
    log_km = np.log(np.maximum(_stood(countries, distances), 1.0))
    flags = [_grid(own, distances, name) for name in _FLAGS if name in distances.columns]
    return Geography(log_km, np.array(flags).reshape(-1, len(own), len(own)), _place(log_km))


def _stood(countries: Sequence[str], distances: pl.DataFrame) -> Floats:
    known = set(distances["exporter"].unique())
    codes = [code if code in known else STANDS_AT.get(code, code) for code in countries]
    at = {code: place for place, code in enumerate(dict.fromkeys(codes))}
    pick = np.array([at[code] for code in codes])
    km = _grid(at, distances, "distance_km")[np.ix_(pick, pick)]
    return np.asarray(km)


def _grid(at: Mapping[str, int], table: pl.DataFrame, column: str) -> Floats:
    rows = table.filter(pl.col("exporter").is_in(list(at)) & pl.col("importer").is_in(list(at)))
    grid = np.full((len(at), len(at)), np.nan)
    grid[_index(at, rows["exporter"]), _index(at, rows["importer"])] = (
        rows[column].cast(pl.Float64).to_numpy()
    )
    return grid


def _index(at: Mapping[str, int], codes: pl.Series) -> NDArray[Any]:
    return codes.replace_strict(dict(at), return_dtype=pl.Int64).to_numpy()


def _place(log_km: Floats) -> Floats:
    """Positions from distances: cos(d / R) is the Gram matrix of points on the unit globe."""
    cosine = np.cos(np.minimum(np.exp(log_km) / _EARTH_KM, np.pi))
    np.fill_diagonal(cosine, 1.0)
    values, vectors = np.linalg.eigh(np.nan_to_num((cosine + cosine.T) / 2))
    place = vectors[:, -3:] * np.sqrt(np.maximum(values[-3:], 0.0))
    place[np.isnan(log_km).mean(axis=1) > 0.5] = np.nan
    return np.asarray(place)
