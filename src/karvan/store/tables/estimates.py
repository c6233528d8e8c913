"""Estimates of trade that nobody reports."""

from __future__ import annotations

import polars as pl

from karvan.store.tables.declare import EXPORTER, F64, HS6, I16, IMPORTER, KEY92, YEAR, C, S, Table

TABLES: tuple[Table, ...] = (
    Table(
        "pair_estimates",
        "estimates",
        "Estimated totals of pairs that neither side reports, with intervals.",
        ("year", "exporter", "importer"),
        (
            YEAR,
            EXPORTER,
            IMPORTER,
            C("value_usd", F64, "estimate of the year's total", "current USD"),
            C("low_50_usd", F64, "lower end of the 50 % interval", "current USD"),
            C("high_50_usd", F64, "upper end of the 50 % interval", "current USD"),
            C("low_80_usd", F64, "lower end of the 80 % interval", "current USD"),
            C("high_80_usd", F64, "upper end of the 80 % interval", "current USD"),
            C("low_95_usd", F64, "lower end of the 95 % interval", "current USD"),
            C("high_95_usd", F64, "upper end of the 95 % interval", "current USD"),
            C("basis", S, "carried (from the last listed year) or gravity (no year lists the pair)"),
            C(
                "last_year",
                I16,
                "last year the history lists the pair in; null = never",
                "year",
                nullable=True,
            ),
            C("last_usd", F64, "its listed chapters in that year", "current USD", nullable=True),
            C("tested", S, "the back-test that covers this level and size class, or not_tested"),
        ),
    ),
    Table(
        "chapter_estimates",
        "estimates",
        "The same pairs by chapter key; a pair's chapters add up to its total.",
        ("year", "exporter", "importer", "hs2_key"),
        (
            YEAR,
            EXPORTER,
            IMPORTER,
            KEY92,
            C("value_usd", F64, "estimate", "current USD"),
        ),
    ),
    Table(
        "flow_estimates",
        "estimates",
        "The same pairs by product, where detail is held; a pair's products add up to its chapters.",
        ("year", "exporter", "importer", "hs6"),
        (YEAR, EXPORTER, IMPORTER, HS6, C("value_usd", F64, "estimate", "current USD")),
        has_hs_rev=True,
    ),
    Table(
        "exporter_product_estimates",
        "estimates",
        "What estimated pairs add to exporter_product_totals.",
        ("year", "exporter", "hs6"),
        (YEAR, EXPORTER, HS6, C("value_usd", F64, "estimated exports to unseen markets", "current USD")),
        has_hs_rev=True,
    ),
    Table(
        "importer_product_estimates",
        "estimates",
        "What estimated pairs add to importer_product_totals.",
        ("year", "importer", "hs6"),
        (
            YEAR,
            IMPORTER,
            HS6,
            C("value_usd", F64, "estimated imports from unseen suppliers", "current USD"),
            C(
                "mean_log_distance",
                pl.Float32(),
                "their trade-weighted mean natural log of the distance; null = no distance known",
                "ln km",
                nullable=True,
            ),
        ),
        has_hs_rev=True,
    ),
)
