"""One revision's list of codes and labels."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl

from karvan.errors import LayoutChanged
from karvan.sources.contract import Description, check_columns
from karvan.sources.files import read_parquet, read_sheet, read_text
from karvan.store.tables import declared

_ROOT = "TOTAL"


def read_labels(path: Path, hs_rev: int, description: Description) -> pl.DataFrame:
    """Rows of `hs_labels` for one revision, from .json (as published), .csv, .xlsx or .parquet.

    Raises LayoutChanged, also when the list is that of another revision; CorruptArchive, UnreadableInput.
    """
    where = str(path)
    raw = _raw(path, description)
    check_columns(raw.columns, description, "labels", where)
    codes = _without_root(raw, hs_rev, description, where)
    _check(codes, where)
    frame = codes.select(
        pl.lit(hs_rev, dtype=pl.Int16).alias("hs_rev"),
        pl.col("id").alias("code"),
        # A chapter's parent is the whole list, which is no code.
        pl.col("parent").replace({_ROOT: ""}),
        _text().alias("text_en"),
        pl.col("standardUnitAbbr").alias("unit"),
    )
    return frame.select(declared("hs_labels").schema.keys())


def _raw(path: Path, description: Description) -> pl.DataFrame:
    kind = path.suffix.lower()
    if kind == ".json":
        return _from_json(path, description)
    frame = read_parquet(path) if kind == ".parquet" else read_sheet(path)
    return frame.select(pl.all().cast(pl.String))


def _from_json(path: Path, description: Description) -> pl.DataFrame:
    try:
        plain: Any = json.loads(read_text(path))
    except json.JSONDecodeError as cause:
        raise _odd(f"the JSON breaks off or is damaged at line {cause.lineno}", str(path)) from cause
    if not isinstance(plain, dict):
        raise _odd("the JSON is not an object with results", str(path))
    unknown = plain.keys() - set(description.columns["json"]) - set(description.ignored["json"])
    rows = plain.get("results")
    if unknown or not isinstance(rows, list) or not rows:
        raise _odd(f"results are missing or there are new keys {sorted(unknown)}", str(path))
    # Both spellings of the level occur in copies of the publisher's lists.
    named = [{_spelled(key): str(value) for key, value in row.items()} for row in rows]
    if any(row.keys() != named[0].keys() for row in named):
        raise _odd("the rows do not all have the same fields", str(path))
    return pl.DataFrame(named)


def _spelled(key: str) -> str:
    return "aggrlevel" if key == "aggrLevel" else key


def _without_root(raw: pl.DataFrame, hs_rev: int, description: Description, where: str) -> pl.DataFrame:
    """The list without its first row, which names the revision."""
    names = {rev: name for name, rev in description.extra["revisions"].items()}
    root = raw.filter(pl.col("id") == _ROOT)["text"].to_list()
    expected = f"Total - All {names.get(hs_rev, '?')} commodities"
    if root != [expected]:
        raise LayoutChanged(
            "The list calls itself {found}; HS {hs_rev} would be {expected}.",
            where=where,
            fix="Give each revision's list in its own place.",
            found=", ".join(root) or "nothing",
            hs_rev=hs_rev,
            expected=expected,
        )
    return raw.filter(pl.col("id") != _ROOT)


def _text() -> pl.Expr:
    """The label; a few have runs of spaces inside."""
    without_code = pl.col("text").str.strip_prefix(pl.col("id") + pl.lit(" - "))
    return without_code.str.replace_all(r"\s+", " ").str.strip_chars()


def _check(codes: pl.DataFrame, where: str) -> None:
    length = pl.col("id").str.len_chars()
    parent = pl.when(length == 2).then(pl.lit(_ROOT)).otherwise(pl.col("id").str.head(-2))
    rules = {
        "is not 2, 4 or 6 digits": pl.col("id").str.contains(r"^(\d{2}){1,3}$"),
        "has another level than its length": pl.col("aggrlevel") == length.cast(pl.String),
        "stands under a code that is not its own beginning": pl.col("parent") == parent,
        "has a label that does not begin with the code": pl.col("text").str.starts_with(
            pl.col("id") + pl.lit(" - ")
        ),
        "stands there twice": ~pl.col("id").is_duplicated(),
    }
    for problem, rule in rules.items():
        odd = codes.filter(~rule | rule.is_null())["id"].to_list()
        if odd:
            raise _odd(f"{odd[0]!r} {problem} ({len(odd)} such codes)", where)
    orphans = sorted(set(codes["parent"]) - set(codes["id"]) - {_ROOT})
    if orphans:
        raise _odd(f"the codes {orphans} have children but no label", where)


def _odd(problem: str, where: str) -> LayoutChanged:
    return LayoutChanged(
        "The list of HS codes cannot be used: {problem}.",
        where=where,
        fix="Get the list again from UN Comtrade.",
        problem=problem,
    )
