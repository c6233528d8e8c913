"""Entries of a YAML file or rows of a table as texts, each with its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from karvan.errors import LayoutChanged, PackError, UnreadableInput
from karvan.sources.contract import Description
from karvan.sources.files import read_text, sheet_rows
from karvan.sources.yaml_tree import Entries, Items, Leaf, Node, at, parse

YAML_ENDINGS = (".yml", ".yaml")
_LIST = "evidence"
_LARGEST_BYTES = 5_000_000


@dataclass(frozen=True, slots=True)
class Entry:
    """What one entry says, without what it leaves empty; `line` in the file `path`."""

    path: Path
    line: int
    texts: Mapping[str, str]

    @property
    def is_typed(self) -> bool:
        """Whether codes stand as they were typed; a spreadsheet takes their leading zeros away."""
        return self.path.suffix.lower() in YAML_ENDINGS

    @property
    def where(self) -> str:
        """file:line, or file:row of a workbook."""
        return at(self.path, self.line)

    def refusal(self, message: str, fix: str = "", **facts: object) -> LayoutChanged:
        """A fault of this entry, ready to raise."""
        return LayoutChanged(message, where=self.where, fix=fix, **facts)


def entries(path: Path, description: Description) -> list[Entry]:
    """All entries of a .yml, .xlsx or .csv; a key said once at the top of a YAML file holds for them all.

    Raises UnreadableInput, CorruptArchive, LayoutChanged for a key that is neither known nor ignored.
    """
    is_yaml = path.suffix.lower() in YAML_ENDINGS
    found = _from_yaml(path) if is_yaml else _from_table(path)
    if not found:
        raise UnreadableInput("The file has no evidence.", where=str(path), fix="Write one entry at least.")
    ignored = set(description.ignored[_LIST])
    known = {*description.columns[_LIST], *ignored}
    for one in found:
        strange = sorted(set(one.texts) - known)
        if strange:
            raise one.refusal(
                "The key {key} is not known here.",
                "Known keys: {known}.",
                key=strange[0],
                known=", ".join(description.columns[_LIST]),
            )
    return [Entry(one.path, one.line, _without(one.texts, ignored)) for one in found]


def _without(texts: Mapping[str, str], ignored: set[str]) -> dict[str, str]:
    return {key: text for key, text in texts.items() if key not in ignored and text}


def _from_table(path: Path) -> list[Entry]:
    (heading, names), *rows = sheet_rows(path) or [(1, [])]
    names = [name.strip() for name in names]
    if not names or "" in names or len(set(names)) < len(names):
        raise Entry(path, heading, {}).refusal(
            "Every column needs a heading of its own.", "Write the headings in the first row."
        )
    made = []
    for line, cells in rows:
        if len(cells) != len(names):
            raise Entry(path, line, {}).refusal(
                "A row has {found} cells, the headings are {expected}.", found=len(cells), expected=len(names)
            )
        made.append(Entry(path, line, {name: text.strip() for name, text in zip(names, cells, strict=True)}))
    return made


def _from_yaml(path: Path) -> list[Entry]:
    if path.is_file() and path.stat().st_size > _LARGEST_BYTES:
        raise UnreadableInput(
            "The file is larger than {largest} bytes.",
            where=str(path),
            fix="Save large evidence as .xlsx or .csv.",
            largest=_LARGEST_BYTES,
        )
    read_text(path)  # missing, empty, binary or not UTF-8: said as for every file
    root = parse(path, _refuse)
    if not isinstance(root, Entries) or not isinstance(root.entries.get(_LIST), Items):
        raise Entry(path, 1, {}).refusal(
            "The file has no list called {key}.", "Write each entry under evidence, with a dash.", key=_LIST
        )
    shared = _texts(root, path, leave=_LIST)
    listed = root.entries[_LIST]
    return [_entry(one, path, shared) for one in (listed.items if isinstance(listed, Items) else ())]


def _entry(node: Node, path: Path, shared: Mapping[str, str]) -> Entry:
    if not isinstance(node, Entries):
        raise Entry(path, node.line, {}).refusal("An entry must be written as keys and values.")
    return Entry(path, node.line, {**shared, **_texts(node, path)})


def _texts(node: Entries, path: Path, leave: str = "") -> dict[str, str]:
    found = {}
    for key, value in node.entries.items():
        if key == leave:
            continue
        if not isinstance(value, Leaf):
            raise Entry(path, value.line, {}).refusal("{key} must be one word or number.", key=key)
        found[key] = "" if value.is_null else " ".join(value.text.split())
    return found


def _refuse(fault: PackError) -> None:
    raise UnreadableInput(fault.message, where=fault.where, fix=fault.fix, **fault.facts) from fault
