"""A mapping with exactly the declared keys; whatever is wrong is reported with its line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from karvan.errors import PackError
from karvan.sources.yaml_tree import Entries, Node, Report, at


@dataclass(frozen=True, slots=True)
class Page:
    """The file being read: where it is, whom to tell, and which citations its pack declares."""

    path: Path
    report: Report
    citations: frozenset[str] = field(default_factory=frozenset)

    def wrong(self, line: int, message: str, fix: str, **facts: object) -> PackError:
        """A fault of this file, ready to raise or report."""
        return PackError(message, where=at(self.path, line), fix=fix, **facts)


Kind: TypeAlias = Callable[[Node, Page], Any]


def record(node: Node, page: Page, what: str, kinds: Mapping[str, Kind]) -> dict[str, Any] | None:
    """The values of a mapping whose keys are exactly `kinds`; faults are reported, and then it is None."""
    if not isinstance(node, Entries):
        page.report(
            page.wrong(
                node.line,
                "{what} must be written as keys and values.",
                "Needed keys: {keys}.",
                what=what,
                keys=", ".join(kinds),
            )
        )
        return None
    is_whole = _keys_fit(node, page, what, kinds)
    values: dict[str, Any] = {}
    for key in [key for key in kinds if key in node.entries]:
        try:
            values[key] = kinds[key](node.entries[key], page)
        except PackError as fault:
            page.report(fault)
            is_whole = False
    return values if is_whole else None


def _keys_fit(node: Entries, page: Page, what: str, kinds: Mapping[str, Kind]) -> bool:
    missing = [key for key in kinds if key not in node.entries]
    unknown = [key for key in node.entries if key not in kinds]
    for key in missing:
        page.report(
            page.wrong(
                node.line,
                "{what} lacks {key}.",
                "Add it: a fact without citation, dates or licence does not load.",
                what=what,
                key=key,
            )
        )
    for key in unknown:
        page.report(
            page.wrong(
                node.key_lines[key],
                "{what} has the unknown key {key}.",
                "Known keys: {known}.",
                what=what,
                key=key,
                known=", ".join(kinds),
            )
        )
    return not (missing or unknown)
