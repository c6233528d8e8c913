"""The list's XML as a checked tree: no entities, no element or attribute that nobody named."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

from karvan.errors import LayoutChanged, UnreadableInput
from karvan.sources.contract import Description

_STAMP = re.compile(r"\d{4}-\d{2}-\d{2}T")


class _NoDoctype(ET.TreeBuilder):
    """Builds the tree and refuses a DOCTYPE, the only place where entities can be declared.

    The standard parser would expand them, and a few lines of them fill the memory.
    """

    def __init__(self, where: str) -> None:
        super().__init__()
        self._where = where

    def doctype(self, name: str, _public: str | None, _system: str | None) -> None:
        """Called by the parser before it reads what the DOCTYPE declares."""
        raise _broken("it declares a DOCTYPE ({name}), which the list never does", self._where, name=name)


def parsed(path: Path, description: Description) -> tuple[ET.Element, date]:
    """The root element, checked down to every leaf, and the day the list was generated.

    Raises UnreadableInput, LayoutChanged.
    """
    try:
        root = ET.parse(path, parser=ET.XMLParser(target=_NoDoctype(str(path)))).getroot()
    except ET.ParseError as cause:
        raise _broken("it breaks off or is no XML ({cause})", where=str(path), cause=str(cause)) from cause
    except OSError as cause:
        raise UnreadableInput(
            "The file cannot be read: {problem}.",
            where=str(path),
            fix="Check the path.",
            problem=cause.strerror or str(cause),
        ) from cause
    if root.tag != "CONSOLIDATED_LIST":
        raise _broken("its root is {root}, not CONSOLIDATED_LIST", where=str(path), root=root.tag)
    _check(root, description, str(path))
    return root, _generated_on(root, str(path))


def _generated_on(root: ET.Element, where: str) -> date:
    stamp = root.get("dateGenerated", "")
    if not _STAMP.match(stamp):
        raise _broken("it does not say when it was generated (dateGenerated)", where=where)
    return day(stamp, where)


def day(text: str, where: str) -> date:
    """The day at the beginning of a date; a few carry an offset, and stamps carry a time.

    Raises LayoutChanged.
    """
    try:
        return date.fromisoformat(text[:10])
    except ValueError as cause:
        raise _broken("{text} is no date", where=where, text=text) from cause


def _check(root: ET.Element, description: Description, where: str) -> None:
    allowed = {
        parent: {*children, *description.ignored.get(parent, ())}
        for parent, children in description.columns.items()
    }
    for element in root.iter():
        _check_children(element, allowed, where)
        attributes = description.extra["attributes"] if element is root else ()
        _check_attributes(element, attributes, where)
    for part in description.columns["CONSOLIDATED_LIST"]:
        if len(root.findall(part)) != 1:
            raise _broken("it does not have exactly one {part}", where=where, part=part)


def _check_children(element: ET.Element, allowed: Mapping[str, Collection[str]], where: str) -> None:
    children = {child.tag for child in element}
    unknown = sorted(children - set(allowed.get(element.tag, ())))
    if unknown:
        raise _broken(
            "{parent} has new elements: {unknown}",
            where=where,
            parent=element.tag,
            unknown=", ".join(unknown),
        )
    loose = (element.text or "") + "".join(child.tail or "" for child in element)
    if element.tag in allowed and loose.strip():
        raise _broken("{parent} has text beside its elements", where=where, parent=element.tag)


def _check_attributes(element: ET.Element, allowed: Collection[str], where: str) -> None:
    unknown = sorted(element.attrib.keys() - set(allowed))
    if unknown:
        raise _broken(
            "{parent} has new attributes: {unknown}",
            where=where,
            parent=element.tag,
            unknown=", ".join(unknown),
        )


def _broken(problem: str, where: str, **facts: object) -> LayoutChanged:
    return LayoutChanged(
        "The list cannot be used: " + problem + ".",
        where=where,
        fix="Get the list again from the United Nations; if it changed, karvan's reader must follow.",
        **facts,
    )
