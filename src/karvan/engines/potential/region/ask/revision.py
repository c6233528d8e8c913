"""Evidence in another HS revision than the trade data: what kept its code is used, what changed is shown as such."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from karvan.cube.hs_mapping import HsMap, open_hs_map
from karvan.engines.potential.region.evidence import Evidence
from karvan.errors import UnknownProduct
from karvan.store.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Fit:
    """What became of a code: `codes` of the wanted revision, and why its figures say nothing of them."""

    codes: tuple[str, ...]
    gap: str


def fitted(snapshot: Snapshot, evidence: Iterable[Evidence], hs_rev: int) -> Iterator[Evidence]:
    """Evidence in codes of `hs_rev`.

    A code that holds the same goods in both revisions is kept. The figures of one that was split, merged or
    moved cannot be divided: each of its successors gets the line with the gap `code_changed`. Raises
    SnapshotMissing when the nomenclature is not loaded.
    """

    @cache
    def fit_of(rev: int, code: str) -> Fit:
        found, sources = opened(rev)
        return fit(found, sources, code)

    @cache
    def opened(rev: int) -> tuple[HsMap, Mapping[str, frozenset[str]]]:
        found = open_hs_map(snapshot, rev)
        return found, sources_of(found)

    for one in evidence:
        if not one.code or one.hs_rev is None or one.hs_rev == hs_rev:
            yield one
            continue
        its = fit_of(one.hs_rev, one.code)
        yield from (replace(one, code=code, hs_rev=hs_rev, gap=its.gap) for code in its.codes)


def fit(found: HsMap, sources: Mapping[str, frozenset[str]], code: str) -> Fit:
    """`code` itself when all its goods come from it and stay in it; otherwise its successors, with a gap."""
    try:
        successors = tuple(sorted(found.links.get(code, ()))) or found.cover([code])
    except UnknownProduct:  # a national table may carry codes that no nomenclature has: listed, never used
        return Fit((code,), "no_concordance")
    before = {old for new in successors for old in sources[new]}
    if all(one.startswith(code) for one in before.union(successors)):
        return Fit((code,), "")
    return Fit(successors, "code_changed")


def sources_of(found: HsMap) -> dict[str, frozenset[str]]:
    """New code -> the old codes that lead to it."""
    led: dict[str, set[str]] = defaultdict(set)
    for old, codes in found.links.items():
        for new in codes:
            led[new].add(old)
    return {new: frozenset(olds) for new, olds in led.items()}
