"""What became of a code: published pairs, kept as they are, with their leading zeros restored."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import polars as pl

from karvan.errors import LayoutChanged, UnknownCode
from karvan.sources.contract import Description, check_columns
from karvan.sources.files import read_sheet
from karvan.store.tables import declared

_RELATIONSHIPS = ("1:1", "1:n", "n:1", "n:n")


def read_concordances(path: Path, description: Description) -> pl.DataFrame:
    """Table `hs_concordance` from code.after, code.before, Relationship, adjustment.

    The published direction is kept: `from` is the newer revision ("1996 to 1992": from 1996 to 1992), and
    the relationship reads the same way (1:n = one newer code, several older ones). Who goes from old to
    new reads the same rows backwards. Raises LayoutChanged, UnknownCode, UnreadableInput.
    """
    where = str(path)
    raw = read_sheet(path)
    check_columns(raw.columns, description, "concordances", where)
    rows = _hs_rows(raw, description, where)
    frame = rows.select(
        pl.col("adjustment").str.head(4).cast(pl.Int16).alias("from_rev"),
        pl.col("adjustment").str.tail(4).cast(pl.Int16).alias("to_rev"),
        _restored("code.after").alias("from_code"),
        _restored("code.before").alias("to_code"),
        pl.col("Relationship").alias("relationship"),
    )
    _check(frame, where)
    return frame.select(declared("hs_concordance").schema.keys())


def wide_codes(frame: pl.DataFrame, more_than: int) -> pl.DataFrame:
    """Newer codes with more counterparts than `more_than`: from_rev, to_rev, from_code, counterparts."""
    counted = frame.group_by("from_rev", "to_rev", "from_code").agg(pl.len().alias("counterparts"))
    return counted.filter(pl.col("counterparts") > more_than).sort("from_rev", "from_code")


def _hs_rows(raw: pl.DataFrame, description: Description, where: str) -> pl.DataFrame:
    revisions = sorted(description.extra["revisions"].values())
    wanted = [f"{after} to {before}" for before, after in pairwise(revisions)]
    ignored = description.extra["ignored_adjustments"]
    unknown = sorted(set(raw["adjustment"]) - set(wanted) - set(ignored))
    if unknown:
        raise _odd(f"there are new adjustments {unknown}", where)
    return raw.filter(pl.col("adjustment").is_in(wanted))


def _restored(column: str) -> pl.Expr:
    """10111 is 010111: the file was once saved with its codes as numbers.

    Only chapters 01 to 09 can lose a zero, and only one, so a subheading has five or six digits left.
    """
    code = pl.col(column)
    padded = pl.when(code.str.len_chars() == 5).then(pl.lit("0") + code).otherwise(code)
    return pl.when(code.str.contains(r"^[1-9]\d{4,5}$")).then(padded)


def _check(frame: pl.DataFrame, where: str) -> None:
    broken = frame.filter(pl.col("from_code").is_null() | pl.col("to_code").is_null())
    if broken.height:
        raise UnknownCode(
            "{count} codes are not HS subheadings of five or six digits, first between {newer} and {older}.",
            where=where,
            fix="Get the file again; codes of other classifications must be ignored by name.",
            count=broken.height,
            newer=broken["from_rev"][0],
            older=broken["to_rev"][0],
        )
    strange = sorted(set(frame["relationship"]) - set(_RELATIONSHIPS))
    if strange:
        raise _odd(f"there are new relationships {strange}", where)
    key = pl.struct("from_rev", "to_rev", "from_code", "to_code")
    twice = frame.filter(key.is_duplicated())
    if twice.height:
        raise _odd(f"{twice['from_code'][0]} and {twice['to_code'][0]} are paired twice", where)


def _odd(problem: str, where: str) -> LayoutChanged:
    return LayoutChanged(
        "The concordances cannot be used: {problem}.",
        where=where,
        fix="Get the file again; if the publisher changed it, karvan's reader must follow.",
        problem=problem,
    )
