"""Reads the stop table and the known producers from the packs in force."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from karvan.engines.access.answer import LineStops, ProducerFinding, StopFact
from karvan.engines.access.stops import Rule, judge
from karvan.store.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class StopBook:
    """All stops and producers of a region, ready to judge its lines.

    `on` is the law's date; rules read later than `as_of` still stop, since they describe the same law.
    """

    home: str
    on: date
    rules: tuple[Rule, ...]
    producers: Mapping[str, tuple[ProducerFinding, ...]]

    def judge(self, product: str, codes: Sequence[str], market: str) -> LineStops:
        """Stops, flags and producers of one product line for one market."""
        return judge(
            codes,
            home=self.home,
            market=market,
            on=self.on,
            rules=self.rules,
            producers=self.producers.get(product, ()),
        )


def open_stop_book(snapshot: Snapshot, region: str, home: str, on: date, as_of: date) -> StopBook:
    """Stops for `home` and producers of `region` (ISO 3166-2).

    Raises SnapshotMissing when no packs are loaded: without a stop table nothing may be recommended.
    """
    found: dict[str, list[ProducerFinding]] = defaultdict(list)
    for row in snapshot.read("pack_producers", {"region": region}).iter_rows(named=True):
        found[row["product"]].append(read_producer(row))
    return StopBook(
        home=home,
        on=on,
        rules=read_rules(snapshot, as_of),
        producers={product: tuple(findings) for product, findings in found.items()},
    )


def read_rules(snapshot: Snapshot, as_of: date) -> tuple[Rule, ...]:
    """All stops and flags of the packs in force, by id.

    Raises SnapshotMissing.
    """
    grouped: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in snapshot.read("pack_stops").iter_rows(named=True):
        grouped[row["stop"]].append(row)
    return tuple(_rule(rows, as_of) for _, rows in sorted(grouped.items()))


def _rule(rows: Sequence[Mapping[str, Any]], as_of: date) -> Rule:
    row = rows[0]
    fact = StopFact(
        id=row["stop"],
        kind=row["kind"],
        effect=row["effect"],
        title_en=row["title_en"],
        title_fa=row["title_fa"],
        text_en=row["text_en"],
        text_fa=row["text_fa"],
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
        lifting=row["lifting"],
        standing=row["standing"],
        observed_on=row["observed_on"],
        review_by=row["review_by"],
        is_overdue=row["review_by"] < as_of,
        citations=_ids(row),
    )
    return Rule(fact, row["origin"], row["market"], tuple(one["code"] for one in rows))


def read_producer(row: Mapping[str, Any]) -> ProducerFinding:
    """A row of pack_producers as a finding."""
    return ProducerFinding(
        name_en=row["name_en"],
        name_fa=row["name_fa"],
        screening=row["screening"],
        lists_en=row["lists_en"],
        lists_fa=row["lists_fa"],
        screened_against=row["screened_against"],
        citations=_ids(row),
    )


def _ids(row: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(f"{row['pack']}:{one}" for one in row["citations"].split(",") if one)
