"""Which country is meant: by ISO code or by name, in English or Persian."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache

import pycountry

from karvan.errors import UnknownMarket
from karvan.model.territory import country_name


def market_of(wanted: str) -> str:
    """ISO alpha-3 of a country given as alpha-3, alpha-2 or a name in English or Persian.

    Raises UnknownMarket with the nearest names.
    """
    text = wanted.strip()
    found = _by_name().get(text.casefold())
    if found is None:
        near = get_close_matches(text.casefold(), list(_by_name()), n=3)
        raise UnknownMarket(
            "{wanted!r} is not a country we know.",
            fix="Write an ISO 3166-1 code such as IRQ, or a name; near: {near}.",
            wanted=wanted,
            near=", ".join(near) or "none",
        )
    return found


def markets_of(wanted: str) -> tuple[str, ...]:
    """Countries of a comma-separated list, each once, in the order given.

    Raises UnknownMarket.
    """
    parts = wanted.replace("،", ",").split(",")
    return tuple(dict.fromkeys(market_of(part) for part in parts if part.strip()))


@cache
def _by_name() -> dict[str, str]:
    names = {}
    for entry in pycountry.countries:
        spoken = (country_name(entry.alpha_3, "en"), country_name(entry.alpha_3, "fa"), entry.name)
        for name in (*spoken, entry.alpha_2, entry.alpha_3):
            names[name.casefold()] = entry.alpha_3
    return names
