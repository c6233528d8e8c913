"""Refusals: a table that would make silent nonsense is named and turned away."""

from __future__ import annotations

import polars as pl

from karvan.errors import UnreadableInput

ENOUGH_PAIRS = 500


def checked_flows(flows: pl.DataFrame) -> pl.DataFrame:
    """`flows` if its columns are there, its keys unique, its values finite and positive; else UnreadableInput."""
    return checked(flows, "flows", ["exporter", "importer", "hs6"])


def checked(table: pl.DataFrame, name: str, keys: list[str]) -> pl.DataFrame:
    """`table` with unique `keys` and finite `value_usd` above 0 as float, else UnreadableInput naming `name`."""
    absent = [column for column in [*keys, "value_usd"] if column not in table.columns]
    if absent:
        raise UnreadableInput(
            "Table {name} lacks {columns}.",
            name=name,
            columns=", ".join(absent),
            fix="Give a table with these columns.",
        )
    if not table.height:
        raise UnreadableInput(
            "Table {name} has no rows.", name=name, fix="Give the flows of the whole world in one year."
        )
    found = table.select(*keys, pl.col("value_usd").cast(pl.Float64))
    value = found["value_usd"]
    if value.null_count() or not (value.is_finite() & (value > 0)).all():
        raise UnreadableInput(
            "Table {name} has values that are missing, not finite, zero or negative.",
            name=name,
            fix="Leave out rows without trade; say what is unknown by leaving it out.",
        )
    if found.select(keys).is_duplicated().any():
        raise UnreadableInput(
            "Table {name} has the same {keys} twice.",
            name=name,
            keys=", ".join(keys),
            fix="Keep one row per key.",
        )
    return found


def enough(count: int) -> None:
    """Nothing, or UnreadableInput when `count` pairs above the floor are too few to learn from."""
    if count < ENOUGH_PAIRS:
        raise UnreadableInput(
            "{count} observed pairs above the floor are too few to learn from; {least} are needed.",
            count=count,
            least=ENOUGH_PAIRS,
            fix="Give the flows of the whole world in one year.",
        )
