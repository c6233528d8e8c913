"""Every party of the list with every name. What is not on this list is not thereby cleared."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from karvan.sources.contract import Issue, Reading, check_columns, describe
from karvan.sources.files import content_sha256
from karvan.sources.listed_day import british_day
from karvan.sources.listed_party import Party, coverage, listed
from karvan.sources.strict_csv import dicts, strict_rows
from karvan.sources.uk_sanctions.party import has_primary, party
from karvan.sources.xml_tree import unusable_list

DESCRIPTION = describe("uk_sanctions")
_FIRST_LINE = re.compile(r"(?:Report Date|Last Updated):?\s*,?\s*(\d[\w/-]+)", re.IGNORECASE)


def read(path: Path) -> Reading:
    """Tables `uk_listings` and `uk_listing_names` from UK-Sanctions-List.csv or the former ConList.csv.

    A party whose names include no primary one keeps its first as such, and that is an issue. Raises
    UnreadableInput; LayoutChanged for another first line or heading, a kind, type or grade that is new, or a
    file cut short.
    """
    lines = strict_rows(path, DESCRIPTION.extra["largest_mb"])
    day = _published_on(lines, path)
    layout, headings = _headings(lines, path)
    groups: dict[str, list[tuple[str, dict[str, str]]]] = {}
    for where, row in dicts(lines, headings, path):
        groups.setdefault(row[DESCRIPTION.extra["fields"][layout]["ref"]], []).append((where, row))
    found = [party(rows, layout, DESCRIPTION) for rows in groups.values()]
    parties = [one if has_primary(one) else _with_primary(one) for one in found]
    return Reading(
        tables=listed("uk_", parties, str(path)),
        label=day.isoformat(),
        content_sha256=content_sha256(path),
        published_on=day,
        coverage={"layout": layout, **coverage(parties)},
        issues=tuple(
            Issue(path.name, f"{one.ref} has no primary name; its first name stands for it")
            for one in found
            if not has_primary(one)
        ),
    )


def _published_on(lines: Iterator[tuple[int, list[str]]], path: Path) -> date:
    _, first = next(lines, (0, []))
    text = ",".join(cell.strip() for cell in first).rstrip(",")
    stated = _FIRST_LINE.fullmatch(text)
    if not stated:
        raise unusable_list(
            "The first line of the list does not say of which day it is, but {text}.",
            str(path),
            text=text[:80] or "nothing",
        )
    return british_day(stated[1], str(path))


def _headings(lines: Iterator[tuple[int, list[str]]], path: Path) -> tuple[str, list[str]]:
    """The layout and the headings by the names that source.yml gives them."""
    _, cells = next(lines, (0, []))
    renamed = DESCRIPTION.extra["renamed"]
    headings = [renamed.get(cell.strip(), cell.strip()) for cell in cells]
    layout = "conlist" if "Group ID" in headings else "uksl"
    check_columns(headings, DESCRIPTION, layout, str(path))
    if len(set(headings)) < len(headings):
        raise unusable_list("Two columns have the same heading: {names}.", str(path), names=headings)
    return layout, headings


def _with_primary(one: Party) -> Party:
    """The first name in Latin script stands for the primary one, or the first of all."""
    latin = (at for at, (_, quality) in enumerate(one.names) if quality != "original")
    head = next(latin, 0)
    names = [(name, "primary" if at == head else quality) for at, (name, quality) in enumerate(one.names)]
    return dataclasses.replace(one, names=names)
