"""Reads the lists that are loaded, the decisions on file and the contested regime from the packs."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from karvan.engines.access.answer import ProducerFinding, StopFact
from karvan.engines.access.ask import read_producer, read_rules
from karvan.engines.access.screening.decisions import DecisionBook, book_of
from karvan.engines.access.screening.index import Candidate, IndexedName, NameIndex
from karvan.engines.access.screening.judge import Books, LoadedList
from karvan.engines.access.screening.listed import ListedNumber, ListedParty, ListHead, years_in
from karvan.engines.access.screening.match import METHOD
from karvan.engines.access.screening.parties import number_key
from karvan.errors import UnknownMarket
from karvan.model.markets import market_of
from karvan.model.text import name_key
from karvan.store.ledger import read_ledger
from karvan.store.snapshot import Snapshot

# Jurisdiction -> prefix of its pair of tables. The four are asked always, loaded or not.
LISTS: Mapping[str, str] = {"UN": "", "EU": "eu_", "UK": "uk_", "US": "ofac_"}
# A file that joins many lists stands beside them and for none of them.
JOINED: Mapping[str, str] = {"OS": "opensanctions_"}
# What this screening adds to the method of names; a change of either makes decisions fall away.
VERSION = "screening/1"
_CONTESTED = "un-snapback-2025"
# Names that lists of the United Nations and others write in full.
_FORMAL = {
    "democratic people's republic of korea": "PRK",
    "democratic republic of the congo": "COD",
    "united kingdom of great britain and northern ireland": "GBR",
    "united states of america": "USA",
    "united republic of tanzania": "TZA",
    "state of palestine": "PSE",
    "turkey": "TUR",
}
_BRACKETS = re.compile(r"\([^()]*\)")


def decisions_file(home: Path) -> Path:
    """Where the decisions lie."""
    return home / "screening" / "decisions.jsonl"


def open_books(snapshot: Snapshot, home: Path | None, on: date) -> Books:
    """Every list that is loaded, the decisions of `home`, and what the packs say of the contested regime.

    Without `home` no decision is looked at: what the lists say, and nothing else.

    Raises LedgerBroken, QuestionError for a ledger that holds no decisions, SnapshotCorrupt.
    """
    joined = {name: prefix for name, prefix in JOINED.items() if snapshot.has(f"{prefix}listings")}
    return Books(
        lists={name: _list(snapshot, name, prefix) for name, prefix in {**LISTS, **joined}.items()},
        method=method(),
        decisions=read_decisions(home) if home else book_of(()),
        contested=_contested(snapshot, on),
        producers=_producers(snapshot),
    )


def snapshots(snapshot: Snapshot) -> dict[str, str]:
    """Jurisdiction -> sha256 of its list as loaded; empty where none is."""
    return {
        name: snapshot.manifest(f"{prefix}listings").content_sha256
        if snapshot.has(f"{prefix}listings")
        else ""
        for name, prefix in {**LISTS, **JOINED}.items()
    }


def method() -> str:
    """The version of screening and of the matching of names."""
    return f"{VERSION}+{METHOD}"


def read_decisions(home: Path) -> DecisionBook:
    """The decisions on file. Raises LedgerBroken, QuestionError."""
    return book_of(read_ledger(decisions_file(home)).rows)


def _list(snapshot: Snapshot, jurisdiction: str, prefix: str) -> LoadedList | None:
    if not snapshot.has(f"{prefix}listings"):
        return None
    rows = {row["ref"]: row for row in snapshot.read(f"{prefix}listings").iter_rows(named=True)}
    names = snapshot.read(f"{prefix}listing_names").iter_rows(named=True)
    index = NameIndex.build(
        IndexedName(jurisdiction, row["ref"], rows[row["ref"]]["kind"], row["name"], row["quality"])
        for row in names
    )
    linked = _only_linked(snapshot, prefix, rows)
    manifest = snapshot.manifest(f"{prefix}listings")
    return LoadedList(
        head=ListHead(jurisdiction, manifest.published_on, manifest.content_sha256, manifest.version),
        search=lambda name: _search(index, name),
        party=lambda ref: _party(rows[ref], is_listing=ref not in linked),
        numbers=_numbers(rows.values()),
    )


def _search(index: NameIndex, name: str) -> tuple[Candidate, ...]:
    """Every candidate of every kind: that somebody declares a person to be a firm must not hide the person.

    All of them, because a match called false must not uncover one that was never shown.
    """
    return index.search(name, top=len(index.names))


def _only_linked(snapshot: Snapshot, prefix: str, rows: Mapping[str, Any]) -> frozenset[str]:
    """References that the publisher names for a link to a listed party, not for a listing of their own."""
    if not prefix.startswith("opensanctions"):
        return frozenset()
    topics = snapshot.read("opensanctions_topics", {"topic": "sanction"}, ["ref"])["ref"]
    return frozenset(rows) - frozenset(topics)


def _numbers(rows: Iterable[Mapping[str, Any]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row["documents"] != "[]":
            for one in _documents(row):
                found[number_key(one.number)].append(row["ref"])
    return {key: tuple(dict.fromkeys(refs)) for key, refs in found.items() if key}


def _documents(row: Mapping[str, Any]) -> tuple[ListedNumber, ...]:
    return tuple(
        ListedNumber(one.get("type_of_document", ""), one["number"])
        for one in json.loads(row["documents"])
        if one.get("number")
    )


def _party(row: Mapping[str, Any], *, is_listing: bool) -> ListedParty:
    places = json.loads(row["places"])
    countries = {found for one in places if (found := _country(one.get("country", "")))}
    births = json.loads(row["birth"])
    return ListedParty(
        ref=row["ref"],
        kind=row["kind"],
        primary=row["name"],
        regime=row["regime"],
        listed_on=row["listed_on"],
        countries=frozenset(countries),
        cities=tuple(dict.fromkeys(one["city"] for one in places if one.get("city"))),
        years=frozenset().union(*(years_in(one) for one in births)) if births else frozenset(),
        numbers=_documents(row),
        is_listing=is_listing,
    )


@lru_cache(maxsize=2_000)
def _country(text: str) -> str:
    """ISO 3166-1 alpha-3; empty where the list's own words name no country."""
    try:
        return market_of(_FORMAL.get(text.casefold(), _BRACKETS.sub("", text).strip())) if text else ""
    except UnknownMarket:
        return ""


def _producers(snapshot: Snapshot) -> dict[str, ProducerFinding]:
    """What packs say of producers; where they differ on one firm, the gravest."""
    if not snapshot.has("pack_producers"):
        return {}
    found: dict[str, ProducerFinding] = {}
    for row in snapshot.read("pack_producers").iter_rows(named=True):
        finding = read_producer(row)
        for name in (row["name_en"], row["name_fa"], *_without_brackets(row)):
            key = name_key(name)
            if key and (key not in found or finding.screening == "listed"):
                found[key] = finding
    return found


def _without_brackets(row: Mapping[str, Any]) -> Iterable[str]:
    return (_BRACKETS.sub(" ", row[name]) for name in ("name_en", "name_fa"))


def _contested(snapshot: Snapshot, on: date) -> StopFact | None:
    """The packs' own words on the regime whose return is contested; None before it, or without packs."""
    if not snapshot.has("pack_stops"):
        return None
    for rule in read_rules(snapshot, on):
        fact = rule.fact
        if fact.id == _CONTESTED and (fact.valid_from is None or fact.valid_from <= on):
            return fact
    return None
