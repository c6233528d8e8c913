"""A bill written in YAML: product, answers, materials."""

from __future__ import annotations

from pathlib import Path

from karvan.errors import LayoutChanged, PackError, UnreadableInput
from karvan.sources.bill_of_materials.cells import Cell
from karvan.sources.bill_of_materials.record import Record, Written
from karvan.sources.files import read_text
from karvan.sources.yaml_tree import Entries, Items, Leaf, Node, at, parse

_PARTS = ("product", "answers", "materials")


def written_in_yaml(path: Path) -> Written:
    """The bill's cells. Raises UnreadableInput, LayoutChanged with file:line."""
    read_text(path)  # missing, empty, binary or not UTF-8: said as for every file
    root = parse(path, _refuse)
    if not isinstance(root, Entries):
        raise _odd(
            path, 1, "The file is no bill.", "Write product, answers and materials, each with its keys."
        )
    for key, line in root.key_lines.items():
        if key not in _PARTS:
            raise _odd(
                path, line, "The key {key} is not known here.", "Known keys: {known}.", key, ", ".join(_PARTS)
            )
    if "product" not in root.entries:
        raise _odd(path, 1, "The product is missing.", "Write it under product.")
    answers = _entries(root.entries.get("answers"), path)
    processes = _entries(answers.entries.get("processes"), path)
    listed = root.entries.get("materials")
    materials = listed.items if isinstance(listed, Items) else ()
    if listed is not None and not isinstance(listed, Items):
        raise _odd(path, listed.line, "materials is no list.", "Write each material with a dash.")
    return Written(
        product=_record(_entries(root.entries["product"], path), path),
        answers=_record(answers, path, leave="processes"),
        processes=_record(processes, path),
        materials=[_record(_entries(one, path), path) for one in materials],
    )


def _entries(node: Node | None, path: Path) -> Entries:
    if node is None or (isinstance(node, Leaf) and node.is_null):
        return Entries({}, {}, 1)
    if not isinstance(node, Entries):
        raise _odd(path, node.line, "Keys and values are expected here.", "Write key: value.")
    return node


def _record(node: Entries, path: Path, leave: str = "") -> Record:
    found = {}
    for key, value in node.entries.items():
        if key == leave:
            continue
        line = node.key_lines[key]
        if not isinstance(value, Leaf):
            raise _odd(
                path,
                line,
                "{key} must be one word or number.",
                "Write it without a list or keys of its own.",
                key,
            )
        found[key] = Cell("" if value.is_null else value.text, key, at(path, line))
    return Record(str(path), node.line, found)


def _odd(path: Path, line: int, message: str, fix: str, key: str = "", known: str = "") -> LayoutChanged:
    return LayoutChanged(message, where=at(path, line), fix=fix, key=key, known=known)


def _refuse(fault: PackError) -> None:
    raise UnreadableInput(fault.message, where=fault.where, fix=fault.fix, **fault.facts) from fault
