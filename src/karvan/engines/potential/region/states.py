"""A country's published exports by state, as the back-test needs them: checked, by year, state and code."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from karvan.errors import QuestionError

CODES = ("hs6", "hs4")
NEEDED = ("region", "value_usd")
OPTIONAL = ("year", "population", "capacity", "export_share")
_AMOUNTS = ("value_usd", "population", "capacity", "export_share")


@dataclass(frozen=True, slots=True)
class States:
    """Rows (year, region, code, value_usd ...), one a year, region and code; no year = the year 0."""

    rows: pl.DataFrame
    code_column: str
    years: tuple[int, ...]
    regions: tuple[str, ...]

    def year(self, year: int) -> pl.DataFrame:
        """The rows of one year."""
        return self.rows.filter(pl.col("year") == year)


def states_of(states: pl.DataFrame) -> States:
    """Check the table and put it in order.

    Columns, of numbers or of texts as a sheet gives them: `region`; `hs6` or `hs4` (a number's lost leading zero
    is restored); `value_usd`; and, when
    known, `year`, `population` (of the region, repeated), `capacity` (of the region in the product) and
    `export_share` (the part of it that is exported, 0 to 1). Raises QuestionError naming what is wrong.
    """
    code = _code_column(states)
    rows = states.with_columns(
        _year(states),
        pl.col("region").cast(pl.String),
        _digits(code).alias("code"),
        *(_amount(states, name) for name in _AMOUNTS if name in states.columns),
    ).drop(code)
    _check(rows, code)
    if rows["code"].str.len_chars().n_unique() > 1 or not rows["code"].str.contains(r"^\d+$").all():
        raise QuestionError(
            "The column {column} holds something that is no HS code.",
            fix="Keep the rows of one kind of code, without totals.",
            column=code,
        )
    ordered = rows.sort("year", "region", "code")
    years = tuple(ordered["year"].unique().sort().to_list())
    return States(ordered, code, years, tuple(ordered["region"].unique().sort().to_list()))


def _code_column(states: pl.DataFrame) -> str:
    found = [name for name in CODES if name in states.columns]
    missing = [name for name in NEEDED if name not in states.columns]
    strange = sorted(set(states.columns) - {*CODES, *NEEDED, *OPTIONAL})
    if len(found) != 1 or missing or strange:
        raise QuestionError(
            "State exports need region, value_usd and one of hs6 and hs4; missing {missing}, not known {strange}.",
            fix="Rename or drop columns; year, population, capacity and export_share may be there too.",
            missing=", ".join([*missing, *([] if len(found) == 1 else ["hs6 or hs4"])]) or "none",
            strange=", ".join(strange) or "none",
        )
    return found[0]


def _year(states: pl.DataFrame) -> pl.Series:
    if "year" not in states.columns:
        return pl.Series("year", [0] * states.height, pl.Int64)
    years = _amount(states, "year")
    if not years.is_between(1, 9999).all() or not (years == years.floor()).all():
        raise QuestionError("The column {column} holds something that is no year.", column="year")
    return years.cast(pl.Int64)


def _digits(code: str) -> pl.Expr:
    return pl.col(code).cast(pl.String).str.strip_chars().str.zfill(int(code[2:]))


def _amount(states: pl.DataFrame, name: str) -> pl.Series:
    """A column of numbers, also when they are texts as in a sheet; an empty cell is unknown."""
    given = states[name]
    if given.dtype == pl.String:
        given = given.str.strip_chars().replace("", None)
    numbers = given.cast(pl.Float64, strict=False)
    odd = states[name].filter(given.is_not_null() & numbers.is_null())
    if len(odd):
        raise QuestionError("The column {column} holds {text}, which is no number.", column=name, text=odd[0])
    return numbers


def _check(rows: pl.DataFrame, code: str) -> None:
    if not rows.height:
        raise QuestionError("The table of state exports has no rows.")
    for name in ("region", "code", "year", "value_usd"):
        if rows[name].null_count():
            raise QuestionError(
                "The column {column} has empty cells.", column=code if name == "code" else name
            )
    for name in _AMOUNTS:
        if name in rows.columns and not _is_amount(rows[name]):
            raise QuestionError("The column {column} holds a negative number or none.", column=name)
    twice = rows.filter(pl.struct("year", "region", "code").is_duplicated())
    if twice.height:
        raise QuestionError(
            "{region} has {code} of {year} twice.",
            fix="Add up the rows of a region, code and year (partners, districts, ways of transport).",
            **twice.select("region", "code", "year").row(0, named=True),
        )
    if rows["region"].n_unique() < 2:
        raise QuestionError("State exports of one region only cannot be scored.")


def _is_amount(column: pl.Series) -> bool:
    values = column.drop_nulls().to_numpy()
    return bool((np.isfinite(values) & (values >= 0)).all())
