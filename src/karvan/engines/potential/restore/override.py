"""The user's own national customs figures of a pair: they override an estimate, and both are shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from karvan.cube.hs_mapping import open_hs_map
from karvan.engines.potential.restore.answer import UserTable
from karvan.store.snapshot import Snapshot


def user_table(snapshot: Snapshot, home: str, market: str, year: int) -> UserTable | None:
    """National exports of home to market in `year` from loaded customs tables; None when there are none.

    Of several tables the one with the most rows of the year counts, the first by name among equals; they are
    never added up, as two tables of one trade would double it. A Jalali year belongs to the year that holds
    its middle. Rows without a value are not in the sum.
    """
    if not snapshot.has("customs_exports"):
        return None
    rows = snapshot.read("customs_exports", {"home": home, "importer": market, "region": ""})
    mine = rows.filter(pl.col("value_usd").is_not_null() & pl.Series(_is_of(rows, year), dtype=pl.Boolean))
    if not mine.height:
        return None
    sizes = mine.group_by("dataset").len().sort(pl.col("len"), "dataset", descending=[True, False])
    dataset = str(sizes["dataset"][0])
    chosen = mine.filter(pl.col("dataset") == dataset)
    values = chosen.group_by("hs6").agg(pl.col("value_usd").sum()).sort("hs6")
    return UserTable(_in_revision(snapshot, dict(values.iter_rows()), year), year, dataset)


def _is_of(rows: pl.DataFrame, year: int) -> list[bool]:
    return [
        _middle(start, end).year == year for start, end in rows.select("period_start", "period_end").rows()
    ]


def _middle(start: date, end: date) -> date:
    return start + (end - start) / 2


def _in_revision(snapshot: Snapshot, values: Mapping[str, float], year: int) -> dict[str, float]:
    """The values in the revision of the trade data; a code that split falls on its successors by world trade."""
    revision = snapshot.manifest("customs_exports").tables["customs_exports"].hs_rev or 0
    codes = open_hs_map(snapshot, revision)
    world = dict(snapshot.read("product_totals", {"year": year}, ["hs6", "value_usd"]).iter_rows())
    found: dict[str, float] = {}
    for hs6, value in values.items():
        for code, share in _shares(codes.cover([hs6]), world).items():
            found[code] = found.get(code, 0.0) + value * share
    return found


def _shares(codes: tuple[str, ...], world: Mapping[str, float]) -> dict[str, float]:
    sizes = {code: world.get(code, 0.0) for code in codes}
    total = sum(sizes.values())
    return {code: size / total if total else 1 / len(codes) for code, size in sizes.items()}
