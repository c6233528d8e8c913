"""Published XML as a checked tree: no entities, no element or attribute that nobody named."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree as ET

from karvan.errors import LayoutChanged, UnreadableInput
from karvan.sources.contract import Description
from karvan.sources.files import refuse_large

_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"


class _NoDoctype(ET.TreeBuilder):
    """Builds the tree and refuses a DOCTYPE, the only place where entities can be declared.

    The standard parser would expand them, and a few lines of them fill the memory.
    """

    def __init__(self, where: str) -> None:
        super().__init__()
        self._where = where

    def doctype(self, name: str, _public: str | None, _system: str | None) -> None:
        """Called by the parser before it reads what the DOCTYPE declares."""
        raise unusable_list(
            "The list declares a DOCTYPE ({name}), which it never does.", self._where, name=name
        )


def checked_tree(path: Path, description: Description, root: str) -> ET.Element:
    """The root element, named `root`, without namespaces.

    `description.columns` names for each element that is read its elements, and its attributes with an @;
    `description.ignored` those that are not read, whose inside is only looked at when `columns` names it.
    `extra.namespaces` are the namespaces that the list had, `extra.largest_mb` is a size in megabytes that
    it never reached.

    Raises UnreadableInput; LayoutChanged naming what is new, also for a truncated file and a DOCTYPE.
    """
    where = str(path)
    refuse_large(path, description.extra["largest_mb"])
    tree = _parsed(path)
    namespace, name = _split(tree.tag)
    if name != root or namespace not in description.extra["namespaces"]:
        raise unusable_list(
            "The root of the list is {found}, not {root} in a namespace that is known.",
            where,
            found=tree.tag,
            root=root,
        )
    _check(tree, namespace, description, where)
    return tree


def text_of(element: ET.Element, tag: str) -> str:
    """The text of a child without the space around it; empty when there is none."""
    return (element.findtext(tag) or "").strip()


def unusable_list(message: str, where: str, **facts: object) -> LayoutChanged:
    """The error for a list that is not as its publisher describes it."""
    return LayoutChanged(
        message,
        where=where,
        fix="Get the list again from its publisher; if it changed, karvan's reader must follow.",
        **facts,
    )


def _parsed(path: Path) -> ET.Element:
    where = str(path)
    try:
        return ET.parse(path, parser=ET.XMLParser(target=_NoDoctype(where))).getroot()
    except (ET.ParseError, LookupError, ValueError) as cause:
        # LookupError, ValueError: an encoding that the parser does not know.
        raise unusable_list("The list breaks off or is no XML ({cause}).", where, cause=str(cause)) from cause
    except OSError as cause:
        raise UnreadableInput(
            "The file cannot be read: {problem}.",
            where=where,
            fix="Check the path.",
            problem=cause.strerror or str(cause),
        ) from cause


def _split(tag: str) -> tuple[str, str]:
    namespace, _, name = tag.rpartition("}")
    return namespace.removeprefix("{"), name


def _check(element: ET.Element, namespace: str, description: Description, where: str) -> None:
    """Check one element and what is read below it, and take the namespace from the names."""
    found, element.tag = _split(element.tag)
    read = set(description.columns.get(element.tag, ()))
    ignored = set(description.ignored.get(element.tag, ()))
    attributes = {f"@{name}" for name in element.attrib if not name.startswith(_XSI)}
    children = {_split(child.tag)[1] for child in element}
    new = sorted((attributes | children) - read - ignored)
    if new or found != namespace:
        raise unusable_list(
            "{parent} has new elements or attributes: {unknown}.",
            where,
            parent=element.tag,
            unknown=", ".join(new) or found,
        )
    if children and _loose(element):
        raise unusable_list("{parent} has text beside its elements.", where, parent=element.tag)
    for child in element:
        if _split(child.tag)[1] in read | description.columns.keys():
            _check(child, namespace, description, where)


def _loose(element: ET.Element) -> bool:
    texts: Iterable[str | None] = (element.text, *(child.tail for child in element))
    return any((text or "").strip() for text in texts)
