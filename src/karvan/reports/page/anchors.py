"""Where links lead: every id of a page once, whatever the builders called their parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from karvan.errors import RenderError
from karvan.reports.document import Document, Paragraph, Picture, Table, every_section

TABLE = "table-"
PICTURE = "picture-"
_OF_BOOK = "table:"  # how a link names a table of the workbook


def anchors(document: Document) -> Mapping[str, str]:
    """What a link may name -> the id on the page.

    A section and a table may share a name; the section then has it. Raises RenderError when two sections,
    two tables or two pictures do.
    """
    ids = list(_ids(document))
    if len(set(ids)) < len(ids):
        twice = next(one for one in ids if ids.count(one) > 1)
        raise RenderError(
            "The document has two parts called {name!r}.",
            fix="Give each section, table, picture and anchor an id of its own.",
            name=twice,
        )
    found: dict[str, str] = {}
    for one in ids:
        found[one] = one
        if one.startswith(TABLE):
            found[_OF_BOOK + one.removeprefix(TABLE)] = one
    for one in ids:
        found.setdefault(one.removeprefix(TABLE).removeprefix(PICTURE), one)
    return MappingProxyType(found)


def _ids(document: Document) -> Iterator[str]:
    for section in every_section(document):
        yield section.id
        for block in section.blocks:
            if isinstance(block, Paragraph) and block.anchor:
                yield block.anchor
            elif isinstance(block, Table):
                yield TABLE + block.id
            elif isinstance(block, Picture):
                yield PICTURE + block.id
