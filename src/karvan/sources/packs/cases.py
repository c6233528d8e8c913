"""Law cases: a question, its day, and the whole of what must be answered, worked out from the cited text.

They lie in `tests/` of a pack and are no facts: they load into no table. A face asks the engine and compares.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from karvan.sources.packs.fields import country, day, hs_rev, slug, text
from karvan.sources.packs.in_force import packs_under
from karvan.sources.packs.law_fields import tariff_code, yes_no
from karvan.sources.packs.record import Kind, Page, record
from karvan.sources.yaml_tree import Entries, Items, Leaf, Node, Report, parse

FOLDER = "tests"
EXPECTED = (
    "charges",
    "export_charges",
    "stops",
    "flags",
    "documents",
    "export_documents",
    "requirements",
    "export_requirements",
    "questions",
    "agreements",
    "branches",
    "subtotal",
    "missing",
    "bounds",
)
_NEEDED: Mapping[str, Kind] = {
    "product": tariff_code,
    "hs_rev": hs_rev,
    "from": country,
    "to": country,
    "on": day,
}
_MAY: Mapping[str, Kind] = {
    "known_on": day,
    "value": text,
    "weight_kg": text,
    "pieces": text,
    "allow_stale": yes_no,
}


@dataclass(frozen=True, slots=True)
class Case:
    """One case and where it stands. `ask` holds the options given; `expect` the answers that must be equal."""

    pack: str
    id: str
    because: str
    ask: Mapping[str, Any]
    expect: Mapping[str, Any]
    file: str
    line: int


def read_cases(roots: Iterable[Path], report: Report) -> tuple[Case, ...]:
    """The cases of all packs under folders of packs, or of one pack; faults go to `report`.

    Raises PackError when there is nothing at a path.
    """
    found: list[Case] = []
    for root in roots:
        for pack in packs_under(root, report):
            for path in sorted((pack / FOLDER).glob("*.yml")):
                found += _of_file(pack.name, path, report)
    return tuple(found)


def _of_file(pack: str, path: Path, report: Report) -> Iterable[Case]:
    page = Page(path, report)
    node = parse(path, report)
    if node is None:
        return
    head = record(node, page, "The file", {"cases": _as_is})
    if head is None:
        return
    listed: Node = head["cases"]
    if not isinstance(listed, Items):
        report(page.wrong(listed.line, "{key} is no list.", "Begin each fact with a dash.", key="cases"))
        return
    seen: set[str] = set()
    for one in listed.items:
        values = record(one, page, "A case", {"id": slug, "because": text, "ask": _ask, "expect": _expect})
        if values is None:
            continue
        if values["id"] in seen:
            report(
                page.wrong(one.line, "The case {id} stands twice.", "Give each its own id.", id=values["id"])
            )
        seen.add(values["id"])
        yield Case(pack, **values, file=str(path), line=one.line)


def _ask(node: Node, page: Page) -> dict[str, Any]:
    given = {key: kind for key, kind in _MAY.items() if isinstance(node, Entries) and key in node.entries}
    values = record(node, page, "The question", {**_NEEDED, **given})
    if values is None:
        raise page.wrong(node.line, "The question of the case cannot be read.", "Mend what is named above.")
    return values


def _expect(node: Node, page: Page) -> dict[str, Any]:
    plain = _plain(node)
    if not isinstance(node, Entries) or not node.entries or not plain.keys() <= set(EXPECTED):
        raise page.wrong(
            node.line,
            "A case must say what is expected.",
            "Give at least one of: {known}.",
            known=", ".join(EXPECTED),
        )
    return dict(plain)


def _plain(node: Node) -> Any:
    if isinstance(node, Leaf):
        return None if node.is_null else node.text
    if isinstance(node, Items):
        return [_plain(one) for one in node.items]
    return {key: _plain(one) for key, one in node.entries.items()}


def _as_is(node: Node, _page: Page) -> Node:
    return node
