"""YAML text as a tree that knows its lines.

Nothing is guessed: every scalar stays the text that was typed (so the HS code 0101 keeps its zero), and
the field it stands in says what it must be. Anchors and repeated keys are refused: a reader of the file
should find each fact once, on one line.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from karvan.errors import PackError

Report: TypeAlias = Callable[[PackError], None]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One scalar; `is_null` when nothing, `~` or `null` was written without quotes."""

    text: str
    line: int
    is_null: bool


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Entries:
    """A mapping; `key_lines` tells where each key stands."""

    entries: dict[str, Node]
    key_lines: dict[str, int]
    line: int


Node: TypeAlias = Leaf | Items | Entries


def at(path: Path, line: int) -> str:
    """A place in a file, as editors understand it."""
    return f"{path}:{line}"


def parse(path: Path, report: Report) -> Node | None:
    """The file as a tree; what cannot be read is reported and gives None."""
    try:
        root = YAML().compose(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as cause:
        report(_unreadable(path, 1, f"not UTF-8: {cause.reason}"))
        return None
    except YAMLError as cause:
        report(_unreadable(path, *_problem(cause)))
        return None
    if root is None:
        report(PackError("The file is empty.", where=at(path, 1), fix="Write facts into it, or remove it."))
        return None
    return _node(root, path, report)


def _problem(cause: YAMLError) -> tuple[int, str]:
    if isinstance(cause, MarkedYAMLError):
        mark = cause.problem_mark or cause.context_mark
        return (mark.line + 1 if mark else 1), str(cause.problem or cause.context)
    return 1, " ".join(str(cause).split())


def _unreadable(path: Path, line: int, problem: str) -> PackError:
    return PackError(
        "The file is not YAML 1.2 text: {problem}.",
        where=at(path, line),
        fix="Save it as UTF-8 and check indentation, colons and quotes near this line.",
        problem=problem,
    )


def _node(node: Any, path: Path, report: Report) -> Node:
    line = node.start_mark.line + 1
    if node.anchor is not None:
        report(
            PackError(
                "The file uses the anchor {anchor}.",
                where=at(path, line),
                fix="Write the fact out in full where it is needed.",
                anchor=node.anchor,
            )
        )
        return Leaf("", line, is_null=True)
    if isinstance(node, MappingNode):
        return _entries(node, path, report)
    if isinstance(node, SequenceNode):
        return Items(tuple(_node(one, path, report) for one in node.value), line)
    return _leaf(node, line)


def _leaf(node: ScalarNode, line: int) -> Leaf:
    is_null = node.style is None and node.value in ("", "~", "null")
    # The parser marks the folds of a folded text with the bell character; the text itself has none.
    return Leaf(node.value.replace("\a", ""), line, is_null)


def _entries(node: MappingNode, path: Path, report: Report) -> Entries:
    entries: dict[str, Node] = {}
    lines: dict[str, int] = {}
    for key, value in node.value:
        name, line = str(key.value), key.start_mark.line + 1
        if name in entries:
            report(
                PackError(
                    "The key {key} stands twice; the first is on line {first}.",
                    where=at(path, line),
                    fix="Keep one of the two.",
                    key=name,
                    first=lines[name],
                )
            )
            continue
        entries[name], lines[name] = _node(value, path, report), line
    return Entries(entries, lines, node.start_mark.line + 1)
