"""Every sanctioned party of the user's file, and who owns or directs whom. Nothing of it is shipped."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from karvan.sources.contract import Issue, Reading, describe
from karvan.sources.files import content_sha256
from karvan.sources.listed_party import coverage, listed
from karvan.sources.opensanctions.index import exported_on
from karvan.sources.opensanctions.lines import Entity, entities
from karvan.sources.opensanctions.party import is_kept, party
from karvan.sources.opensanctions.relations import lacks_an_end, relations
from karvan.store.tables import declared

DESCRIPTION = describe("opensanctions")


def read(path: Path, *, list_date: date | None = None) -> Reading:
    """The tables of OpenSanctions from entities.ftm.json.

    The day and the checksum come from index.json beside the file; without it `list_date` must be given.
    Raises UnreadableInput, Incomplete without a day, QuestionError when the days differ,
    ChecksumMismatch; LayoutChanged for a schema or property that is new or a file cut short.
    """
    sorted_out = _Sorted()
    for entity in entities(path, DESCRIPTION):
        sorted_out.take(entity)
    day = exported_on(path, list_date)
    kept = sorted_out.kept
    refs = {one.id for one in kept}
    parties = [party(one, sorted_out.sanctions[one.id], DESCRIPTION) for one in kept]
    edges = list(relations(sorted_out.edges, refs, sorted_out.names, DESCRIPTION))
    topics = [{"ref": one.id, "topic": topic} for one in kept for topic in sorted(set(one.values("topics")))]
    incomplete = sum(lacks_an_end(edge, DESCRIPTION) for edge in sorted_out.edges)
    return Reading(
        tables={
            **listed("opensanctions_", parties, str(path)),
            "opensanctions_topics": _frame("opensanctions_topics", topics),
            "opensanctions_relations": _frame("opensanctions_relations", edges),
        },
        label=day.isoformat(),
        content_sha256=content_sha256(path),
        published_on=day,
        coverage={
            "parties": coverage(parties)["parties"],
            "datasets": dict(sorted(Counter(name for one in kept for name in one.datasets).items())),
            "left_out": dict(sorted(sorted_out.left_out.items())),
        },
        issues=(Issue(path.name, f"{incomplete} relations lack an end and are left out"),)
        if incomplete
        else (),
    )


class _Sorted:
    """The entities of one file by what becomes of them."""

    def __init__(self) -> None:
        self.kept: list[Entity] = []
        self.names: dict[str, str] = {}
        self.edges: list[Entity] = []
        self.sanctions: dict[str, list[Entity]] = defaultdict(list)
        self.left_out: Counter[str] = Counter()

    def take(self, entity: Entity) -> None:
        """Keep what is needed of one entity; a party that is not sanctioned leaves its name only."""
        if entity.schema == "Sanction":
            for ref in entity.values("entity"):
                self.sanctions[ref].append(entity)
        elif entity.schema in DESCRIPTION.extra["relations"]:
            self.edges.append(entity)
        else:
            self.names[entity.id] = entity.caption
            if is_kept(entity, DESCRIPTION):
                self.kept.append(entity)
            else:
                self.left_out[DESCRIPTION.extra["kinds"][entity.schema]] += 1


def _frame(table: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=declared(table).schema, orient="row")
