"""Tariffs that the user downloads: national schedules line by line, and the averages and measures of TRAINS."""

from __future__ import annotations

import polars as pl

from karvan.store.tables.declare import F64, I16, I64, C, Column, D, S, Table

I32 = pl.Int32()

_COUNTRY = C("country", S, "ISO 3166-1 alpha-3 of the country whose law it is")
_SCHEDULE = C("schedule", S, "name of the schedule, unique in its country")
_HS_REV = C("hs_rev", I16, "HS revision of the code", "year")
_REPORTER = C("reporter", S, "ISO 3166-1 alpha-3, EUN, or a group's code as printed")
_PARTNER = C("partner", S, "ISO 3166-1 alpha-3, WLD = all origins, or a group's code as printed")


def _rate(name: str, doc: str) -> tuple[Column, ...]:
    return (
        C(f"{name}_rate", S, f"{doc}, canonical text of karvan.model.rate; null = not known", nullable=True),
        C(f"{name}_status", S, "known, unknown (nothing is written) or unreadable"),
    )


TABLES: tuple[Table, ...] = (
    Table(
        "national_schedules",
        "national_schedule",
        "What each national tariff schedule is, and where it stands written.",
        ("country", "schedule"),
        (
            _COUNTRY,
            _SCHEDULE,
            C("system", S, "name of the code system"),
            C("digits", I16, "digits of a full line", "digits"),
            C("hs_rev", I16, "HS revision on which the codes are built", "year"),
            C("base", S, "value the percentages are of: cif, cip, fob or unknown"),
            C("currency", S, "ISO 4217 of the country's declarations"),
            C("language", S, "ISO 639 of the text"),
            C("title", S, "title of the source"),
            C("publisher", S, "who publishes it"),
            C("address", S, "where it stands"),
            C("document", S, "number of the legal act; empty = not stated"),
            C("published_on", D, "day of publication; null = not stated", nullable=True),
            C("observed_on", D, "day somebody read the source"),
            C("review_by", D, "after this day it is stale"),
            C("licence", S, "what the publisher allows"),
            C("standing", S, "how well the source supports it, as model.citation.Standing"),
            C("valid_from", D, "first day of the schedule"),
            C("valid_to", D, "last day; null = not stated", nullable=True),
            C("lines", I64, "lines loaded", "lines"),
            C("content_sha256", S, "sum of the bytes of the table and of the file about it"),
        ),
    ),
    Table(
        "national_schedule_lines",
        "national_schedule",
        "Lines of national tariff schedules in the order of their codes; the most specific code decides.",
        ("country", "schedule", "code", "valid_from"),
        (
            _COUNTRY,
            _SCHEDULE,
            C("code", S, "national code, digits only, 4 to 12"),
            C("hs6", S, "HS subheading; null for a heading", nullable=True),
            _HS_REV,
            C("valid_from", D, "first day; the schedule's own where the line has none"),
            C("valid_to", D, "last day; null = not stated", nullable=True),
            C("description", S, "words of the line; empty = none"),
            C("unit", S, "unit as printed; empty = none"),
            *_rate("import", "import duty"),
            *_rate("export", "export duty"),
            *_rate("vat", "value added tax"),
            *_rate("excise", "excise"),
            C("other", S, "JSON: [{name, rate, status}] of the other charges on the line"),
            C("prohibition_import", S, "yes, no, licence, unknown or unreadable"),
            C("prohibition_export", S, "yes, no, licence, unknown or unreadable"),
            C("note", S, "note of the line; empty = none"),
            C("row", I64, "row in the file"),
            C("as_printed", S, "the row's own words, JSON"),
        ),
    ),
    Table(
        "trains_rates",
        "trains",
        "Averages of tariffs from WITS/TRAINS: a single source's band for a year, never the law of a day.",
        ("reporter", "partner", "hs_rev", "code", "duty_type", "year", "estimate", "layout"),
        (
            _REPORTER,
            _PARTNER,
            _HS_REV,
            C("code", S, "HS subheading, heading, chapter or national line"),
            C("duty_type", S, "MFN, PRF (preference), AHS (effectively applied) or BND (bound)"),
            C("year", I16, "year of the tariff", "year"),
            C("estimate", S, "method of ad valorem equivalents, such as U2; empty = not said"),
            C("layout", S, "wits_query or trains_bulk: which download it comes from"),
            C("simple_average", F64, "mean of the lines; null = not known", "fraction", nullable=True),
            C("weighted_average", F64, "weighted by imports; null = not known", "fraction", nullable=True),
            C("min_rate", F64, "lowest line; null = not known", "fraction", nullable=True),
            C("max_rate", F64, "highest line; null = not known", "fraction", nullable=True),
            C("lines", I32, "national lines under the code; null = not said", "lines", nullable=True),
            C("na_lines", I32, "lines without an ad valorem rate; null = not said", "lines", nullable=True),
            C("free_lines", I32, "lines at 0; null = not said", "lines", nullable=True),
            C(
                "ave_lines",
                I32,
                "lines with an estimated equivalent; null = not said",
                "lines",
                nullable=True,
            ),
            C("status", S, "known, partial (some lines have no rate), no_ad_valorem or not_given"),
        ),
    ),
    Table(
        "trains_ntm",
        "trains_ntm",
        "Non-tariff measures as UNCTAD's TRAINS classifies them, by measure, partner and code.",
        ("reporter", "partner", "ntm_code", "hs_rev", "code", "regulation", "measure"),
        (
            _REPORTER,
            _PARTNER,
            C("ntm_code", S, "code of the international classification (MAST), such as A14"),
            C("chapter", S, "its letter, A to P"),
            _HS_REV,
            C("code", S, "HS subheading, or the heading or chapter for all in it; empty = all goods"),
            C("regulation", S, "title of the regulation; empty = the download has none"),
            C("measure", S, "what tells measures of one regulation apart: id, or place in the file"),
            C("symbol", S, "symbol or number of the regulation; empty = none"),
            C("description", S, "what is asked for; empty = none"),
            C("authority", S, "issuing or implementing authority; empty = none"),
            C("link", S, "official source; empty = none"),
            C("valid_from", D, "first day; null = not stated or not read", nullable=True),
            C("valid_to", D, "last day; null = not stated or open", nullable=True),
            C("date_precision", S, "day, year or unknown: how exactly valid_from is dated"),
            C("collected", S, "years in which UNCTAD collected it; empty = not said"),
            C("measures", I32, "measures counted in the row; null = not said", "measures", nullable=True),
        ),
    ),
)
