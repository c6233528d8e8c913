"""`karvan backtest screening`: how well names are matched, on pairs somebody has judged."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from karvan.cli.backtest import rounded
from karvan.cli.backtest_lines import figure
from karvan.cli.home import karvan_home
from karvan.cli.output import done, line, watched
from karvan.cli.words import marked
from karvan.engines.access.screening.ask import LISTS
from karvan.engines.access.screening.backtest import NamePair, backtest_screening
from karvan.engines.access.screening.index import IndexedName, NameIndex
from karvan.errors import QuestionError
from karvan.sources.files import read_sheet, refuse_large
from karvan.store.layout import replace_text
from karvan.store.snapshot import Snapshot, Store

LARGEST_MB = 50
COLUMNS = ("query", "target", "is_match")


def screening(pairs: Path, *, out: Path | None = None) -> None:
    """Score pairs of names, rank the targets, and ask the loaded lists for every query.

    Parameters
    ----------
    pairs
        A .csv in UTF-8 or an .xlsx with the columns query, target, is_match (1 = both names are one party's, 0 = not).
    out
        A file to keep the record in.
    """
    with watched() as watch:
        watch.progress("read pairs", 0, 0)
        judged = read_pairs(pairs)
        watch.progress("match names", 0, 0)
        record = backtest_screening(judged, loaded_names(Store.open(karvan_home())))
    if out is not None:
        replace_text(out, json.dumps(rounded(record.to_json()), indent=1) + "\n")
    done(record.to_json(), screening_lines(record.to_json()))


def loaded_names(snapshot: Snapshot) -> NameIndex | None:
    """Every name of the official lists that are loaded; None where none is. Raises SnapshotCorrupt."""
    names = [
        IndexedName(jurisdiction, row["ref"], "", row["name"], row["quality"])
        for jurisdiction, prefix in LISTS.items()
        if snapshot.has(f"{prefix}listing_names")
        for row in snapshot.read(f"{prefix}listing_names").iter_rows(named=True)
    ]
    return NameIndex.build(names) if names else None


def read_pairs(path: Path) -> list[NamePair]:
    """The judged pairs of a file.

    Raises UnreadableInput, LayoutChanged, CorruptArchive; QuestionError for a missing column, no rows, an empty name
    or an is_match that is neither 0 nor 1.
    """
    refuse_large(path, LARGEST_MB)
    table = read_sheet(path)
    missing = [name for name in COLUMNS if name not in table.columns]
    if missing or table.is_empty():
        raise QuestionError(
            marked("These are no pairs of names: {missing} is missing."),
            where=str(path),
            fix=marked("Give rows with the columns query, target and is_match."),
            missing=", ".join(missing) or "every row",
        )
    return [_pair(row, number, path) for number, row in enumerate(table.select(COLUMNS).iter_rows(), start=2)]


def _pair(row: tuple[str, str, str], number: int, path: Path) -> NamePair:
    query, target, word = (text.strip() for text in row)
    if not query or not target or word not in ("0", "1"):
        raise QuestionError(
            marked("Row {number} is no judged pair: {query}, {target}, {word}."),
            where=str(path),
            fix=marked("Give two names and is_match as 1 or 0."),
            number=number,
            query=query or "-",
            target=target or "-",
            word=word or "-",
        )
    return NamePair(query, target, word == "1")


def screening_lines(record: Mapping[str, Any]) -> list[str]:
    """The figures as lines for people."""
    return [
        line(
            marked("{matches} matches and {others} non-matches; method {method}, threshold {threshold}."),
            matches=record["matches"],
            others=record["others"],
            method=record["method"],
            threshold=record["threshold"],
        ),
        line(marked("Recall at 1 % false positives: {share}"), share=figure(record["recall_at_1pct_fpr"])),
        line(
            marked("At the threshold: recall {recall}, false positives {false}, F1 {f1}"),
            recall=figure(record["recall"]),
            false=figure(record["false_positive_rate"]),
            f1=figure(record["f1"]),
        ),
        line(marked("Among the best five of all targets: {share}"), share=figure(record["top5"])),
        line(
            marked("False alerts for each query on the loaded lists ({names} names): {number}"),
            names=record["list_names"],
            number=figure(record["false_alerts_per_query"]),
        ),
    ]
