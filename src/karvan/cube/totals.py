"""Sums over the flows: by exporter, by importer, by product and by pair.

Values are whole dollars, so float64 sums are exact whatever the order in which threads add them up.
"""

from __future__ import annotations

import polars as pl

from karvan.store.tables import declared


def product_totals(flows: pl.LazyFrame) -> pl.DataFrame:
    """World trade by product: columns of table `product_totals`."""
    return _shaped(
        flows.group_by("year", "hs6").agg(
            _usd(), _count("exporter").alias("exporters"), _count("importer").alias("importers")
        ),
        "product_totals",
    )


def exporter_totals(flows: pl.LazyFrame) -> pl.DataFrame:
    """Exports by country and product: columns of table `exporter_product_totals`."""
    totals = flows.group_by("year", "exporter", "hs6").agg(_usd(), _count("importer").alias("importers"))
    return _shaped(totals, "exporter_product_totals")


def importer_totals(flows: pl.LazyFrame, distances: pl.DataFrame) -> pl.DataFrame:
    """Imports by country and product, with the trade-weighted mean log distance of the suppliers.

    The mean runs over the suppliers whose distance is known; it is null when none is (method notes 2.1,
    ln D_jk of the market-share form).
    """
    logs = distances.lazy().select("exporter", "importer", pl.col("distance_km").log().alias("log_km"))
    near = flows.join(logs, on=["exporter", "importer"], how="left")
    measured = pl.col("value_usd").filter(pl.col("log_km").is_not_null())
    mean = (pl.col("value_usd") * pl.col("log_km")).sum() / measured.sum()
    totals = near.group_by("year", "importer", "hs6").agg(
        _usd(),
        _count("exporter").alias("exporters"),
        pl.when(measured.sum() > 0).then(mean).cast(pl.Float32).alias("mean_log_distance"),
    )
    return _shaped(totals, "importer_product_totals")


def pair_values(flows: pl.LazyFrame) -> pl.DataFrame:
    """Total by pair and year: year, exporter, importer, value_usd."""
    return flows.group_by("year", "exporter", "importer").agg(_usd()).collect()


def _usd() -> pl.Expr:
    return pl.col("value_usd").round(0).sum()


def _count(column: str) -> pl.Expr:
    return pl.col(column).n_unique().cast(pl.Int32)


def _shaped(frame: pl.LazyFrame, table: str) -> pl.DataFrame:
    return frame.select(list(declared(table).schema)).sort(declared(table).key).collect()
