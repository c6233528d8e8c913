"""Every party of the list with every name. What is not on this list is not thereby cleared."""

from __future__ import annotations

from pathlib import Path

from karvan.sources.contract import Issue, Reading, describe
from karvan.sources.eu_sanctions.party import is_delisted, party
from karvan.sources.files import content_sha256
from karvan.sources.listed_day import iso_day
from karvan.sources.listed_party import coverage, listed
from karvan.sources.xml_tree import checked_tree

DESCRIPTION = describe("eu_sanctions")


def read(path: Path) -> Reading:
    """Tables `eu_listings` and `eu_listing_names` from the XML as published.

    Raises UnreadableInput; LayoutChanged for a truncated file, a DOCTYPE, an unknown element, attribute,
    kind or grade, a missing day, or two parties with one reference.
    """
    where = str(path)
    root = checked_tree(path, DESCRIPTION, "export")
    generated_on = iso_day(root.get("generationDate", ""), where)
    entities = root.findall("sanctionEntity")
    parties = [party(entity, DESCRIPTION, where) for entity in entities]
    return Reading(
        tables=listed("eu_", parties, where),
        label=generated_on.isoformat(),
        content_sha256=content_sha256(path),
        published_on=generated_on,
        coverage=coverage(parties),
        issues=tuple(
            # Kept: whether a listing has ended is for a person to say, not for a parser.
            Issue(path.name, f"{one.ref} carries a day of delisting and is kept")
            for one, entity in zip(parties, entities, strict=True)
            if is_delisted(entity)
        ),
    )
