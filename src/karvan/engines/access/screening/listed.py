"""A party as a list holds it, and the list it stands on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

_YEAR = re.compile(r"(?<!\d)(1[3-9]\d\d|20\d\d)(?!\d)", re.ASCII)
# A year below is of the Iranian calendar: 1340 began in March 1961 and ended in March 1962.
_FIRST_GREGORIAN = 1500


@dataclass(frozen=True, slots=True)
class ListedNumber:
    """An identifier on a list, as published."""

    kind: str
    number: str


@dataclass(frozen=True, slots=True)
class ListedParty:
    """What evidence needs of one listing; `countries` are ISO 3166-1 alpha-3 where the names are known.

    `is_listing`: False where the publisher only links the party to a listed one.
    """

    ref: str
    kind: str
    primary: str
    regime: str
    listed_on: date | None
    countries: frozenset[str]
    cities: tuple[str, ...]
    years: frozenset[int]
    numbers: tuple[ListedNumber, ...]
    is_listing: bool


@dataclass(frozen=True, slots=True)
class ListHead:
    """Which list, of which day, which bytes; `published_on` None = the publisher gives no day."""

    jurisdiction: str
    published_on: date | None
    snapshot: str
    version: str

    def age_days(self, on: date) -> int | None:
        """Days since publication; None when no day is known."""
        return None if self.published_on is None else (on - self.published_on).days


def years_in(texts: Mapping[str, str] | str) -> frozenset[int]:
    """Gregorian years named in a text, or in the parts of a birth; an Iranian year gives the two it lies in."""
    text = texts if isinstance(texts, str) else " ".join(texts.values())
    found: set[int] = set()
    for year in map(int, _YEAR.findall(text)):
        found |= {year} if year >= _FIRST_GREGORIAN else {year + 621, year + 622}
    return frozenset(found)
