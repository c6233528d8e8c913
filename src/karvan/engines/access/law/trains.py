"""What the user's TRAINS downloads say of the good: bands of a year and listed measures, shown beside the law.

They are averages and summaries of a single source: no charge is reckoned from them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from karvan.engines.access.law.scope import Codes

_EVERYBODY = "WLD"


@dataclass(frozen=True, slots=True)
class TariffBand:
    """Rates of a code in one year, as fractions; None = the download does not say."""

    code: str
    hs_rev: int
    partner: str
    duty_type: str
    year: int
    simple_average: float | None
    min_rate: float | None
    max_rate: float | None
    status: str


@dataclass(frozen=True, slots=True)
class ListedMeasure:
    """A non-tariff measure by UNCTAD's classification (MAST)."""

    ntm_code: str
    code: str
    partner: str
    regulation: str
    description: str
    authority: str
    link: str
    collected: str


def bands(rows: Iterable[Mapping[str, Any]], codes: Codes, home: str) -> tuple[TariffBand, ...]:
    """Bands of the good's codes for all origins or for `home`, of the newest year of each kind."""
    found: dict[tuple[str, str, str], TariffBand] = {}
    for row in rows:
        if row["partner"] not in (_EVERYBODY, home) or not _is_about(
            row["code"], codes.get(row["hs_rev"], ())
        ):
            continue
        key = (row["duty_type"], row["partner"], row["code"])
        if key not in found or found[key].year < row["year"]:
            kept = (
                "code",
                "hs_rev",
                "partner",
                "duty_type",
                "year",
                "simple_average",
                "min_rate",
                "max_rate",
                "status",
            )
            found[key] = TariffBand(**{name: row[name] for name in kept})
    return tuple(found[key] for key in sorted(found))


def listed_measures(rows: Iterable[Mapping[str, Any]], codes: Codes, home: str) -> tuple[ListedMeasure, ...]:
    """Measures on the good for all origins or for `home`."""
    kept = ("ntm_code", "code", "partner", "regulation", "description", "authority", "link", "collected")
    found = [
        ListedMeasure(**{name: row[name] for name in kept})
        for row in rows
        if row["partner"] in (_EVERYBODY, home) and _is_about(row["code"], codes.get(row["hs_rev"], ()))
    ]
    return tuple(sorted(found, key=lambda one: (one.ntm_code, one.code, one.regulation)))


def _is_about(code: str, asked: Iterable[str]) -> bool:
    return any(code.startswith(one) or one.startswith(code) for one in asked)
