"""Builds the gazetteer: names in packs, and the standard tables of all countries and their subdivisions."""

from __future__ import annotations

from collections.abc import Iterator

import pycountry
from babel import Locale

from karvan.engines.programme.announcement.gazetteer import Entry, Gazetteer, gazetteer
from karvan.engines.programme.announcement.read import read
from karvan.engines.programme.answer import Programme
from karvan.store.snapshot import Snapshot


def read_announcement(snapshot: Snapshot, text: str) -> Programme:
    """The draft programme of an announcement, with the names of the packs in force.

    Raises SnapshotMissing when no packs are loaded, UnreadableInput for an empty text.
    """
    return read(text, gazetteer_of(snapshot))


def gazetteer_of(snapshot: Snapshot) -> Gazetteer:
    """Every name by which a text may call a country or a region.

    Raises SnapshotMissing.
    """
    rows = snapshot.read("pack_names", columns=["code", "lang", "kind", "name"]).rows()
    return gazetteer([*(Entry(*row) for row in rows), *_countries(), *_subdivisions()])


def _countries() -> Iterator[Entry]:
    for lang in ("fa", "en"):
        for alpha2, name in Locale(lang).territories.items():
            country = pycountry.countries.get(alpha_2=alpha2)
            if country is not None:
                yield Entry(country.alpha_3, lang, "name", name)
    for country in pycountry.countries:
        yield Entry(country.alpha_3, "en", "alias", country.name)


def _subdivisions() -> Iterator[Entry]:
    """First-level subdivisions, and the parts of those, which count only with the word for their kind."""
    for one in pycountry.subdivisions:
        yield Entry(one.code, "en", "district" if one.parent_code else "name", one.name)
