"""One entry of the XML as a party."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from karvan.sources.contract import Description
from karvan.sources.listed_party import Parts, Party, graded, joined, once, parts
from karvan.sources.xml_tree import text_of, unusable_list

LIST = "OFAC"


def party(entry: ET.Element, description: Description, where: str) -> Party:
    """Raises LayoutChanged for a kind or a category of alias that is new."""
    ref = text_of(entry, "uid")
    kind = kind_of(text_of(entry, "sdnType"), description, f"{where}: {ref}")
    return Party(
        list=LIST,
        ref=ref,
        data_id=ref,
        kind=kind,
        regime=joined(program.text or "" for program in entry.iterfind("programList/program")),
        names=[*_primary(entry), *_aliases(entry, description, f"{where}: {ref}")],
        listed_on=None,
        updated_on=None,
        comments=joined([text_of(entry, "remarks"), *_remarks(entry, description), *owner(_vessel(entry))]),
        places=once([*_places(entry), *flag(_vessel(entry))]),
        birth=once(
            parts(date=text_of(item, "dateOfBirth"))
            for item in entry.iterfind("dateOfBirthList/dateOfBirthItem")
        ),
        documents=once([*_documents(entry, description), *call_sign(_vessel(entry))]),
    )


def kind_of(text: str, description: Description, where: str) -> str:
    """The kind in karvan's words. Raises LayoutChanged."""
    kinds = description.extra["kinds"]
    if text.lower() not in kinds:
        raise unusable_list("{kind} is a kind of party that is not known.", where, kind=text or "(none)")
    return str(kinds[text.lower()])


def flag(vessel: Parts) -> Iterator[Parts]:
    """The flag that a vessel flies, as a place."""
    if country := vessel.get("flag"):
        yield {"role": "flag", "country": country}


def call_sign(vessel: Parts) -> Iterator[Parts]:
    """A vessel's call sign, as a document."""
    if number := vessel.get("call_sign"):
        yield {"type_of_document": "Call sign", "number": number}


def owner(vessel: Parts) -> Iterator[str]:
    """A vessel's owner, as a comment."""
    if name := vessel.get("owner"):
        yield f"Vessel owner: {name}"


def _vessel(entry: ET.Element) -> Parts:
    info = entry.find("vesselInfo")
    if info is None:
        return {}
    return parts(
        flag=text_of(info, "vesselFlag"),
        call_sign=text_of(info, "callSign"),
        owner=text_of(info, "vesselOwner"),
    )


def _name(element: ET.Element) -> str:
    return " ".join(part for tag in ("firstName", "lastName") if (part := text_of(element, tag)))


def _primary(entry: ET.Element) -> list[tuple[str, str]]:
    return [(name, "primary")] if (name := _name(entry)) else []


def _aliases(entry: ET.Element, description: Description, where: str) -> Iterator[tuple[str, str]]:
    for alias in entry.iterfind("akaList/aka"):
        category, name = text_of(alias, "category"), _name(alias)
        if category not in description.extra["categories"] or not name:
            raise unusable_list(
                "An alias has the name {name} and the grade {grade}.",
                where,
                name=name or "(none)",
                grade=category or "(none)",
            )
        yield name, graded(name, category)


def _places(entry: ET.Element) -> Iterator[Parts]:
    for address in entry.iterfind("addressList/address"):
        street = ", ".join(text for at in "123" if (text := text_of(address, f"address{at}")))
        yield {
            "role": "address",
            **parts(
                street=street,
                city=text_of(address, "city"),
                state_province=text_of(address, "stateOrProvince"),
                zip_code=text_of(address, "postalCode"),
                country=text_of(address, "country"),
            ),
        }
    for item in entry.iterfind("placeOfBirthList/placeOfBirthItem"):
        yield {"role": "birth", **parts(place=text_of(item, "placeOfBirth"))}
    for role in ("nationality", "citizenship"):
        for item in entry.iterfind(f"{role}List/{role}"):
            yield {"role": role, **parts(country=text_of(item, "country"))}


def _documents(entry: ET.Element, description: Description) -> Iterator[Parts]:
    for item in entry.iterfind("idList/id"):
        if text_of(item, "idType") not in description.extra["not_documents"]:
            yield parts(
                type_of_document=text_of(item, "idType"),
                number=text_of(item, "idNumber"),
                issuing_country=text_of(item, "idCountry"),
                date_of_issue=text_of(item, "issueDate"),
                date_of_expiry=text_of(item, "expirationDate"),
            )


def _remarks(entry: ET.Element, description: Description) -> Iterator[str]:
    for item in entry.iterfind("idList/id"):
        if text_of(item, "idType") in description.extra["not_documents"]:
            yield f"{text_of(item, 'idType')} {text_of(item, 'idNumber')}"
