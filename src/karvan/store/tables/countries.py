"""What is known of countries: size and distance."""

from __future__ import annotations

from karvan.store.tables.declare import COUNTRY, EXPORTER, F64, IMPORTER, YEAR, B, C, Table

TABLES: tuple[Table, ...] = (
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
)
