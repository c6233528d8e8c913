"""Labels of several HS revisions and the concordances between neighbouring ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl

from karvan.sources.contract import Issue, Reading, describe
from karvan.sources.files import content_sha256
from karvan.sources.hs_nomenclature.concordances import read_concordances, wide_codes
from karvan.sources.hs_nomenclature.labels import read_labels

DESCRIPTION = describe("hs_nomenclature")


def read(labels: Mapping[int, Path], concordances: Path) -> Reading:
    """Tables `hs_labels` (from one list a revision, keyed by its year) and `hs_concordance`.

    Raises LayoutChanged, UnknownCode, CorruptArchive, UnreadableInput.
    """
    lists = {hs_rev: read_labels(labels[hs_rev], hs_rev, DESCRIPTION) for hs_rev in sorted(labels)}
    pairs = read_concordances(concordances, DESCRIPTION)
    revisions = sorted(DESCRIPTION.extra["revisions"].values())
    steps = pairs.select("from_rev", "to_rev").unique().sort("from_rev").rows()
    return Reading(
        tables={"hs_labels": pl.concat(lists.values()), "hs_concordance": pairs},
        label="-".join(["hs", *map(str, lists)]),
        content_sha256=content_sha256(*(labels[hs_rev] for hs_rev in lists), concordances),
        published_on=None,
        coverage={
            "labels": list(lists),
            "concordances": [f"{newer} to {older}" for newer, older in steps],
            "missing": [f"labels of HS {hs_rev}" for hs_rev in revisions if hs_rev not in lists],
        },
        issues=(*_unmatched(lists, pairs, concordances.name), *_wide(pairs, concordances.name)),
        notes=("99, 9999 and 999999 are the publisher's own codes for goods not specified.",),
    )


def _unmatched(lists: Mapping[int, pl.DataFrame], pairs: pl.DataFrame, where: str) -> Iterator[Issue]:
    """Subheadings that stand on one side only, for each revision whose labels we have."""
    for hs_rev, frame in lists.items():
        listed = set(frame.filter(pl.col("code").str.len_chars() == 6)["code"])
        for end in ("from", "to"):
            paired = set(pairs.filter(pl.col(f"{end}_rev") == hs_rev)[f"{end}_code"])
            other = "older" if end == "from" else "newer"
            if paired and paired != listed:
                yield Issue(
                    where,
                    f"HS {hs_rev} against the {other} revision: without a counterpart "
                    f"{_named(listed - paired)}; paired but not listed {_named(paired - listed)}",
                )


def _wide(pairs: pl.DataFrame, where: str) -> Iterator[Issue]:
    for newer, older, code, count in wide_codes(pairs, DESCRIPTION.extra["wide"]).rows():
        yield Issue(where, f"HS {newer} {code} is paired with {count} codes of HS {older}: no bridge")


def _named(codes: set[str]) -> str:
    return ", ".join(sorted(codes)) or "none"
