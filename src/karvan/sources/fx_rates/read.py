"""The user's table of rates: exact, dated, and never two rates of one kind on one day."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl

from karvan.errors import LayoutChanged, UnreadableInput
from karvan.sources.contract import Issue, Reading, check_columns, describe
from karvan.sources.files import content_sha256, sheet_rows
from karvan.sources.fx_rates import cells
from karvan.store.tables import declared

DESCRIPTION = describe("fx_rates")
_KEY = ("on", "base", "quote", "kind")


def read(path: Path) -> Reading:
    """Table `fx` from a .csv or .xlsx with the columns on, base, quote, kind, rate, source.

    `published_on` is the day of the newest rate. A rate given twice alike is an issue. Raises
    LayoutChanged (also when one day has two rates of one kind), UnknownCode, CorruptArchive,
    UnreadableInput; `where` is file:line.
    """
    (_, headings), *rows = sheet_rows(path) or [(0, [])]
    names = [name.strip() for name in headings]
    check_columns(names, DESCRIPTION, "rates", str(path))
    if not rows:
        raise UnreadableInput(
            "The file cannot be read: {problem}.",
            where=str(path),
            fix="Write one rate a line below the headings.",
            problem="it has no rates",
        )
    read_rows = [(line, _rate(names, row, f"{path}:{line}")) for line, row in rows]
    kept, issues = _once(read_rows, path)
    frame = pl.DataFrame(kept, schema=declared("fx").schema, orient="row").sort(_KEY)
    newest = max(row["on"] for row in kept)
    return Reading(
        tables={"fx": frame},
        label=newest.isoformat(),
        content_sha256=content_sha256(path),
        published_on=newest,
        coverage={"rates": _coverage(frame)},
        issues=issues,
    )


def _rate(names: Sequence[str], row: Sequence[str], where: str) -> dict[str, Any]:
    if len(row) != len(names):
        raise LayoutChanged(
            "A row has {found} cells, the headings are {expected}.",
            where=where,
            fix="Fill the row, or put a number with commas in quotation marks.",
            found=len(row),
            expected=len(names),
        )
    cell = {name: text.strip() for name, text in zip(names, row, strict=True)}
    base, quote = (cells.currency(cell[end], DESCRIPTION, where) for end in ("base", "quote"))
    if base == quote or not cell["source"]:
        raise LayoutChanged(
            "A rate needs two currencies and a source; here are {base}, {quote} and {source}.",
            where=where,
            fix="Name who published the rate, and check the two currencies.",
            base=base,
            quote=quote,
            source=cell["source"] or "no source",
        )
    return {
        "on": cells.day(cell["on"], where),
        "base": base,
        "quote": quote,
        "kind": cells.kind(cell["kind"], DESCRIPTION, where),
        "rate": cells.rate(cell["rate"], where),
        "source": cell["source"],
    }


def _once(
    rows: Sequence[tuple[int, dict[str, Any]]], path: Path
) -> tuple[list[dict[str, Any]], tuple[Issue, ...]]:
    """Each key once; a second row must say the same rate."""
    first: dict[tuple[Any, ...], tuple[int, dict[str, Any]]] = {}
    issues = []
    for line, row in rows:
        key = tuple(row[name] for name in _KEY)
        if key not in first:
            first[key] = (line, row)
            continue
        earlier, same = first[key]
        if Decimal(same["rate"]) != Decimal(row["rate"]):
            raise LayoutChanged(
                "{base}/{quote} ({kind}) of {on} is {rate} here and {earlier_rate} in line {earlier}.",
                where=f"{path}:{line}",
                fix="Keep one of the two, or give them different kinds.",
                **{**row, "earlier_rate": same["rate"], "earlier": earlier},
            )
        issues.append(Issue(f"{path.name}:{line}", f"the same rate as in line {earlier}; kept once"))
    return [row for _, row in first.values()], tuple(issues)


def _coverage(frame: pl.DataFrame) -> list[dict[str, Any]]:
    """For each pair and kind: first day, last day, number of rates."""
    spans = frame.group_by("base", "quote", "kind").agg(
        pl.col("on").min().dt.to_string().alias("first"),
        pl.col("on").max().dt.to_string().alias("last"),
        pl.len().alias("days"),
    )
    return spans.sort("base", "quote", "kind").to_dicts()
