"""Packs as tables: whole, or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from karvan.errors import PackError
from karvan.sources.contract import Issue, Reading, describe
from karvan.sources.packs.in_force import PackFile, folders, in_force, packs_under
from karvan.sources.packs.law_rules import every_law_fact
from karvan.sources.packs.lint import by_place
from karvan.sources.packs.rows import frames
from karvan.sources.packs.rules import check
from karvan.sources.packs.study import Pack, study

DESCRIPTION = describe("packs")
READER = 5  # raise it when the same files give other rows, so that they are loaded anew


def whole_packs(shipped: Path, overlay: Path | None = None) -> tuple[tuple[PackFile, ...], tuple[Pack, ...]]:
    """The files and packs in force; `shipped` may be one pack. Raises PackError for the first fault, by place."""
    faults: list[PackError] = []
    files, packs = study(packs_under(shipped, faults.append), folders(overlay, faults.append), faults.append)
    check(packs)
    if faults:
        raise min(faults, key=by_place)
    return files, packs


def read(shipped: Path, overlay: Path | None = None) -> Reading:
    """The pack_* tables of the shipped packs, with the user's files of the same name in their place.

    The label and `published_on` are the latest day on which a fact was observed. Raises PackError for the
    first fault, by file and line; `lint` shows them all.
    """
    files, packs = whole_packs(shipped, overlay)
    if not packs:
        raise PackError(
            "There is no pack here.", where=str(shipped), fix="Give a folder of packs, each with a pack.yml."
        )
    observed = _observed(packs)
    return Reading(
        tables=frames(files, packs),
        label=observed.isoformat(),
        content_sha256=_sha256(files),
        published_on=observed,
        coverage=_coverage(files, packs),
        issues=tuple(_override(file) for file in files if file.overrides),
    )


def fingerprint(shipped: Path, overlay: Path | None) -> str | None:
    """What `content_sha256` would be, without parsing; None when something lies where it should not."""
    strays: list[PackError] = []
    files = in_force(folders(shipped, strays.append), folders(overlay, strays.append), strays.append)
    return None if strays else _sha256(files)


def _observed(packs: Sequence[Pack]) -> date:
    heads = [sheet.head for pack in packs for sheet in pack.sheets.values()]
    facts = [fact for pack in packs for fact in (*pack.citations.values(), *pack.facts("stops.yml"))]
    days = [fact.values["observed_on"] for fact in (*heads, *facts) if "observed_on" in fact.values]
    law = [fact.values["known"]["observed_on"] for pack in packs for _, fact in every_law_fact(pack)]
    return max([*days, *law], default=date.min)


def _sha256(files: Sequence[PackFile]) -> str:
    """One sum over the files' names and sums, in the order of their names."""
    lines = (f"{file.pack}/{file.name} {file.sha256}\n" for file in files)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _coverage(files: Sequence[PackFile], packs: Sequence[Pack]) -> dict[str, Any]:
    return {
        "reader": READER,
        "packs": [pack.id for pack in packs],
        "regions": [fact.values["code"] for pack in packs for fact in pack.facts("region.yml")],
        "overlay": [f"{file.pack}/{file.name}" for file in files if file.is_overlay],
        "overrides": [f"{file.pack}/{file.name}" for file in files if file.overrides],
    }


def _override(file: PackFile) -> Issue:
    return Issue(str(file.path), f"stands in for the shipped {file.pack}/{file.name}")
