"""The list's XML as a checked tree, with the day on which it was generated."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

from karvan.sources.contract import Description
from karvan.sources.listed_day import iso_day
from karvan.sources.xml_tree import checked_tree, unusable_list


def parsed(path: Path, description: Description) -> tuple[ET.Element, date]:
    """The root element, checked down to every leaf, and the day the list was generated.

    Raises UnreadableInput, LayoutChanged.
    """
    root = checked_tree(path, description, "CONSOLIDATED_LIST")
    for part in ("INDIVIDUALS", "ENTITIES"):
        if len(root.findall(part)) != 1:
            raise unusable_list("The list does not have exactly one {part}.", str(path), part=part)
    return root, iso_day(root.get("dateGenerated", ""), str(path))
