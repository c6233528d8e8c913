"""Analysis tables derived from trade."""

from __future__ import annotations

import polars as pl

from karvan.store.tables.declare import COUNTRY, EXPORTER, F64, HS6, IMPORTER, YEAR, B, C, S, Table

TABLES: tuple[Table, ...] = (
    Table(
        "exporter_product_totals",
        "cube",
        "What each country sells of each product to all importers of the release.",
        ("year", "exporter", "hs6"),
        (
            YEAR,
            EXPORTER,
            HS6,
            C("value_usd", F64, "exports to the importers present", "current USD"),
            C("importers", pl.Int32(), "number of importers", "countries"),
        ),
        has_hs_rev=True,
    ),
    Table(
        "importer_product_totals",
        "cube",
        "What each country buys of each product from all exporters of the release.",
        ("year", "importer", "hs6"),
        (
            YEAR,
            IMPORTER,
            HS6,
            C("value_usd", F64, "imports from the exporters present", "current USD"),
            C("exporters", pl.Int32(), "number of suppliers", "countries"),
            C(
                "mean_log_distance",
                pl.Float32(),
                "trade-weighted mean of the natural log of the suppliers' distance; null = no distance known",
                "ln km",
                nullable=True,
            ),
        ),
        has_hs_rev=True,
    ),
    Table(
        "product_totals",
        "cube",
        "World trade of each product: the sum over the importers present in the release.",
        ("year", "hs6"),
        (
            YEAR,
            HS6,
            C("value_usd", F64, "world trade; lacks the importers named in the manifest", "current USD"),
            C("exporters", pl.Int32(), "number of exporters", "countries"),
            C("importers", pl.Int32(), "number of importers", "countries"),
        ),
        has_hs_rev=True,
    ),
    Table(
        "pair_totals",
        "cube",
        "Total trade of a pair in one year, with the inferred reporting status.",
        ("year", "exporter", "importer"),
        (
            YEAR,
            EXPORTER,
            IMPORTER,
            C("value_usd", F64, "observed total; null = not observed", "current USD", nullable=True),
            C(
                "status",
                S,
                "observed, no_flow, not_observed (neither side reports), importer_missing or unknown",
            ),
            C(
                "reporting",
                S,
                "both, one or none of the two sides is inferred to report; unknown if untested",
            ),
            C("confidence", S, "high, medium or low: how sure the inference of reporting is"),
        ),
    ),
    Table(
        "reporting",
        "cube",
        "Which countries seem to report their trade in a year. BACI carries no reporter flag: inferred.",
        ("year", "country"),
        (
            YEAR,
            COUNTRY,
            C("reports", B, "inferred"),
            C("confidence", S, "high, medium or low"),
            C(
                "vanished_partners",
                pl.Int32(),
                "partners once above the threshold, now without a row",
                "countries",
            ),
            C(
                "kept_share",
                F64,
                "share of once-traded pairs still visible; null = none to judge by",
                "fraction",
                nullable=True,
            ),
        ),
    ),
)
