"""Small lists of fictional parties, with some public names, in a warehouse of their own."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from tests.world import ORIGIN, frame

from karvan.store.manifest import Manifest
from karvan.store.write import Draft, write_snapshot

LISTED_ON = date(2020, 1, 2)
# ref, kind, regime, names, places, birth, documents
Row = tuple[str, str, str, list[str], list[dict], list[dict], list[dict]]

IRANIAN = [{"role": "address", "city": "Arak", "country": "Iran (Islamic Republic of)"}]
FOIL: Row = ("X-1", "entity", "Iran", ["Zarrin Foil Fictional Company"], IRANIAN, [], [
    {"type_of_document": "National ID", "number": "1010 999 8887"}])  # fmt: skip
PERSON: Row = ("X-2", "individual", "Iran", ["Farhad Khiyali"], [
    {"role": "nationality", "country": "Iran (Islamic Republic of)"}], [{"year": "1961"}], [
    {"type_of_document": "Passport", "number": "A1234567"}])  # fmt: skip
OTHER: Row = ("X-3", "entity", "Taliban", ["Samsam Fictional Exchange"], [], [], [])

SOURCES = {
    "UN": ("", "un_sanctions"),
    "EU": ("eu_", "eu_sanctions"),
    "UK": ("uk_", "uk_sanctions"),
    "US": ("ofac_", "ofac_sdn"),
}


def put_list(
    root: Path, jurisdiction: str, rows: list[Row], published_on: date | None, sha256: str = "a" * 64
) -> Manifest:
    """Write one list of a jurisdiction."""
    prefix, source = SOURCES[jurisdiction]
    listings = [
        (jurisdiction, ref, ref, kind, regime, names[0], None, LISTED_ON, None, "",
         json.dumps(places), json.dumps(birth), json.dumps(documents))
        for ref, kind, regime, names, places, birth, documents in rows
    ]  # fmt: skip
    known_as = [
        (jurisdiction, row[0], at, name, "strong" if at else "primary")
        for row in rows
        for at, name in enumerate(row[3])
    ]
    tables = {
        f"{prefix}listings": frame(f"{prefix}listings", listings),
        f"{prefix}listing_names": frame(f"{prefix}listing_names", known_as),
    }
    draft = Draft(source, "toy", ORIGIN, published_on, date(2026, 11, 24), sha256, tables)
    return write_snapshot(root, draft)
