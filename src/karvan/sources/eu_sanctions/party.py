"""One sanctionEntity as a party."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from xml.etree import ElementTree as ET

from karvan.sources.contract import Description
from karvan.sources.listed_day import iso_day
from karvan.sources.listed_party import Parts, Party, graded, joined, once, parts
from karvan.sources.xml_tree import unusable_list

LIST = "EU"
_FLAGS = {
    "knownExpired": "known_expired",
    "knownFalse": "known_false",
    "reportedLost": "reported_lost",
    "revokedByIssuer": "revoked_by_issuer",
}


def party(entity: ET.Element, description: Description, file: str) -> Party:
    """`listed_on` is the day of designation, never that of a later regulation.

    Raises LayoutChanged for a kind of party or a grade of name that is new, or what makes a party missing.
    """
    ref = entity.get("euReferenceNumber", "").strip()
    where = f"{file}: {ref or entity.get('logicalId', '')}"
    return Party(
        list=LIST,
        ref=ref,
        data_id=entity.get("logicalId", "").strip(),
        kind=_kind(entity, description, where),
        regime=joined(act.get("programme", "") for act in entity.iterfind("regulation")),
        names=_names(entity, where),
        listed_on=_day(entity.get("designationDate", ""), where),
        updated_on=max(_days(entity, where), default=None),
        comments=joined(_comments(entity)),
        places=once(_places(entity, description)),
        birth=once(_birth(birth) for birth in entity.iterfind("birthdate")),
        documents=once(_documents(entity, description)),
    )


def _kind(entity: ET.Element, description: Description, where: str) -> str:
    kinds = description.extra["kinds"]
    codes = [subject.get("code", "") for subject in entity.iterfind("subjectType")]
    if len(codes) != 1 or codes[0] not in kinds:
        raise unusable_list(
            "{kind} is a kind of party that is not known.", where, kind=", ".join(codes) or "(none)"
        )
    return str(kinds[codes[0]])


def _names(entity: ET.Element, where: str) -> list[tuple[str, str]]:
    """The first strong Latin name is the primary one; without any, the first name of all."""
    found = [_name(alias, where) for alias in entity.iterfind("nameAlias")]
    head = next((one for one in found if one[1] == "strong"), found[0] if found else None)
    return [(name, "primary" if (name, quality) == head else quality) for name, quality in found]


def _name(alias: ET.Element, where: str) -> tuple[str, str]:
    given = (alias.get(part, "").strip() for part in ("firstName", "middleName", "lastName"))
    name = alias.get("wholeName", "").strip() or " ".join(part for part in given if part)
    strong = alias.get("strong", "")
    if strong not in ("true", "false") or not name:
        raise unusable_list(
            "An alias has the name {name} and the grade {grade}.",
            where,
            name=name or "(none)",
            grade=strong or "(none)",
        )
    return name, graded(name, "strong" if strong == "true" else "weak")


def _comments(entity: ET.Element) -> Iterator[str]:
    yield from ((remark.text or "") for remark in entity.iterfind("remark"))
    yield entity.get("designationDetails", "")
    if number := entity.get("unitedNationId", ""):
        yield f"United Nations: {number}"
    for act in entity.iterfind("regulation"):
        url = (act.findtext("publicationUrl") or "").strip()
        yield " ".join(
            text for text in (act.get("numberTitle", ""), act.get("publicationDate", ""), url) if text
        )


def _days(entity: ET.Element, where: str) -> Iterator[date]:
    for act in (*entity.iter("regulation"), *entity.iter("regulationSummary")):
        if day := _day(act.get("publicationDate", ""), where):
            yield day


def _day(text: str, where: str) -> date | None:
    return iso_day(text, where) if text.strip() else None


def _places(entity: ET.Element, description: Description) -> Iterator[Parts]:
    for role, tag in (("address", "address"), ("birth", "birthdate"), ("citizenship", "citizenship")):
        for place in entity.iterfind(tag):
            yield {
                "role": role,
                **parts(
                    street=place.get("street"),
                    po_box=place.get("poBox"),
                    city=place.get("city"),
                    place=place.get("place"),
                    state_province=place.get("region"),
                    zip_code=place.get("zipCode") if role == "address" else None,
                    country=_country(place, description),
                    country_code=_known(place.get("countryIso2Code"), description),
                ),
            }


def _country(element: ET.Element, description: Description) -> str | None:
    return _known(element.get("countryDescription"), description)


def _known(text: str | None, description: Description) -> str | None:
    return None if text in description.extra["unknown_country"] else text


def _birth(birth: ET.Element) -> Parts:
    """The date as published; `circa` and a calendar only beside a date, and only when they say something."""
    day = birth.get("birthdate")
    loose = {} if day else {"month": birth.get("monthOfYear"), "day": birth.get("dayOfMonth")}
    found = parts(
        date=day,
        year=None if day else birth.get("year"),
        from_year=birth.get("yearRangeFrom"),
        to_year=birth.get("yearRangeTo"),
        **loose,
    )
    if not found:
        return {}
    calendar = birth.get("calendarType", "GREGORIAN")
    return {
        **found,
        **parts(
            circa="true" if birth.get("circa") == "true" else None,
            calendar=None if calendar == "GREGORIAN" else calendar,
        ),
    }


def _documents(entity: ET.Element, description: Description) -> Iterator[Parts]:
    for paper in entity.iterfind("identification"):
        kind = paper.get("identificationTypeDescription") or paper.get("identificationTypeCode")
        found = parts(
            type_of_document=kind,
            number=paper.get("number"),
            latin_number=paper.get("latinNumber"),
            issuing_country=_country(paper, description),
            date_of_issue=paper.get("issueDate"),
            note=joined(remark.text or "" for remark in paper.iterfind("remark")),
        )
        if found.keys() - {"type_of_document", "issuing_country"}:
            # A false or lost paper is no evidence for anybody: the flag goes with the number.
            yield {**found, **{key: "true" for name, key in _FLAGS.items() if paper.get(name) == "true"}}


def is_delisted(entity: ET.Element) -> bool:
    """Whether the list itself gives a day of delisting."""
    return bool(entity.get("delistingDate", "").strip())
