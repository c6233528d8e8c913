"""Sanctions lists: parties and the names they go by, in one shape for every list."""

from __future__ import annotations

from karvan.store.tables.declare import I16, C, D, S, Table


def _pair(prefix: str, source: str, title: str, code: str) -> tuple[Table, Table]:
    """The two tables of one list; the columns are the same, so that one screening reads them all.

    Each source has its own pair because a table belongs to one source and a load replaces it whole.
    """
    return (
        Table(
            f"{prefix}listings",
            source,
            f"Parties of {title}, one row a party.",
            ("list", "ref"),
            (
                C("list", S, code),
                C("ref", S, "reference number of the list"),
                C("data_id", S, "identifier inside the file"),
                C("kind", S, "individual, entity, vessel or aircraft"),
                C("regime", S, "list type or programmes as published (Iran, Taliban, ...)"),
                C("name", S, "primary name, Latin script where the list has one"),
                C("name_original", S, "name in original script; null = none given", nullable=True),
                C("listed_on", D, "day of listing; null = none given", nullable=True),
                C("updated_on", D, "last day updated; null = none given", nullable=True),
                C("comments", S, "as published"),
                C("places", S, "addresses, births, nationalities and flags, JSON list"),
                C("birth", S, "dates of birth, JSON list"),
                C("documents", S, "identity documents and registrations, JSON list"),
            ),
        ),
        Table(
            f"{prefix}listing_names",
            source,
            f"Every name a party of {title} goes by.",
            ("list", "ref", "position"),
            (
                C("list", S, code),
                C("ref", S, "reference number"),
                C("position", I16, "0 = primary name"),
                C("name", S, "as published"),
                C("quality", S, "primary, original, strong, weak, good, low, aka, fka ... in lower case"),
            ),
        ),
    )


TABLES: tuple[Table, ...] = (
    *_pair("", "un_sanctions", "the list of the United Nations", "UN"),
    *_pair("ofac_", "ofac_sdn", "the SDN list of the United States", "OFAC"),
    *_pair("eu_", "eu_sanctions", "the financial sanctions list of the European Union", "EU"),
    *_pair("uk_", "uk_sanctions", "the list of the United Kingdom", "UK"),
    *_pair(
        "opensanctions_", "opensanctions", "the OpenSanctions file", "names of the datasets, joined by '; '"
    ),
    Table(
        "opensanctions_topics",
        "opensanctions",
        "Why OpenSanctions names a party; only `sanction` itself says that a party is listed.",
        ("ref", "topic"),
        (
            C("ref", S, "reference as in opensanctions_listings"),
            C("topic", S, "as published: sanction, sanction.linked, export.control, role.pep, ..."),
        ),
    ),
    Table(
        "opensanctions_relations",
        "opensanctions",
        "Who owns or directs whom, around opensanctions_listings and down to the last thing owned.",
        ("ref", "holder", "held"),
        (
            C("ref", S, "identifier of the relation"),
            C("relation", S, "ownership or directorship"),
            C("holder", S, "identifier of the owner or director"),
            C("holder_name", S, "null = the file does not name it", nullable=True),
            C("held", S, "identifier of what is owned or directed"),
            C("held_name", S, "null = the file does not name it", nullable=True),
            C("share", S, "exact decimal text of a fraction; null = unknown", "fraction", nullable=True),
            C("share_text", S, "as published; null = none given", nullable=True),
            C("role", S, "as published, joined by '; '"),
            C("started", S, "day, month or year as published; null = none given", nullable=True),
            C("ended", S, "day, month or year as published; null = none given", nullable=True),
            C("datasets", S, "names of the datasets, joined by '; '"),
        ),
    ),
)
