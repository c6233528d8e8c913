"""What estimated flows add to the margins of the visible world."""

from __future__ import annotations

import polars as pl


def exporter_additions(flows: pl.DataFrame) -> pl.DataFrame:
    """exporter, hs6, value_usd of estimated `flows` (exporter, importer, hs6, value_usd)."""
    return flows.group_by("exporter", "hs6").agg(pl.col("value_usd").sum()).sort("exporter", "hs6")


def importer_additions(flows: pl.DataFrame, distances: pl.DataFrame) -> pl.DataFrame:
    """importer, hs6, value_usd, mean_log_distance (ln km over the suppliers whose distance is known).

    The mean as in the cube's importer totals, so that the two can be joined into one.
    """
    logs = distances.select("exporter", "importer", pl.col("distance_km").log().alias("log_km"))
    near = flows.join(logs, on=["exporter", "importer"], how="left")
    measured = pl.col("value_usd").filter(pl.col("log_km").is_not_null()).sum()
    mean = (pl.col("value_usd") * pl.col("log_km")).sum() / measured
    return (
        near.group_by("importer", "hs6")
        .agg(
            pl.col("value_usd").sum(),
            # Three decimals of a logarithm are a thousandth of a distance; more would only fill the disk.
            pl.when(measured > 0).then(mean).round(3).alias("mean_log_distance"),
        )
        .sort("importer", "hs6")
    )
