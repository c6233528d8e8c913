"""Every party of the list with every name it goes by. What is not on this list is not thereby cleared."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from karvan.errors import LayoutChanged
from karvan.sources.contract import Issue, Reading, describe
from karvan.sources.files import content_sha256
from karvan.sources.un_sanctions.party import delisted_refs, listing, names
from karvan.sources.un_sanctions.tree import parsed
from karvan.store.tables import declared

DESCRIPTION = describe("un_sanctions")


def read(path: Path) -> Reading:
    """Tables `listings` and `listing_names` from the XML as published.

    Raises UnreadableInput; LayoutChanged for a truncated file, a DOCTYPE, an unknown element or grade, a
    missing day of publication, or two parties with one reference.
    """
    where = str(path)
    root, generated_on = parsed(path, DESCRIPTION)
    parties = [party for part in root for party in part]
    listings = _frame("listings", [listing(party, DESCRIPTION, where) for party in parties])
    known_as = [name for party in parties for name in names(party, DESCRIPTION, where)]
    _check_refs(listings, where)
    kinds = listings["kind"].value_counts().rows()
    regimes = listings["regime"].value_counts().rows()
    return Reading(
        tables={"listings": listings, "listing_names": _frame("listing_names", known_as)},
        label=generated_on.isoformat(),
        content_sha256=content_sha256(path),
        published_on=generated_on,
        coverage={"parties": dict(sorted(kinds)), "regimes": dict(sorted(regimes))},
        issues=tuple(
            # Kept: whether a listing has ended is for a person to say, not for a parser.
            Issue(path.name, f"{ref} carries a day of delisting and is kept")
            for ref in delisted_refs(parties)
        ),
    )


def _frame(table: str, rows: list[dict[str, object]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=declared(table).schema, orient="row")


def _check_refs(listings: pl.DataFrame, where: str) -> None:
    twice = listings.filter(pl.col("ref").is_duplicated())["ref"].unique().sort().to_list()
    if twice or listings.is_empty():
        raise LayoutChanged(
            "The list holds {parties} parties; references given twice: {twice}.",
            where=where,
            fix="Get the list again from the United Nations.",
            parties=listings.height,
            twice=", ".join(twice) or "none",
        )
