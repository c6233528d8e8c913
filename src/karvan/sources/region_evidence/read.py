"""A region's evidence as rows: every key handled, every fact dated and cited, or nothing is loaded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from karvan.model.territory import alpha3_of
from karvan.sources.contract import Reading, describe
from karvan.sources.files import content_sha256
from karvan.sources.region_evidence.cells import CELLS, text
from karvan.sources.region_evidence.entries import Entry, entries
from karvan.store.tables import declared

DESCRIPTION = describe("region_evidence")
_TABLE = "region_evidence"
_COLUMNS = DESCRIPTION.columns["evidence"]
_KINDS: Mapping[str, Mapping[str, Sequence[str]]] = DESCRIPTION.extra["kinds"]
_EVERY: Sequence[str] = DESCRIPTION.extra["every"]
_MAY: Sequence[str] = DESCRIPTION.extra["may"]
_SAME = ("dataset", "kind", "region", "code", "basis", "producer", "period_end", "title")


def read(path: Path, *, carry: pl.DataFrame | None = None) -> Reading:
    """Table `region_evidence` of one .yml, .xlsx or .csv, with the datasets loaded before (`carry`).

    A dataset loaded again is replaced. Raises UnreadableInput, CorruptArchive, LayoutChanged with file:line.
    """
    found = entries(path, DESCRIPTION)
    rows = [_row(one) for one in found]
    _check_once(found, rows)
    frame = pl.DataFrame(rows, schema=declared(_TABLE).schema)
    datasets = frame["dataset"].unique().sort().to_list()
    kept = [] if carry is None else [carry.filter(~pl.col("dataset").is_in(datasets))]
    everything = pl.concat([*kept, frame]).sort("dataset", "row")
    observed = max(row["observed_on"] for row in rows)
    return Reading(
        tables={_TABLE: everything},
        label=observed.isoformat(),
        content_sha256=content_sha256(path),
        published_on=observed,
        coverage={
            "datasets": everything["dataset"].unique().sort().to_list(),
            "regions": everything["region"].unique().sort().to_list(),
        },
    )


def _row(entry: Entry) -> dict[str, Any]:
    _check_keys(entry)
    values = {key: _cell(key, entry) for key in _COLUMNS}
    _check_region(entry)
    _check_dates(values, entry)
    _check_figures(values, entry)
    code = values.pop("hs") or ""
    words = {key: values[key] or "" for key in ("producer", "unit")}
    return {**values, **words, "code": code, "row": entry.line}


def _cell(key: str, entry: Entry) -> Any:
    said = entry.texts.get(key)
    return None if said is None else CELLS.get(key, text)(said, entry)


def _check_keys(entry: Entry) -> None:
    kind = entry.texts.get("kind", "")
    if kind not in _KINDS:
        raise entry.refusal(
            "{found} is no kind of evidence.",
            "Use one of: {known}.",
            found=kind or "An empty cell",
            known=", ".join(_KINDS),
        )
    needed = [*_EVERY, *_KINDS[kind]["needs"]]
    missing = [key for key in needed if key not in entry.texts]
    if missing:
        raise entry.refusal(
            "{kind} lacks {key}.",
            "Add it: a fact without citation, dates or licence does not load.",
            kind=kind,
            key=", ".join(missing),
        )
    odd = sorted(set(entry.texts) - {*needed, *_MAY, *_KINDS[kind]["may"]})
    if odd:
        raise entry.refusal("{key} has no meaning for {kind}.", "Leave it empty.", key=odd[0], kind=kind)
    if entry.texts["basis"] not in _KINDS[kind]["basis"]:
        raise entry.refusal(
            "The basis {found} is not one of {kind}.",
            "Use one of: {known}.",
            found=entry.texts["basis"],
            kind=kind,
            known=", ".join(_KINDS[kind]["basis"]),
        )


def _check_region(entry: Entry) -> None:
    home, region = entry.texts["home"], entry.texts["region"]
    if "-" not in region or alpha3_of(region) != home:
        raise entry.refusal(
            "{region} is no region of {home}.",
            "Use the country's ISO 3166-2 codes, for example PT-13.",
            region=region,
            home=home,
        )


def _check_dates(values: Mapping[str, Any], entry: Entry) -> None:
    for first, then in (("period_start", "period_end"), ("observed_on", "review_by")):
        one, two = values[first], values[then]
        if one is not None and two is not None and two < one:
            raise entry.refusal(
                "{then} ({two}) is before {first} ({one}).",
                "Correct one of the two dates.",
                then=then,
                two=two,
                first=first,
                one=one,
            )


def _check_figures(values: Mapping[str, Any], entry: Entry) -> None:
    if values["kind"] == "exports" and values["unit"] != "USD":
        raise entry.refusal(
            "Exports are in USD here, not in {unit}.",
            "Convert them, or load the customs table itself with its rates.",
            unit=values["unit"],
        )
    if values["kind"] in ("stated", "fallback") and (values["share"] is None) == (values["amount"] is None):
        raise entry.refusal(
            "A share is needed, or an amount of a national amount.", "Give one of the two, not both."
        )
    given = [key for key in ("amount", "nation_amount") if values[key] is not None]
    if given and values["unit"] is None:
        raise entry.refusal("{key} has no unit.", "Name it under unit.", key=given[0])


def _check_once(found: Sequence[Entry], rows: Sequence[Mapping[str, Any]]) -> None:
    lines: set[int] = set()
    seen: dict[tuple[Any, ...], int] = {}
    for entry, row in zip(found, rows, strict=True):
        key = tuple(row[name] for name in _SAME)
        if key in seen or entry.line in lines:
            raise entry.refusal(
                "The same evidence stands twice; the first is on line {first}.",
                "Keep one of the two, each on a line of its own.",
                first=seen.get(key, entry.line),
            )
        seen[key] = entry.line
        lines.add(entry.line)
