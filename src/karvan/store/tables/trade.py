"""Trade as published: flows by product, and the chapter histories."""

from __future__ import annotations

from karvan.store.tables.declare import COUNTRY, EXPORTER, F64, HS6, I16, IMPORTER, KEY92, YEAR, C, S, Table

TABLES: tuple[Table, ...] = (
    Table(
        "flows",
        "baci",
        "Reconciled trade by pair and product. Only flows that at least one side reported are there.",
        ("year", "exporter", "importer", "hs6"),
        (
            YEAR,
            EXPORTER,
            IMPORTER,
            HS6,
            C("value_usd", F64, "value of the year", "current USD"),
            C("quantity_t", F64, "quantity; null = blank in the release", "t", nullable=True),
        ),
        has_hs_rev=True,
    ),
    Table(
        "chapter_pairs",
        "baci_chapters",
        "Trade by pair and chapter key, the five largest partners each way: a pair not listed is unknown.",
        ("year", "exporter", "importer", "hs2_key"),
        (
            YEAR,
            EXPORTER,
            IMPORTER,
            KEY92,
            C("value_usd", F64, "value, in steps of 10,000 USD", "current USD"),
            C("listed_by", S, "exporter, importer or both: in whose top five it stands"),
        ),
    ),
    Table(
        "pair_history",
        "baci_chapters",
        "Totals of the listed chapters by pair and year: a lower bound; a pair not listed is unknown.",
        ("year", "exporter", "importer"),
        (
            YEAR,
            EXPORTER,
            IMPORTER,
            C("value_usd", F64, "sum of the listed chapters", "current USD"),
            C("chapters", I16, "number of listed chapters", "chapters"),
        ),
    ),
    Table(
        "chapter_totals",
        "baci_chapters",
        "Exports and imports by country and chapter key, all partners.",
        ("year", "country", "hs2_key"),
        (
            YEAR,
            COUNTRY,
            KEY92,
            C("exports_usd", F64, "exports to the world; null = none listed", "current USD", nullable=True),
            C("imports_usd", F64, "imports from the world; null = none listed", "current USD", nullable=True),
        ),
    ),
)
