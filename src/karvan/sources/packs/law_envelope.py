"""What every fact of law carries into its row: whose law it is, both times, standing and citations."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from karvan.sources.packs.study import Pack


def country(pack: Pack) -> str:
    """The country whose law the pack holds; empty for a pack that is of no country."""
    found = pack.facts("jurisdiction.yml")
    return str(found[0].values["country"]) if found else ""


def envelope(pack: Pack, one: Mapping[str, Any]) -> dict[str, Any]:
    """Both times, standing and citations."""
    valid, known = one["valid"], one["known"]
    return {
        "valid_from": valid["from"],
        "valid_to": valid["to"],
        "date_precision": valid["precision"],
        "lifting": valid["end"],
        "observed_on": known["observed_on"],
        "review_by": known["review_by"],
        "known_until": known["until"],
        "standing": one["standing"],
        "citations": cited(pack, one["citations"]),
    }


def cited(pack: Pack, citations: Iterable[tuple[str, str]]) -> str:
    """Citations with their pinpoints as JSON: [["pack:id", "at"], ...]."""
    return json.dumps([[f"{pack.id}:{source}", at] for source, at in citations], ensure_ascii=False)
