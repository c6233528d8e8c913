"""The JSON lines of a FollowTheMoney file, each checked against what is known of its schema."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from karvan.errors import UnreadableInput
from karvan.sources.contract import Description
from karvan.sources.files import refuse_large
from karvan.sources.xml_tree import unusable_list


@dataclass(frozen=True, slots=True)
class Entity:
    """One line: who or what it is, and its properties, each with all its values."""

    id: str
    caption: str
    schema: str
    properties: Mapping[str, list[str]]
    datasets: list[str]
    last_change: str
    where: str

    def values(self, name: str) -> list[str]:
        """The values of a property; none when the entity lacks it."""
        return self.properties.get(name, [])


def entities(path: Path, description: Description) -> Iterator[Entity]:
    """Every entity of a schema that is read, in the order of the file.

    Raises UnreadableInput; LayoutChanged for a line cut short, a schema, key or property that is new.
    """
    refuse_large(path, description.extra["largest_mb"])
    known = _known(description)
    try:
        with path.open("rb") as file:
            for at, line in enumerate(file, start=1):
                where = f"{path}:{at}"
                found = _entity(_parsed(line, where), description, where)
                if found.schema not in description.extra["other"]:
                    _check(found, known)
                    yield found
    except OSError as cause:
        raise UnreadableInput(
            "The file cannot be read: {problem}.",
            where=str(path),
            fix="Check the path.",
            problem=cause.strerror or str(cause),
        ) from cause


def _parsed(line: bytes, where: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as cause:
        raise unusable_list(
            "The file breaks off or is not of JSON lines ({cause}).", where, cause=str(cause)[:200]
        ) from cause
    if not isinstance(found, dict) or not line.endswith(b"\n"):
        raise unusable_list("A line holds no entity, or the last line does not end.", where)
    return found


def _entity(found: dict[str, Any], description: Description, where: str) -> Entity:
    known = {*description.columns["entity"], *description.ignored["entity"]}
    missing = {"id", "schema", "properties", "datasets"} - found.keys()
    new = found.keys() - known
    if missing or new:
        raise unusable_list(
            "An entity lacks {missing} and has the new keys {new}.",
            where,
            missing=", ".join(sorted(missing)) or "nothing",
            new=", ".join(sorted(new)) or "none",
        )
    properties = found["properties"]
    if not isinstance(properties, dict) or not all(
        map(_are_texts, [*properties.values(), found["datasets"]])
    ):
        raise unusable_list("The properties of an entity are no lists of texts.", where)
    return Entity(
        id=str(found["id"]),
        caption=str(found.get("caption") or ""),
        schema=str(found["schema"]),
        properties=properties,
        datasets=found["datasets"],
        last_change=str(found.get("last_change") or ""),
        where=where,
    )


def _are_texts(values: object) -> bool:
    return isinstance(values, list) and all(isinstance(value, str) for value in values)


def _check(entity: Entity, schemata: Mapping[str, frozenset[str]]) -> None:
    known = schemata.get(entity.schema)
    if known is None:
        raise unusable_list("{schema} is a schema that is not known.", entity.where, schema=entity.schema)
    if new := sorted(entity.properties.keys() - known):
        raise unusable_list(
            "{parent} has new elements or attributes: {unknown}.",
            entity.where,
            parent=entity.schema,
            unknown=", ".join(new),
        )


def _known(description: Description) -> Mapping[str, frozenset[str]]:
    """Schema -> every property that it may have."""
    read, ignored, extra = description.columns, description.ignored, description.extra
    party = frozenset({*read["party"], *ignored["party"], *extra["documents"], *extra["places"]})
    links = {
        schema: frozenset({*read[schema], *ignored["interval"]})
        for schema in (*extra["relations"], "Sanction")
    }
    return {**dict.fromkeys(extra["kinds"], party), **links}
