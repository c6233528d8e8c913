"""Every table of the warehouse, declared once: columns, types, units, keys.

The declaration is checked on each write and is the source of the reference page. A table belongs to
one source; `hs_rev` says that the manifest fixes the revision of the table's bare HS codes.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `unit` is empty for codes and texts."""

    name: str
    dtype: pl.DataType
    doc: str
    unit: str = ""
    nullable: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A declared table; `key` is unique and without nulls."""

    name: str
    source: str
    doc: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    has_hs_rev: bool = False

    @property
    def schema(self) -> dict[str, pl.DataType]:
        """Column name -> polars type, in order."""
        return {column.name: column.dtype for column in self.columns}


S, I16, I64, F64, D, B = pl.String(), pl.Int16(), pl.Int64(), pl.Float64(), pl.Date(), pl.Boolean()
C = Column

EXPORTER = C("exporter", S, "ISO 3166-1 alpha-3 of the selling country (S19 = other Asia)")
IMPORTER = C("importer", S, "ISO 3166-1 alpha-3 of the buying country")
COUNTRY = C("country", S, "ISO 3166-1 alpha-3")
YEAR = C("year", I16, "calendar year", "year")
HS6 = C("hs6", S, "HS subheading of the manifest's revision")
KEY92 = C("hs2_key", S, "chapter key of the HS92 history; 15 keys mix two chapters, see model.product")

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
    Table(
        "exporter_product_totals",
        "cube",
        "What each country sells of each product to all importers of the release.",
        ("year", "exporter", "hs6"),
        (
            YEAR,
            EXPORTER,
            HS6,
            C("value_usd", F64, "exports to the importers present", "current USD"),
            C("importers", pl.Int32(), "number of importers", "countries"),
        ),
        has_hs_rev=True,
    ),
    Table(
        "importer_product_totals",
        "cube",
        "What each country buys of each product from all exporters of the release.",
        ("year", "importer", "hs6"),
        (
            YEAR,
            IMPORTER,
            HS6,
            C("value_usd", F64, "imports from the exporters present", "current USD"),
            C("exporters", pl.Int32(), "number of suppliers", "countries"),
            C(
                "mean_log_distance",
                pl.Float32(),
                "trade-weighted mean of the natural log of the suppliers' distance; null = no distance known",
                "ln km",
                nullable=True,
            ),
        ),
        has_hs_rev=True,
    ),
    Table(
        "product_totals",
        "cube",
        "World trade of each product: the sum over the importers present in the release.",
        ("year", "hs6"),
        (
            YEAR,
            HS6,
            C("value_usd", F64, "world trade; lacks the importers named in the manifest", "current USD"),
            C("exporters", pl.Int32(), "number of exporters", "countries"),
            C("importers", pl.Int32(), "number of importers", "countries"),
        ),
        has_hs_rev=True,
    ),
    Table(
        "pair_totals",
        "cube",
        "Total trade of a pair in one year, with the inferred reporting status.",
        ("year", "exporter", "importer"),
        (
            YEAR,
            EXPORTER,
            IMPORTER,
            C("value_usd", F64, "observed total; null = not observed", "current USD", nullable=True),
            C(
                "status",
                S,
                "observed, no_flow, not_observed (neither side reports), importer_missing or unknown",
            ),
            C(
                "reporting",
                S,
                "both, one or none of the two sides is inferred to report; unknown if untested",
            ),
            C("confidence", S, "high, medium or low: how sure the inference of reporting is"),
        ),
    ),
    Table(
        "reporting",
        "cube",
        "Which countries seem to report their trade in a year. BACI carries no reporter flag: inferred.",
        ("year", "country"),
        (
            YEAR,
            COUNTRY,
            C("reports", B, "inferred"),
            C("confidence", S, "high, medium or low"),
            C(
                "vanished_partners",
                pl.Int32(),
                "partners once above the threshold, now without a row",
                "countries",
            ),
            C(
                "kept_share",
                F64,
                "share of once-traded pairs still visible; null = none to judge by",
                "fraction",
                nullable=True,
            ),
        ),
    ),
    Table(
        "pair_estimates",
        "estimates",
        "Estimated totals of pairs that neither side reports, with intervals.",
        ("year", "exporter", "importer"),
        (
            YEAR,
            EXPORTER,
            IMPORTER,
            C("value_usd", F64, "estimate of the year's total", "current USD"),
            C("low_50_usd", F64, "lower end of the 50 % interval", "current USD"),
            C("high_50_usd", F64, "upper end of the 50 % interval", "current USD"),
            C("low_80_usd", F64, "lower end of the 80 % interval", "current USD"),
            C("high_80_usd", F64, "upper end of the 80 % interval", "current USD"),
            C("low_95_usd", F64, "lower end of the 95 % interval", "current USD"),
            C("high_95_usd", F64, "upper end of the 95 % interval", "current USD"),
            C("basis", S, "carried (from the last listed year) or gravity (no year lists the pair)"),
            C(
                "last_year",
                I16,
                "last year the history lists the pair in; null = never",
                "year",
                nullable=True,
            ),
            C("last_usd", F64, "its listed chapters in that year", "current USD", nullable=True),
            C("tested", S, "the back-test that covers this level and size class, or not_tested"),
        ),
    ),
    Table(
        "chapter_estimates",
        "estimates",
        "The same pairs by chapter key; a pair's chapters add up to its total.",
        ("year", "exporter", "importer", "hs2_key"),
        (
            YEAR,
            EXPORTER,
            IMPORTER,
            KEY92,
            C("value_usd", F64, "estimate", "current USD"),
        ),
    ),
    Table(
        "flow_estimates",
        "estimates",
        "The same pairs by product, where detail is held; a pair's products add up to its chapters.",
        ("year", "exporter", "importer", "hs6"),
        (YEAR, EXPORTER, IMPORTER, HS6, C("value_usd", F64, "estimate", "current USD")),
        has_hs_rev=True,
    ),
    Table(
        "exporter_product_estimates",
        "estimates",
        "What estimated pairs add to exporter_product_totals.",
        ("year", "exporter", "hs6"),
        (YEAR, EXPORTER, HS6, C("value_usd", F64, "estimated exports to unseen markets", "current USD")),
        has_hs_rev=True,
    ),
    Table(
        "importer_product_estimates",
        "estimates",
        "What estimated pairs add to importer_product_totals.",
        ("year", "importer", "hs6"),
        (
            YEAR,
            IMPORTER,
            HS6,
            C("value_usd", F64, "estimated imports from unseen suppliers", "current USD"),
            C(
                "mean_log_distance",
                pl.Float32(),
                "their trade-weighted mean natural log of the distance; null = no distance known",
                "ln km",
                nullable=True,
            ),
        ),
        has_hs_rev=True,
    ),
    Table(
        "gdp",
        "world_bank",
        "Gross domestic product (World Bank NY.GDP.MKTP.CD).",
        ("country", "year"),
        (COUNTRY, YEAR, C("gdp_usd", F64, "GDP", "current USD")),
    ),
    Table(
        "population",
        "world_bank",
        "Population (World Bank SP.POP.TOTL).",
        ("country", "year"),
        (COUNTRY, YEAR, C("population", F64, "mid-year population", "persons")),
    ),
    Table(
        "distances",
        "geodist",
        "Bilateral distances (CEPII GeoDist).",
        ("exporter", "importer"),
        (
            EXPORTER,
            IMPORTER,
            C("distance_km", F64, "between the most populous cities (dist)", "km"),
            C("capital_distance_km", F64, "between capitals (distcap)", "km"),
            C(
                "weighted_distance_km",
                F64,
                "population-weighted (distw); null = not published",
                "km",
                nullable=True,
            ),
            C("is_contiguous", B, "common land border"),
            C("has_common_official_language", B, "same official language"),
            C("has_common_spoken_language", B, "a language spoken by at least 9 % in both"),
            C("has_colonial_link", B, "ever in a colonial relationship"),
        ),
    ),
    Table(
        "hs_labels",
        "hs_nomenclature",
        "Official English labels of HS chapters, headings and subheadings.",
        ("hs_rev", "code"),
        (
            C("hs_rev", I16, "HS revision", "year"),
            C("code", S, "2, 4 or 6 digits"),
            C("parent", S, "code one level up; empty for a chapter"),
            C("text_en", S, "label without the code"),
            C("unit", S, "standard quantity unit, as abbreviated by the source"),
        ),
    ),
    Table(
        "hs_concordance",
        "hs_nomenclature",
        "Which code of one revision became which of another; 1:n stays 1:n.",
        ("from_rev", "to_rev", "from_code", "to_code"),
        (
            C("from_rev", I16, "HS revision", "year"),
            C("to_rev", I16, "HS revision", "year"),
            C("from_code", S, "six digits"),
            C("to_code", S, "six digits"),
            C("relationship", S, "1:1, 1:n, n:1 or n:n as published"),
        ),
    ),
    Table(
        "fx",
        "fx_rates",
        "Dated exchange rates from the user's table; kinds are never mixed.",
        ("on", "base", "quote", "kind"),
        (
            C("on", D, "day of the rate"),
            C("base", S, "ISO 4217 currency that is one"),
            C("quote", S, "ISO 4217 currency that is counted"),
            C("kind", S, "official, nima, market or another named kind"),
            C("rate", S, "units of quote per unit of base, exact decimal as text"),
            C("source", S, "who published the rate"),
        ),
    ),
    Table(
        "customs_exports",
        "customs_table",
        "A national or provincial customs export table, as its owner mapped it.",
        ("dataset", "row"),
        (
            C("dataset", S, "name of the table"),
            C("row", I64, "row number in the file, headings counted"),
            C("basis", S, "produced_in, cleared_at or declared_by"),
            C("home", S, "ISO alpha-3 of the exporting country"),
            C("region", S, "ISO 3166-2 of the region; empty = national"),
            C("period_start", D, "first day"),
            C("period_end", D, "last day"),
            C("national_code", S, "code as printed, digits only"),
            HS6,
            C("importer", S, "ISO alpha-3; null = destination not given or not understood", nullable=True),
            C("value_usd", F64, "value; null = no dated rate or none given", "USD", nullable=True),
            C("value", S, "value as declared, exact decimal as text; null = none given", nullable=True),
            C("currency", S, "ISO 4217 of value (IRR for rial and toman)"),
            C("weight_t", F64, "weight; null = none given", "t", nullable=True),
            C(
                "status",
                S,
                "known, or what is missing: no_rate, unmapped_country, unmapped_product, no_value",
            ),
            C("as_printed", S, "the row's own words, JSON"),
        ),
        has_hs_rev=True,
    ),
    Table(
        "customs_unmapped",
        "customs_table",
        "Rows or cells of a customs table that the mapping could not read, with the reason.",
        ("dataset", "row", "column"),
        (
            C("dataset", S, "name of the table"),
            C("row", I64, "row number in the file"),
            C("column", S, "column"),
            C("value", S, "what stands there"),
            C("reason", S, "why it was not understood"),
        ),
    ),
    Table(
        "region_evidence",
        "region_evidence",
        "What speaks for a region's part of a country's exports, as the user wrote it; never the part itself.",
        ("dataset", "row"),
        (
            C("dataset", S, "name of the file's evidence"),
            C("row", I64, "line or row in the file"),
            C("kind", S, "exports, registry, stated or fallback"),
            C("home", S, "ISO alpha-3 of the exporting country"),
            C("region", S, "ISO 3166-2"),
            C("hs_rev", I16, "HS revision of code; null = there is no code", "year", nullable=True),
            C("code", S, "chapter, heading or subheading; empty for a fallback"),
            C("basis", S, "produced_in, cleared_at, declared_by, capacity, exports, output, population ..."),
            C("producer", S, "name of the producer of a registry entry; otherwise empty"),
            C("share", F64, "region's part of the nation; null = not stated", "fraction", nullable=True),
            C("amount", F64, "the region's or producer's figure; null = unknown", "as unit", nullable=True),
            C("nation_amount", F64, "the nation's; null = unknown", "as unit", nullable=True),
            C("unit", S, "unit of both amounts"),
            C("export_share", F64, "exported part of amount; null = unknown", "fraction", nullable=True),
            C(
                "nation_export_share",
                F64,
                "exported part of nation_amount; null = unknown",
                "fraction",
                nullable=True,
            ),
            C("period_start", D, "first day; null = not stated", nullable=True),
            C("period_end", D, "last day; null = not stated", nullable=True),
            C("launched_on", D, "first day of production; null = not stated", nullable=True),
            C("observed_on", D, "day somebody read the source"),
            C("review_by", D, "after this day it is stale and stops"),
            C("title", S, "of the source"),
            C("publisher", S, "of the source"),
            C("address", S, "of the source"),
            C("published_on", D, "null = the source carries no date", nullable=True),
            C("licence", S, "what the publisher allows"),
            C("standing", S, "verified, single_source, conflict ..."),
        ),
    ),
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
    Table(
        "pack_files",
        "packs",
        "The pack files in force, and which of them an overlay replaced.",
        ("pack", "path"),
        (
            C("pack", S, "pack id"),
            C("path", S, "path inside the pack"),
            C("sha256", S, "of the bytes read"),
            C("is_overlay", B, "from KARVAN_HOME/packs"),
            C("overrides", B, "an overlay file that stands in for a shipped one"),
            C("licence", S, "licence of the pack"),
        ),
    ),
    Table(
        "pack_citations",
        "packs",
        "Sources of the facts in packs.",
        ("pack", "id"),
        (
            C("pack", S, "pack id"),
            C("id", S, "name of the citation inside the pack"),
            C("title", S, "what it is"),
            C("publisher", S, "who said it"),
            C("address", S, "where it stands: URL or document number"),
            C("published_on", D, "null = the source carries no date", nullable=True),
            C("observed_on", D, "day we read it"),
            C("licence", S, "licence of the text or data"),
            C("standing", S, "verified, single_source, conflict, stale, assigned or unknown"),
        ),
    ),
    Table(
        "pack_regions",
        "packs",
        "Regions a pack describes.",
        ("code",),
        (
            C("code", S, "ISO 3166-2"),
            C("slug", S, "short name used on the command line and in paths"),
            C("home", S, "ISO 3166-1 alpha-3"),
            C("name_en", S, "English name"),
            C("name_fa", S, "Persian name"),
            C("pack", S, "pack id"),
            C("citations", S, "citation ids, comma separated"),
        ),
    ),
    Table(
        "pack_products",
        "packs",
        "Products of a region, by HS code of the named revision.",
        ("region", "product", "hs_rev", "code"),
        (
            C("region", S, "ISO 3166-2"),
            C("product", S, "id of the product line inside the pack"),
            C("name_en", S, "English name"),
            C("name_fa", S, "Persian name"),
            C("sector", S, "industry, agriculture, food, energy, mining or craft"),
            C("hs_rev", I16, "HS revision of code", "year"),
            C("code", S, "heading or subheading"),
            C("code_standing", S, "assigned = our reading, not a classifier's ruling"),
            C("evidence_en", S, "what shows that the region makes it"),
            C("evidence_fa", S, "the same in Persian"),
            C("valid_from", D, "when the evidence is from; null = undated source", nullable=True),
            C("citations", S, "citation ids, comma separated"),
            C("pack", S, "pack id"),
        ),
    ),
    Table(
        "pack_producers",
        "packs",
        "Publicly known producers of a region's products and what the loaded lists say of them.",
        ("region", "producer", "product"),
        (
            C("region", S, "ISO 3166-2"),
            C("producer", S, "id inside the pack"),
            C("name_en", S, "as printed in the source"),
            C("name_fa", S, "as printed in the source"),
            C("product", S, "id of the product line"),
            C("screening", S, "listed, not_found or unknown"),
            C("lists_en", S, "which list, with its date; otherwise what not being listed does not mean"),
            C("lists_fa", S, "the same in Persian"),
            C("listed_from", D, "earliest listing date known; null = not stated", nullable=True),
            C("screened_against", S, "the lists and their dates"),
            C("citations", S, "citation ids, comma separated"),
            C("pack", S, "pack id"),
        ),
    ),
    Table(
        "pack_shares",
        "packs",
        "What sources state of a region's part in the nation, and its part of people, product or jobs.",
        ("region", "id", "code"),
        (
            C("region", S, "ISO 3166-2"),
            C("id", S, "id inside the pack"),
            C("level", S, "stated or fallback"),
            C("hs_rev", I16, "HS revision of code", "year"),
            C("code", S, "chapter, heading or subheading; empty for a fallback"),
            C("basis", S, "exports or output (stated); population, gdp or employment (fallback)"),
            C("share", F64, "part of the nation; null = given as amounts", "fraction", nullable=True),
            C("amount", F64, "the region's figure; null = given as share", "as unit", nullable=True),
            C("nation_amount", F64, "the nation's figure; null = not stated", "as unit", nullable=True),
            C("unit", S, "unit of both amounts"),
            C("period_start", D, "first day; null = not stated", nullable=True),
            C("period_end", D, "last day; null = not stated", nullable=True),
            C("note_en", S, "what the source says, and how it is read"),
            C("note_fa", S, "the same in Persian"),
            C("observed_on", D, "day we read the source"),
            C("review_by", D, "when it must be looked at again"),
            C("citations", S, "citation ids, comma separated"),
            C("pack", S, "pack id"),
        ),
    ),
    Table(
        "pack_stops",
        "packs",
        "Prohibitions and exposures that keep a product from being recommended, or flag it.",
        ("stop", "code"),
        (
            C("stop", S, "id inside the pack"),
            C("kind", S, "export_ban, export_duty, sector_exposure or import_ban"),
            C("effect", S, "stop = never recommended; flag = shown beside the recommendation"),
            C("origin", S, "ISO alpha-3 of the exporting country; empty = any"),
            C("market", S, "ISO alpha-3 of the importing country; empty = any"),
            C("hs_rev", I16, "HS revision of code", "year"),
            C("code", S, "chapter, heading or subheading"),
            C("valid_from", D, "first day; null = the source does not say", nullable=True),
            C("valid_to", D, "last day; null = open or lifting unknown", nullable=True),
            C("lifting", S, "lifted, open or unknown"),
            C("title_en", S, "one line"),
            C("title_fa", S, "one line"),
            C("text_en", S, "what it says, and of whom"),
            C("text_fa", S, "the same in Persian"),
            C("observed_on", D, "day we read the source"),
            C("review_by", D, "when it must be looked at again"),
            C("standing", S, "verified, single_source, conflict ..."),
            C("citations", S, "citation ids, comma separated"),
            C("pack", S, "pack id"),
        ),
    ),
    Table(
        "pack_events",
        "packs",
        "Dated shocks after which older trade data no longer describe the present.",
        ("home", "event"),
        (
            C("home", S, "ISO 3166-1 alpha-3 of the country whose trade broke"),
            C("event", S, "id inside the pack"),
            C("on", D, "day it began"),
            C("title_en", S, "one line"),
            C("title_fa", S, "one line"),
            C("citations", S, "citation ids, comma separated"),
            C("pack", S, "pack id"),
        ),
    ),
    Table(
        "pack_names",
        "packs",
        "Names of territories in use that the standard tables lack (Persian names of provinces, demonyms).",
        ("code", "lang", "kind", "name"),
        (
            C("code", S, "ISO 3166-1 alpha-3 or ISO 3166-2"),
            C("lang", S, "fa or en"),
            C("kind", S, "name, alias, demonym or city"),
            C("name", S, "as written"),
            C("pack", S, "pack id"),
            C("citations", S, "citation ids, comma separated"),
        ),
    ),
)

BY_NAME: dict[str, Table] = {table.name: table for table in TABLES}


def declared(name: str) -> Table:
    """The declaration of a table; an undeclared name is our own bug (KeyError)."""
    return BY_NAME[name]
