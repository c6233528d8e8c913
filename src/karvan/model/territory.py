"""Names of countries for people: English and Persian from CLDR, codes from ISO 3166-1."""

from __future__ import annotations

from functools import cache

import pycountry
from babel import Locale

# BACI's own code for trade of Taiwan and unspecified Asia, which ISO does not know.
_BEYOND_ISO = {"S19": ("Other Asia, not elsewhere specified", "دیگر نقاط آسیا")}


def country_name(alpha3: str, lang: str) -> str:
    """Name of a country in `en` or `fa`; the code itself when no standard names it."""
    if alpha3 in _BEYOND_ISO:
        return _BEYOND_ISO[alpha3][lang == "fa"]
    entry = pycountry.countries.get(alpha_3=alpha3)
    if entry is None:
        return alpha3
    return str(_territories(lang).get(entry.alpha_2, entry.name))


def is_country(alpha3: str) -> bool:
    """Whether ISO 3166-1 knows this alpha-3 code."""
    return pycountry.countries.get(alpha_3=alpha3) is not None


def alpha3_of(subdivision: str) -> str:
    """The country of an ISO 3166-2 code; an empty text when no country has its prefix."""
    entry = pycountry.countries.get(alpha_2=subdivision.partition("-")[0])
    return entry.alpha_3 if entry else ""


@cache
def _territories(lang: str) -> dict[str, str]:
    return dict(Locale(lang).territories)
