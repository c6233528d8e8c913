"""All that is wrong or doubtful in packs, with file and line."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from karvan.errors import PackError
from karvan.sources.packs.in_force import folders, packs_under
from karvan.sources.packs.rules import check
from karvan.sources.packs.study import Fact, Pack, study

_PERSIAN = re.compile(r"[\u0600-\u06ff]")
_ARABIC_LETTERS = re.compile(r"[يك]")


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One fault (severity `error`: the pack does not load) or doubt (`warning`)."""

    file: str
    line: int
    severity: str
    message: str

    def __str__(self) -> str:
        """`file:line: message`, as editors read it."""
        return f"{self.file}:{self.line}: {self.severity}: {self.message}"


def by_place(fault: PackError) -> tuple[str, int]:
    """File and line of a fault, to sort by."""
    file, _, line = fault.where.rpartition(":")
    return file, int(line)


def lint(
    paths: Sequence[Path],
    *,
    shipped: Path | None = None,
    as_of: date | None = None,
    nomenclature: Mapping[int, Collection[str]] | None = None,
) -> list[Finding]:
    """Findings on files under `paths`, by file and line.

    A path is a folder of packs, one pack, or one file of a pack. `shipped` completes a pack of which the
    user overrides some files. Without `as_of` no review date is judged; `nomenclature` ({HS revision:
    codes}) lets codes be checked against the revision. Raises PackError when a path does not exist.
    """
    faults: list[PackError] = []
    asked = [packs_under(path, faults.append) for path in paths]
    over = dict.fromkeys(folder.resolve() for found in asked for folder in found)
    base = [folder for folder in folders(shipped, faults.append) if folder.resolve() not in over]
    _, packs = study(base, over, faults.append)
    check(packs)
    findings = {_finding(fault) for fault in faults}
    findings.update(_doubts(packs, as_of, nomenclature or {}))
    roots = [path.resolve() for path in paths]
    return sorted(one for one in findings if any(Path(one.file).resolve().is_relative_to(r) for r in roots))


def _finding(fault: PackError) -> Finding:
    file, line = by_place(fault)
    facts: dict[str, Any] = dict(fault.facts)
    words = PackError(fault.message, fix=fault.fix, **facts).text()
    return Finding(file, line, "error", words)


def _doubts(
    packs: Sequence[Pack], as_of: date | None, nomenclature: Mapping[int, Collection[str]]
) -> Iterator[Finding]:
    for pack in packs:
        for fact in _facts(pack):
            yield from _overdue(fact, as_of)
            yield from _not_persian(fact)
            yield from _strange_codes(pack, fact, nomenclature)


def _facts(pack: Pack) -> Iterator[Fact]:
    yield pack.head
    for sheet in pack.sheets.values():
        yield sheet.head
        yield from (fact for fact in sheet.facts if fact is not sheet.head)


def _warning(fact: Fact, message: str) -> Finding:
    return Finding(str(fact.page.path), fact.line, "warning", message)


def _overdue(fact: Fact, as_of: date | None) -> Iterator[Finding]:
    due = fact.values.get("review_by")
    if as_of is not None and due is not None and due < as_of:
        yield _warning(fact, f"To be reviewed by {due}, and it is {as_of}. Read the sources again.")


def _not_persian(fact: Fact) -> Iterator[Finding]:
    for key, value in fact.values.items():
        words = value.get("fa") if isinstance(value, dict) else None
        if words is not None and not _PERSIAN.search(words):
            yield _warning(fact, f"The Persian {key} has no Persian letter. Write it in Persian.")
        if words is not None and _ARABIC_LETTERS.search(words):
            yield _warning(fact, f"The Persian {key} has an Arabic yeh or kaf. Use ی and ک.")


def _strange_codes(pack: Pack, fact: Fact, nomenclature: Mapping[int, Collection[str]]) -> Iterator[Finding]:
    scope = fact.values.get("scope", fact.values)
    if not isinstance(scope, Mapping) or "codes" not in scope:
        return
    head = pack.sheets[fact.page.path.name].head.values
    rev = scope.get("hs_rev", head.get("hs_rev"))
    for code in [*scope["codes"], *scope.get("except", ())]:
        if rev in nomenclature and code[:6] not in nomenclature[rev]:
            yield _warning(fact, f"HS {rev} has no {code[:6]}. Check the code and its revision.")
