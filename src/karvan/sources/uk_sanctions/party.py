"""The rows of one party, a row for each of its names and addresses, as a party."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from karvan.sources.contract import Description
from karvan.sources.listed_day import british_day
from karvan.sources.listed_party import Parts, Party, graded, joined, once, parts
from karvan.sources.xml_tree import unusable_list

LIST = "UK"
Row = Mapping[str, str]
Rows = Sequence[tuple[str, Row]]

# Several values in one cell are written (1) Iran (2) Iraq, or with a bar between them.
_SEVERAL = re.compile(r"\(\d+\)|\|")
_DAY = re.compile(r"(\d{2})/(\d{2})/(\d{4})", re.ASCII)
_YEAR = re.compile(r"(?:(?:00|dd)/(?:00|mm)/)?(\d{4})", re.ASCII | re.IGNORECASE)


def party(rows: Rows, layout: str, description: Description) -> Party:
    """Raises LayoutChanged for a kind, a type of name or a grade that is new."""
    where = rows[0][0]
    named = description.extra["fields"][layout]
    cells = [
        {field: row[heading] for field, heading in named.items() if field != "address"} for _, row in rows
    ]
    return Party(
        list=LIST,
        ref=cells[0]["ref"],
        data_id=cells[0]["data_id"],
        kind=_kind({cell["kind"] for cell in cells if cell["kind"]}, description, where),
        regime=joined(cell["regime"] for cell in cells),
        names=_names(rows, cells, description),
        listed_on=_day(rows, cells, "listed_on", min),
        updated_on=_day(rows, cells, "updated_on", max),
        comments=joined(_comments(rows, description.extra["comments"][layout])),
        places=once(_places(rows, cells, named["address"])),
        birth=once(_birth(text) for cell in cells for text in several(cell["birth"])),
        documents=once(_documents(cells)),
    )


def has_primary(one: Party) -> bool:
    """Whether the list itself calls one of the names primary."""
    return any(quality == "primary" for _, quality in one.names)


def several(text: str) -> list[str]:
    """The values of a cell, which often holds more than one."""
    return [value for part in _SEVERAL.split(text) if (value := part.strip(" ;,."))]


def full_name(row: Row) -> str:
    """Name 1 to Name 5 and then Name 6, which holds the family name or the whole name of an entity."""
    return " ".join(part for at in (1, 2, 3, 4, 5, 6) if (part := row[f"Name {at}"]))


def _kind(found: set[str], description: Description, where: str) -> str:
    kinds = description.extra["kinds"]
    if len(found) != 1 or not found <= {kind for kind in found if kind.lower() in kinds}:
        raise unusable_list(
            "{kind} is a kind of party that is not known.", where, kind=", ".join(sorted(found)) or "(none)"
        )
    return str(kinds[found.pop().lower()])


def _names(rows: Rows, cells: Sequence[Row], description: Description) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for (where, row), cell in zip(rows, cells, strict=True):
        quality = _quality(cell, description, where)
        if name := full_name(row):
            found.append((name, quality if quality == "primary" else graded(name, quality)))
        if cell["script"]:
            found.append((cell["script"], "weak" if quality == "weak" else "original"))
    return found


def _quality(cell: Row, description: Description, where: str) -> str:
    types, grades = description.extra["name_types"], description.extra["grades"]
    quality = types.get(cell["name_type"].lower())
    if quality == "grade":
        quality = grades.get(cell["grade"].lower())
    if quality is None:
        raise unusable_list(
            "A name is of the type {type} and the grade {grade}, which is not known.",
            where,
            type=cell["name_type"] or "(none)",
            grade=cell["grade"] or "(none)",
        )
    return str(quality)


def _day(rows: Rows, cells: Sequence[Row], field: str, pick: Callable[[Iterable[date]], date]) -> date | None:
    days = [
        british_day(cell[field], where) for (where, _), cell in zip(rows, cells, strict=True) if cell[field]
    ]
    return pick(days) if days else None


def _comments(rows: Rows, headings: Mapping[str, str]) -> Iterator[str]:
    for _, row in rows:
        yield from (f"{before}{row[heading]}" for heading, before in headings.items() if row[heading])


def _places(rows: Rows, cells: Sequence[Row], address: str) -> Iterator[Parts]:
    for (_, row), cell in zip(rows, cells, strict=True):
        street = ", ".join(line for at in range(1, 7) if (line := row[f"{address} {at}"]))
        yield {
            "role": "address",
            **parts(street=street, zip_code=cell["zip_code"], country=cell["country"]),
        }
        for role, field, key in (
            ("birth", "birth_town", "city"),
            ("birth", "birth_country", "country"),
            ("nationality", "nationality", "country"),
            ("flag", "flag", "country"),
            ("flag before", "flags_before", "country"),
        ):
            yield from ({"role": role, key: text} for text in several(cell.get(field, "")))


def _birth(text: str) -> Parts:
    """2026-11-24 for a whole day, the year where the list knows no more, else the text as published."""
    if (found := _DAY.fullmatch(text)) and "00" not in found.groups()[:2]:
        return {"date": "-".join(reversed(found.groups()))}
    if year := _YEAR.fullmatch(text):
        return {"year": year[1]}
    return {"date": text}


def _documents(cells: Iterable[Row]) -> Iterator[Parts]:
    for cell in cells:
        for field, kind in (
            ("passport", "Passport"),
            ("national_id", "National identification number"),
            ("registration", "Business registration number"),
            ("imo", "IMO number"),
            ("hull", "Hull identification number"),
        ):
            note = cell.get(f"{field}_note", "")
            for number in several(cell.get(field, "")):
                yield parts(type_of_document=kind, number=number, note=note)
