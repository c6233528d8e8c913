"""Read every pack file in force: what is whole becomes facts, what is not is reported, nothing is skipped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from karvan.errors import PackError
from karvan.sources.packs.in_force import HEAD, PackFile, in_force
from karvan.sources.packs.record import Page, record
from karvan.sources.packs.shape import Shape
from karvan.sources.packs.shapes import CITATION, PACK, SHAPES
from karvan.sources.yaml_tree import Entries, Items, Node, Report, at, parse


@dataclass(frozen=True, slots=True)
class Fact:
    """The values of one fact and where it stands."""

    values: Mapping[str, Any]
    page: Page
    line: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One fact file: its head (licence, dates, revision) and its facts; `is_whole` if none was dropped."""

    file: PackFile
    head: Fact
    facts: tuple[Fact, ...]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Pack:
    """One pack: head, names of its files, citations by id, and sheets by file name."""

    head: Fact
    files: frozenset[str]
    citations: Mapping[str, Fact]
    sheets: Mapping[str, Sheet]

    @property
    def id(self) -> str:
        """Its short name, equal to the folder's."""
        return str(self.head.values["pack"])

    def facts(self, name: str) -> tuple[Fact, ...]:
        """Facts of one file; none when the pack has no such file."""
        return self.sheets[name].facts if name in self.sheets else ()

    def has_faulty(self, name: str) -> bool:
        """Whether the file is there but lost facts to faults: then nothing may be concluded from its silence."""
        return name in self.files and not (name in self.sheets and self.sheets[name].is_whole)


def study(
    shipped: Iterable[Path], overlay: Iterable[Path], report: Report
) -> tuple[tuple[PackFile, ...], tuple[Pack, ...]]:
    """The files in force and the packs they make; faults go to `report`."""
    files = in_force(shipped, overlay, report)
    packs = [
        _pack(name, {one.name: one for one in group}, report) for name, group in groupby(files, _pack_of)
    ]
    return files, tuple(pack for pack in packs if pack is not None)


def _pack_of(file: PackFile) -> str:
    return file.pack


def _pack(name: str, files: Mapping[str, PackFile], report: Report) -> Pack | None:
    if HEAD not in files:
        folder = next(iter(files.values())).path.parent
        report(
            PackError(
                "The pack {name} has no {head}.",
                where=at(folder / HEAD, 1),
                fix="Add one: it names the pack's licence, maintainer and citations.",
                name=name,
                head=HEAD,
            )
        )
        return None
    page = Page(files[HEAD].path, report)
    node = parse(page.path, report)
    if node is None:
        return None
    head = _head(node, page, name)
    listed = _listed(node)
    known = frozenset(listed.entries if listed else ())
    sheets = [_sheet(one, Page(one.path, report, known)) for key, one in files.items() if key in SHAPES]
    found = _citations(listed, page) if listed else {}
    by_name = {sheet.file.name: sheet for sheet in sheets if sheet}
    return Pack(head, frozenset(files), found, by_name) if head else None


def _head(node: Node, page: Page, folder: str) -> Fact | None:
    values = record(node, page, "A pack", {**PACK, "citations": _by_id})
    if values is None:
        return None
    if values["pack"] != folder:
        page.report(
            page.wrong(
                node.line,
                "The pack calls itself {pack}, but its folder is {folder}.",
                "Give both the same name.",
                pack=values["pack"],
                folder=folder,
            )
        )
        return None
    return Fact(values, page, node.line)


def _listed(node: Node) -> Entries | None:
    """The citations by id, whole or not: a broken one is reported once, not at each use."""
    found = node.entries.get("citations") if isinstance(node, Entries) else None
    return found if isinstance(found, Entries) else None


def _citations(listed: Entries, page: Page) -> dict[str, Fact]:
    found = {}
    for name, one in sorted(listed.entries.items()):
        values = record(one, page, "A citation", CITATION)
        if values is not None:
            found[name] = Fact({"id": name, **values}, page, listed.key_lines[name])
    return found


def _sheet(file: PackFile, page: Page) -> Sheet | None:
    shape = SHAPES[file.name]
    node = parse(page.path, page.report)
    if node is None:
        return None
    kinds = {**shape.head, shape.list_key: _as_is} if shape.list_key else shape.head
    values = record(node, page, "The file", kinds)
    if values is None:
        return None
    head = Fact(values, page, node.line)
    if not shape.list_key:
        return Sheet(file, head, (head,), is_whole=True)
    return _filled(file, head, values[shape.list_key], shape)


def _filled(file: PackFile, head: Fact, listed: Node, shape: Shape) -> Sheet:
    page = head.page
    if not isinstance(listed, Items):
        page.report(
            page.wrong(listed.line, "{key} is no list.", "Begin each fact with a dash.", key=shape.list_key)
        )
        return Sheet(file, head, (), is_whole=False)
    read = [(one.line, record(one, page, shape.what, shape.fact)) for one in listed.items]
    facts = tuple(Fact(values, page, line) for line, values in read if values is not None)
    return Sheet(file, head, facts, is_whole=len(facts) == len(read))


def _by_id(node: Node, page: Page) -> Node:
    if not isinstance(node, Entries):
        raise page.wrong(node.line, "The citations are not listed by id.", "Write each id as a key.")
    return node


def _as_is(node: Node, _page: Page) -> Node:
    return node
