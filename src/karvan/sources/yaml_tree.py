"""YAML text as a tree that knows its lines.

Nothing is guessed: every scalar stays the text that was typed (so the HS code 0101 keeps its zero), and
the field it stands in says what it must be. Anchors and repeated keys are refused: a reader of the file
should find each fact once, on one line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from karvan.errors import PackError

Report: TypeAlias = Callable[[PackError], None]
# No file of ours nests deeper; one that does is a mistake or an attack.
_DEEPEST = 40


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
        text = path.read_text(encoding="utf-8-sig")
        return _document(_Events(yaml.parse(text, Loader=yaml.CSafeLoader)), path, report)
    except UnicodeDecodeError as cause:
        report(_unreadable(path, 1, f"not UTF-8: {cause.reason}"))
    except yaml.MarkedYAMLError as cause:
        mark = cause.problem_mark or cause.context_mark
        report(_unreadable(path, mark.line + 1 if mark else 1, str(cause.problem or cause.context)))
    except yaml.YAMLError as cause:
        report(_unreadable(path, 1, " ".join(str(cause).split())))
    return None


class _Events:
    """The parser's events, one ahead, so that the end of a list or mapping can be seen coming."""

    def __init__(self, events: Iterator[Event]) -> None:
        self._events = events
        self.next = next(events)

    def take(self) -> Event:
        """The next event."""
        taken = self.next
        self.next = next(self._events, taken)
        return taken


def _document(events: _Events, path: Path, report: Report) -> Node | None:
    """The one document of the stream."""
    events.take()
    if isinstance(events.next, StreamEndEvent):
        report(PackError("The file is empty.", where=at(path, 1), fix="Write facts into it, or remove it."))
        return None
    assert isinstance(events.take(), DocumentStartEvent)
    node = _node(events, path, report, 0)
    assert isinstance(events.take(), DocumentEndEvent)
    if not isinstance(events.next, StreamEndEvent):
        report(_unreadable(path, events.next.start_mark.line + 1, "a second document begins here"))
        return None
    return node


def _unreadable(path: Path, line: int, problem: str) -> PackError:
    return PackError(
        "The file is not YAML 1.2 text: {problem}.",
        where=at(path, line),
        fix="Save it as UTF-8 and check indentation, colons and quotes near this line.",
        problem=problem,
    )


def _node(events: _Events, path: Path, report: Report, depth: int) -> Node:
    event = events.take()
    line = event.start_mark.line + 1
    if isinstance(event, AliasEvent) or event.anchor is not None:
        report(
            PackError(
                "The file uses the anchor {anchor}.",
                where=at(path, line),
                fix="Write the fact out in full where it is needed.",
                anchor=event.anchor,
            )
        )
    if depth > _DEEPEST:
        raise yaml.MarkedYAMLError(problem="it nests too deep", problem_mark=event.start_mark)
    if isinstance(event, MappingStartEvent):
        return _entries(events, line, path, report, depth)
    if isinstance(event, SequenceStartEvent):
        items: list[Node] = []
        while not isinstance(events.next, SequenceEndEvent):
            items.append(_node(events, path, report, depth + 1))
        events.take()
        return Items(tuple(items), line)
    if isinstance(event, ScalarEvent):
        return Leaf(event.value, line, is_null=event.implicit[0] and event.value in ("", "~", "null"))
    return Leaf("", line, is_null=True)


def _entries(events: _Events, line: int, path: Path, report: Report, depth: int) -> Entries:
    entries: dict[str, Node] = {}
    lines: dict[str, int] = {}
    while not isinstance(events.next, MappingEndEvent):
        key = _node(events, path, report, depth + 1)
        value = _node(events, path, report, depth + 1)
        name = key.text if isinstance(key, Leaf) else ""
        if name in entries:
            report(
                PackError(
                    "The key {key} stands twice; the first is on line {first}.",
                    where=at(path, key.line),
                    fix="Keep one of the two.",
                    key=name,
                    first=lines[name],
                )
            )
            continue
        entries[name], lines[name] = value, key.line
    events.take()
    return Entries(entries, lines, line)
