"""Facts of packs by topic and standing: what the coverage table counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from karvan.model.charge import CHARGE_TOPICS, STANDINGS
from karvan.sources.packs.law_envelope import country
from karvan.sources.packs.law_rules import every_law_fact
from karvan.sources.packs.study import Fact, Pack

_OF_KIND = {kind: topic for topic, kinds in CHARGE_TOPICS.items() for kind in kinds}
_OF_FILE: Mapping[str, str] = {
    "jurisdiction.yml": "jurisdiction",
    "treatments.yml": "treatment",
    "agreements.yml": "agreements",
    "documents.yml": "documents",
    "procedure.yml": "procedure",
    "questions.yml": "control_questions",
    "payment.yml": "payment",
    "schedules.yml": "duty",
}
TOPICS = (
    "jurisdiction",
    "treatment",
    "agreements",
    "duty",
    "other_duties",
    "taxes",
    "fees",
    "export_duty",
    "prohibitions",
    "requirements",
    "documents",
    "procedure",
    "control_questions",
    "payment",
)


@dataclass(frozen=True, slots=True)
class Cell:
    """How many facts of one topic of one pack have each standing."""

    pack: str
    country: str
    topic: str
    verified: int
    single_source: int
    conflict: int
    unknown: int
    stale: int


def coverage(packs: Iterable[Pack], as_of: date) -> tuple[Cell, ...]:
    """One cell for each pack of law and topic; a topic on which a pack is silent counts one unknown."""
    return tuple(cell for pack in packs if country(pack) for cell in _of_pack(pack, as_of))


def _of_pack(pack: Pack, as_of: date) -> Iterator[Cell]:
    found: dict[str, list[str]] = {topic: [] for topic in TOPICS}
    for name, fact in every_law_fact(pack):
        if fact.values["known"]["until"] is None and fact.values["valid"]["end"] != "lifted":
            found[topic_of(name, fact)].append(standing_of(fact, as_of))
    for fact in pack.facts("stops.yml"):
        found["prohibitions"].append(
            "stale" if fact.values["review_by"] < as_of else _counted(fact.values["standing"])
        )
    for topic, standings in found.items():
        yield _cell(pack, topic, standings)


def _cell(pack: Pack, topic: str, standings: Sequence[str]) -> Cell:
    counted = Counter(standings or ["unknown"])
    return Cell(pack.id, country(pack), topic, *(counted[one] for one in STANDINGS))


def topic_of(file: str, fact: Fact) -> str:
    """The topic a fact of law belongs to."""
    return _OF_KIND.get(fact.values["kind"], "requirements") if file == "measures.yml" else _OF_FILE[file]


def standing_of(fact: Fact, as_of: date) -> str:
    """How the coverage counts it: an unknown value is unknown, an overdue review stale, ours one source."""
    one = fact.values
    state = one["value"]["state"] if "value" in one else one.get("state", "known")
    if state in ("unknown", "conflict"):
        return str(state)
    return "stale" if one["known"]["review_by"] < as_of else _counted(one["standing"])


def _counted(standing: str) -> str:
    return "single_source" if standing == "assigned" else standing
