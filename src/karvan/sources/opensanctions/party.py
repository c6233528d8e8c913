"""One entity with its sanctions as a party."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from karvan.sources.contract import Description
from karvan.sources.listed_day import iso_day
from karvan.sources.listed_party import Parts, Party, graded, joined, once, parts
from karvan.sources.opensanctions.lines import Entity

# Many dates are known to the year or the month only.
_WHOLE_DAY = re.compile(r"\d{4}-\d{2}-\d{2}.*", re.ASCII)


def is_kept(entity: Entity, description: Description) -> bool:
    """Whether a topic says that the party is sanctioned, controlled, or linked to one that is."""
    kept = description.extra["topics"]
    return any(topic.split(".")[0] in kept for topic in entity.values("topics"))


def party(entity: Entity, sanctions: Sequence[Entity], description: Description) -> Party:
    """`regime` holds the programmes of its sanctions; `listed_on` is the earliest whole day they give."""
    return Party(
        list=joined(sorted(entity.datasets)),
        ref=entity.id,
        data_id=entity.id,
        kind=description.extra["kinds"][entity.schema],
        regime=joined(_programmes(entity, sanctions)),
        names=_names(entity, description),
        listed_on=min(_days(sanctions), default=None),
        updated_on=iso_day(entity.last_change, entity.where) if entity.last_change else None,
        comments=joined(entity.values("notes")),
        places=once(_places(entity, description)),
        birth=once(_birth(text) for text in entity.values("birthDate")),
        documents=once(
            parts(type_of_document=kind, number=number)
            for name, kind in description.extra["documents"].items()
            for number in entity.values(name)
        ),
    )


def _programmes(entity: Entity, sanctions: Sequence[Entity]) -> Iterator[str]:
    for one in (*sanctions, entity):
        yield from one.values("program") or one.values("programId")


def _names(entity: Entity, description: Description) -> list[tuple[str, str]]:
    head = [(entity.caption, "primary")] if entity.caption in _all_names(entity, description) else []
    rest = [
        (name, graded(name, quality))
        for field, quality in description.extra["names"].items()
        for name in entity.values(field)
    ]
    if not head and rest:
        head = [(rest[0][0], "primary")]
    return [*head, *rest]


def _all_names(entity: Entity, description: Description) -> set[str]:
    return {name for field in description.extra["names"] for name in entity.values(field)}


def _days(sanctions: Sequence[Entity]) -> Iterator[date]:
    for one in sanctions:
        for text in one.values("listingDate") or one.values("startDate"):
            if _WHOLE_DAY.fullmatch(text):
                yield iso_day(text, one.where)


def _birth(text: str) -> Parts:
    return {"year": text} if len(text) == len("1961") else {"date": text}


def _places(entity: Entity, description: Description) -> Iterator[Parts]:
    for text in entity.values("address"):
        yield {"role": "address", "address": text}
    for text in entity.values("birthPlace"):
        yield {"role": "birth", "place": text}
    for name, role in description.extra["places"].items():
        yield from ({"role": role, "country_code": code.upper()} for code in entity.values(name))
