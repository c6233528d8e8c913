"""One exporter in all markets at once: how large a product's potential in the world is."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl

from karvan.engines.potential.publication import WorldPotential
from karvan.engines.potential.sides import Market
from karvan.model.known import Known, Unknown


def no_market(period: int) -> Market:
    """Stands for the market where only home's side of a case is asked."""
    nowhere = Unknown("not_applied", ("market",))
    return Market("*", period, {}, {}, None, True, None, Known({}), nowhere)


def potential_everywhere(
    exporter: str, supply: pl.DataFrame, imports: pl.DataFrame, pairs: pl.DataFrame
) -> WorldPotential:
    """Potential by product over all markets whose pair is known, at the finest level, then summed.

    supply: hs6, exports_usd, share, supply (share with its corrections). imports: importer, hs6, value_usd,
    mean_log_distance. pairs: importer, trade_usd (null = unknown), ln_km (null = unknown), demand_factor.
    Ease = trade / sum_k share x imports; a market of which no distance is known is left out.
    """
    scored = pairs.filter(pl.col("trade_usd").is_not_null() & pl.col("ln_km").is_not_null()).sort("importer")
    cells = imports.join(supply, on="hs6").join(scored, on="importer").sort("importer", "hs6")
    values = _values(cells, scored["importer"])
    codes = cells["hs6"].unique().sort()
    sums = np.bincount(_places(cells["hs6"], codes), values, minlength=len(codes))
    buying = set(imports["importer"])
    return WorldPotential(
        exporter=exporter,
        potential_usd=dict(zip(codes, sums.tolist(), strict=True)),
        exports_usd=float(supply["exports_usd"].sum()),
        markets=scored.filter(pl.col("importer").is_in(list(buying))).height,
        markets_left_out=len(buying - set(scored["importer"]) - {exporter}),
    )


def of_scores(exporter: str, best: pl.DataFrame, exports_usd: float) -> WorldPotential:
    """The same from the world engine's frame (exporter, importer, hs6, potential_usd; null = unknown pair).

    It must have been made with `top` at least the number of products, else small cells are missing.
    """
    mine = best.filter(pl.col("exporter").cast(pl.String) == exporter).with_columns(
        pl.col("hs6").cast(pl.String)
    )
    is_known = pl.col("potential_usd").is_not_null().all()
    markets = mine.group_by("importer").agg(is_known.alias("is_known"))
    sums = (
        mine.sort("importer", "hs6").group_by("hs6", maintain_order=True).agg(pl.col("potential_usd").sum())
    )
    known = int(markets["is_known"].sum())
    return WorldPotential(exporter, dict(sums.sort("hs6").rows()), exports_usd, known, markets.height - known)


def _values(cells: pl.DataFrame, importers: pl.Series) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Potential of each cell, current USD; a cell whose suppliers' distance is unknown adds nothing."""
    place = _places(cells["importer"], importers)
    expected = np.bincount(place, (cells["share"] * cells["value_usd"]).to_numpy(), minlength=len(importers))[
        place
    ]
    away = (cells["mean_log_distance"].cast(pl.Float64) - cells["ln_km"]).abs().fill_null(np.inf).to_numpy()
    demand = (cells["supply"] * cells["value_usd"] * cells["demand_factor"]).to_numpy()
    trade = cells["trade_usd"].to_numpy()
    ease = np.divide(trade, expected, out=np.zeros_like(trade), where=expected > 0)
    found: np.ndarray[tuple[int], np.dtype[np.float64]] = demand * np.exp(-away) * ease
    return found


def _places(column: pl.Series, names: pl.Series) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    found: np.ndarray[tuple[int], np.dtype[np.intp]] = (
        column.cast(pl.Enum(names)).to_physical().to_numpy().astype(np.intp)
    )
    return found


def supply_frame(sides: Mapping[str, tuple[float, float, float]]) -> pl.DataFrame:
    """hs6 -> (exports_usd, share, supply) as `potential_everywhere` takes it."""
    rows = [(hs6, *values) for hs6, values in sorted(sides.items())]
    names = ("hs6", "exports_usd", "share", "supply")
    types = (pl.String, pl.Float64, pl.Float64, pl.Float64)
    return pl.DataFrame(rows, schema=dict(zip(names, types, strict=True)), orient="row")
