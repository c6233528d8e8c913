"""What a recorded plan needs to be made again: its question and its pinned snapshots."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from karvan.dossier.plan import FORMAT, Announced, Question, Span
from karvan.errors import UnreadableInput


def document_of(recorded: bytes, where: str) -> dict[str, Any]:
    """A plan.json as a document.

    Raises UnreadableInput when it is not a plan of this format.
    """
    try:
        document = json.loads(recorded)
        found = document["format"]
    except (ValueError, KeyError, TypeError) as cause:
        raise UnreadableInput(
            "This is not a recorded plan.", where=where, fix="Give the plan.json that karvan plan wrote."
        ) from cause
    if found != FORMAT:
        raise UnreadableInput(
            "This plan has format {found}; this karvan replays {known}.",
            where=where,
            fix="Install the karvan named in the file's karvan_version.",
            found=found,
            known=FORMAT,
        )
    return dict(document)


def question_of(document: Mapping[str, Any]) -> Question:
    """The question a recorded plan answered."""
    asked = document["question"]
    return Question(
        region=asked["region"],
        markets=tuple(asked["markets"]),
        as_of=date.fromisoformat(asked["as_of"]),
        on=date.fromisoformat(asked["on"]),
        period=asked["period"],
        sector_scope=tuple(asked["sector_scope"]),
        announced=_announced(asked["announced"]),
    )


def versions_of(document: Mapping[str, Any]) -> dict[str, str]:
    """Source -> version the plan was made from."""
    return {one["source"]: one["version"] for one in document["snapshots"]}


def _announced(plain: Mapping[str, Any] | None) -> Announced | None:
    if plain is None:
        return None
    lists = {key: tuple(value) for key, value in plain.items() if isinstance(value, list) and key != "spans"}
    return Announced(**{**plain, **lists, "spans": tuple(Span(**one) for one in plain["spans"])})
