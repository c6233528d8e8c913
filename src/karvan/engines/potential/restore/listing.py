"""Flows as the chapter history would list them, so that years before and after silence compare."""

from __future__ import annotations

import polars as pl

from karvan.model.product import chapter_key_1992

LISTED_PARTNERS = 5
PAIR = ["exporter", "importer"]


def by_chapter(flows: pl.DataFrame) -> pl.DataFrame:
    """exporter, importer, hs2_key, value_usd of `flows` (exporter, importer, hs6, value_usd of one year).

    The key is that of the history (model.product), which files the chapters of other HS revisions alike:
    chapters changed little between revisions, subheadings much.
    """
    keys = {code: chapter_key_1992(code) for code in flows["hs6"].unique().to_list()}
    keyed = flows.with_columns(pl.col("hs6").replace_strict(keys, return_dtype=pl.String).alias("hs2_key"))
    return keyed.group_by(*PAIR, "hs2_key").agg(pl.col("value_usd").sum()).sort(*PAIR, "hs2_key")


def listed(cells: pl.DataFrame) -> pl.DataFrame:
    """The cells of `by_chapter` among the five largest of their chapter, in the exporter's list or the importer's."""
    ranks = (
        pl.col("value_usd").rank("ordinal", descending=True).over(side, "hs2_key")
        for side in ("exporter", "importer")
    )
    return cells.filter(pl.any_horizontal(rank <= LISTED_PARTNERS for rank in ranks))
