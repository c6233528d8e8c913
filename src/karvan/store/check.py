"""Rows against their declaration: exact columns, types, nulls, key."""

from __future__ import annotations

import polars as pl

from karvan.errors import SchemaMismatch
from karvan.store.tables import Table


def checked(frame: pl.DataFrame, table: Table) -> pl.DataFrame:
    """The frame itself, sorted by its key, when it fits `table`.

    Raises SchemaMismatch naming the first thing that does not fit.
    """
    _check_columns(frame, table)
    _check_nulls(frame, table)
    duplicated = frame.select(pl.struct(table.key).is_duplicated().sum()).item()
    if duplicated:
        sample = frame.filter(pl.struct(table.key).is_duplicated()).select(table.key).row(0)
        raise _mismatch(table, f"{duplicated} rows share a key, for example {sample}")
    return frame.sort(table.key)


def _check_columns(frame: pl.DataFrame, table: Table) -> None:
    expected = dict(table.schema)
    found = dict(frame.schema)
    missing, extra = expected.keys() - found.keys(), found.keys() - expected.keys()
    if missing or extra:
        raise _mismatch(table, f"missing columns {sorted(missing)}, undeclared columns {sorted(extra)}")
    for name, dtype in expected.items():
        if found[name] != dtype:
            raise _mismatch(table, f"column {name} is {found[name]}, declared {dtype}")
    if list(found) != list(expected):
        raise _mismatch(table, "columns are in another order than declared")


def _check_nulls(frame: pl.DataFrame, table: Table) -> None:
    for column in table.columns:
        if not column.nullable and frame[column.name].null_count():
            raise _mismatch(table, f"column {column.name} has nulls")


def _mismatch(table: Table, problem: str) -> SchemaMismatch:
    return SchemaMismatch(
        "Rows do not fit table {table}: {problem}.",
        fix="If the publisher's file is sound, this is a defect of its reader: please report it.",
        table=table.name,
        problem=problem,
    )
