"""One listed party: its row and its names."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

from karvan.errors import LayoutChanged
from karvan.sources.contract import Description
from karvan.sources.listed_day import iso_day

LIST = "UN"
_NAME_PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")


def listing(party: ET.Element, description: Description, where: str) -> dict[str, Any]:
    """One row of `listings`; `party` is an INDIVIDUAL or an ENTITY.

    `places` are objects with `role` (address, birth, nationality) and the parts given; `birth` and
    `documents` are objects with the parts given; `alias` names the alias that a part belongs to.
    Raises LayoutChanged when what makes a listing is missing.
    """
    missing = [tag for tag in description.extra["required"] if not _text(party, tag)]
    if missing:
        raise LayoutChanged(
            "A party of the list lacks {missing}.",
            where=f"{where}: {_text(party, 'REFERENCE_NUMBER') or _text(party, 'DATAID')}",
            fix="Get the list again from the United Nations.",
            missing=", ".join(missing),
        )
    return {
        "list": LIST,
        "ref": _text(party, "REFERENCE_NUMBER"),
        "data_id": _text(party, "DATAID"),
        "kind": party.tag.lower(),
        "regime": _text(party, "UN_LIST_TYPE"),
        "name": _name(party),
        "name_original": _text(party, "NAME_ORIGINAL_SCRIPT") or None,
        "listed_on": iso_day(_text(party, "LISTED_ON"), where),
        "updated_on": _updated_on(party, where),
        "comments": _text(party, "COMMENTS1"),
        "places": _json(_places(party)),
        "birth": _json(_births(party)),
        "documents": _json(_parts(one) for one in party.iter("INDIVIDUAL_DOCUMENT")),
    }


def names(party: ET.Element, description: Description, where: str) -> list[dict[str, Any]]:
    """Rows of `listing_names`: the primary name, the one in its own script, then the aliases as listed.

    Raises LayoutChanged when an alias has a grade that nobody named, or a grade without a name.
    """
    found = [(_name(party), "primary")]
    original = _text(party, "NAME_ORIGINAL_SCRIPT")
    if original:
        found.append((original, "original"))
    found += [
        (_text(alias, "ALIAS_NAME"), _quality(alias, description, where))
        for alias in party
        # The list writes an alias with neither name nor grade where a party has none.
        if alias.tag.endswith("_ALIAS") and any(_parts(alias))
    ]
    ref = _text(party, "REFERENCE_NUMBER")
    return [
        {"list": LIST, "ref": ref, "position": position, "name": name, "quality": quality}
        for position, (name, quality) in enumerate(found)
    ]


def delisted_refs(parties: Iterable[ET.Element]) -> list[str]:
    """References of the parties that carry a day of delisting."""
    return [_text(party, "REFERENCE_NUMBER") for party in parties if _text(party, "DELISTED_ON")]


def _quality(alias: ET.Element, description: Description, where: str) -> str:
    qualities: Mapping[str, str] = description.extra["qualities"]
    grade, name = _text(alias, "QUALITY"), _text(alias, "ALIAS_NAME")
    if grade not in qualities or not name:
        raise LayoutChanged(
            "An alias has the name {name} and the grade {grade}.",
            where=where,
            fix="Get the list again; a new grade must be named in un_sanctions/source.yml.",
            name=name or "(none)",
            grade=grade or "(none)",
        )
    return qualities[grade]


def _name(party: ET.Element) -> str:
    return " ".join(part for tag in _NAME_PARTS if (part := _text(party, tag)))


def _updated_on(party: ET.Element, where: str) -> date | None:
    days = [iso_day(text, where) for text in _values(party, "LAST_DAY_UPDATED")]
    return max(days, default=None)


def _places(party: ET.Element) -> Iterator[dict[str, str]]:
    for tag, role in (
        ("INDIVIDUAL_ADDRESS", "address"),
        ("ENTITY_ADDRESS", "address"),
        ("INDIVIDUAL_PLACE_OF_BIRTH", "birth"),
    ):
        for place in party.iter(tag):
            if parts := _parts(place):
                yield {"role": role, **parts}
    for country in _values(party, "NATIONALITY"):
        yield {"role": "nationality", "country": country}
    for alias in party.iter("INDIVIDUAL_ALIAS"):
        parts = _parts(alias)
        of_birth = {
            key: parts[f"{key}_of_birth"] for key in ("city", "country") if f"{key}_of_birth" in parts
        }
        if of_birth:
            yield {"role": "birth", "alias": parts["alias_name"], **of_birth}


def _births(party: ET.Element) -> Iterator[dict[str, str]]:
    for birth in party.iter("INDIVIDUAL_DATE_OF_BIRTH"):
        parts = _parts(birth)
        if parts.keys() - {"type_of_date"}:
            yield parts
    for alias in party.iter("INDIVIDUAL_ALIAS"):
        if text := _text(alias, "DATE_OF_BIRTH"):
            yield {"alias": _text(alias, "ALIAS_NAME"), "date": text}


def _parts(element: ET.Element) -> dict[str, str]:
    """The children that say something, by lower-case name."""
    return {child.tag.lower(): text for child in element if (text := (child.text or "").strip())}


def _values(party: ET.Element, tag: str) -> list[str]:
    return [text for value in party.iterfind(f"{tag}/VALUE") if (text := (value.text or "").strip())]


def _text(element: ET.Element, tag: str) -> str:
    return (element.findtext(tag) or "").strip()


def _json(rows: Iterator[dict[str, str]]) -> str:
    return json.dumps([row for row in rows if row], ensure_ascii=False)
