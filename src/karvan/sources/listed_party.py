"""A party of a sanctions list in the one shape that all lists share."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from karvan.errors import LayoutChanged
from karvan.store.tables import declared

Parts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Party:
    """One listed party.

    `names` are (name, quality); one is `primary`. `places` carry `role` (address, birth, nationality,
    citizenship, flag), `documents` carry `type_of_document` and `number`, with the keys that the list of
    the United Nations uses, so that one screening reads every list.
    """

    list: str
    ref: str
    data_id: str
    kind: str
    regime: str
    names: Sequence[tuple[str, str]]
    listed_on: date | None
    updated_on: date | None
    comments: str
    places: Sequence[Parts]
    birth: Sequence[Parts]
    documents: Sequence[Parts]


def listed(prefix: str, parties: Sequence[Party], where: str) -> dict[str, pl.DataFrame]:
    """The tables `<prefix>listings` and `<prefix>listing_names`.

    Raises LayoutChanged when there is no party, a reference is given twice, or a party has no primary name.
    """
    check(parties, where)
    names = {party.ref: ordered(party.names) for party in parties}
    rows = {
        f"{prefix}listings": [_listing(party, names[party.ref]) for party in parties],
        f"{prefix}listing_names": [
            {"list": party.list, "ref": party.ref, "position": at, "name": name, "quality": quality}
            for party in parties
            for at, (name, quality) in enumerate(names[party.ref])
        ],
    }
    return {
        table: pl.DataFrame(found, schema=declared(table).schema, orient="row")
        for table, found in rows.items()
    }


def coverage(parties: Sequence[Party]) -> dict[str, Any]:
    """Number of parties of each kind and regime."""
    return {
        "parties": _counted(party.kind for party in parties),
        "regimes": _counted(p.regime for p in parties),
    }


def check(parties: Sequence[Party], where: str) -> None:
    """Raises LayoutChanged for what makes a list unusable."""
    refs = [party.ref for party in parties]
    twice = sorted({ref for ref, count in _counted(refs).items() if count > 1})
    if twice or not refs:
        raise LayoutChanged(
            "The list holds {parties} parties; references given twice: {twice}.",
            where=where,
            fix="Get the list again from its publisher.",
            parties=len(refs),
            twice=", ".join(twice) or "none",
        )
    nameless = [
        p.ref for p in parties if not p.ref or not any(quality == "primary" for _, quality in p.names)
    ]
    if nameless:
        raise LayoutChanged(
            "A party of the list lacks {missing}.",
            where=f"{where}: {nameless[0]}",
            fix="Get the list again from its publisher.",
            missing="its primary name" if nameless[0] else "its reference",
        )


def ordered(names: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Each name once, the first primary one at the head; a second primary name is a strong one."""
    found: dict[str, str] = {}
    for name, quality in sorted(names, key=lambda one: one[1] != "primary"):
        found.setdefault(name, quality if quality != "primary" or not found else "strong")
    return list(found.items())


def graded(name: str, quality: str) -> str:
    """`original` for a name in another script than Latin, unless it is weak; otherwise `quality`."""
    return "original" if quality != "weak" and not is_latin(name) else quality


def is_latin(text: str) -> bool:
    """Whether at least half of the letters are Latin; a text without letters is."""
    letters = [letter for letter in text if letter.isalpha()]
    latin = sum("LATIN" in unicodedata.name(letter, "") for letter in letters)
    return 2 * latin >= len(letters)


def parts(**given: str | None) -> dict[str, str]:
    """The parts that say something."""
    return {key: text for key, value in given.items() if (text := (value or "").strip())}


def once(rows: Iterable[Parts]) -> list[Parts]:
    """Each row that says something, once, in the order met."""
    found: list[Parts] = []
    for row in rows:
        if row.keys() - {"role"} and row not in found:
            found.append(row)
    return found


def joined(texts: Iterable[str]) -> str:
    """Each text that says something, once, with '; ' between them."""
    return "; ".join(dict.fromkeys(text.strip() for text in texts if text.strip()))


def _listing(party: Party, names: Sequence[tuple[str, str]]) -> dict[str, Any]:
    return {
        "list": party.list,
        "ref": party.ref,
        "data_id": party.data_id,
        "kind": party.kind,
        "regime": party.regime,
        "name": names[0][0],
        "name_original": next((name for name, quality in names if quality == "original"), None),
        "listed_on": party.listed_on,
        "updated_on": party.updated_on,
        "comments": party.comments,
        **{key: _json(getattr(party, key)) for key in ("places", "birth", "documents")},
    }


def _counted(texts: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for text in texts:
        counts[text] = counts.get(text, 0) + 1
    return dict(sorted(counts.items()))


def _json(rows: Iterable[Parts]) -> str:
    return json.dumps(list(rows), ensure_ascii=False)
