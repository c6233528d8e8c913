"""Sanctions lists: parties and the names they go by."""

from __future__ import annotations

from karvan.store.tables.declare import I16, C, D, S, Table

TABLES: tuple[Table, ...] = (
    Table(
        "listings",
        "un_sanctions",
        "Parties of a sanctions list, one row a party.",
        ("list", "ref"),
        (
            C("list", S, "UN"),
            C("ref", S, "reference number of the list"),
            C("data_id", S, "identifier inside the file"),
            C("kind", S, "individual or entity"),
            C("regime", S, "list type as published (Iran, Taliban, ...)"),
            C("name", S, "primary name, Latin script"),
            C("name_original", S, "name in original script; null = none given", nullable=True),
            C("listed_on", D, "day of listing; null = none given", nullable=True),
            C("updated_on", D, "last day updated; null = none given", nullable=True),
            C("comments", S, "as published"),
            C("places", S, "addresses, JSON list"),
            C("birth", S, "dates of birth, JSON list"),
            C("documents", S, "identity documents, JSON list"),
        ),
    ),
    Table(
        "listing_names",
        "un_sanctions",
        "Every name a listed party goes by.",
        ("list", "ref", "position"),
        (
            C("list", S, "UN"),
            C("ref", S, "reference number"),
            C("position", I16, "0 = primary name"),
            C("name", S, "as published"),
            C("quality", S, "primary, original, good, low, aka, fka ... as published, lower case"),
        ),
    ),
)
