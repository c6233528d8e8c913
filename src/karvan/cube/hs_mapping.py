"""From a product code of one HS revision to the subheadings the trade data use.

A code that split is all its successors: none is picked silently.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from karvan.errors import UnknownProduct
from karvan.store.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class HsMap:
    """Codes of `from_rev` seen in `to_rev`; `links` is empty when the two are the same."""

    from_rev: int
    to_rev: int
    subheadings: tuple[str, ...]
    links: Mapping[str, frozenset[str]]

    def cover(self, codes: Iterable[str]) -> tuple[str, ...]:
        """All subheadings of `to_rev` that the codes (2, 4 or 6 digits) cover, sorted.

        Raises UnknownProduct when a code has no subheading in its own nomenclature, or no successor.
        """
        found: set[str] = set()
        for code in codes:
            inside = [hs6 for hs6 in self.subheadings if hs6.startswith(code)]
            if not inside:
                raise UnknownProduct(
                    "HS {hs_rev} has no subheading {code}.",
                    fix="Check the code in the pack; karvan data list shows which nomenclatures are loaded.",
                    hs_rev=self.from_rev,
                    code=code,
                )
            found.update(*(self._successors(hs6) for hs6 in inside))
        return tuple(sorted(found))

    def _successors(self, hs6: str) -> frozenset[str]:
        if self.from_rev == self.to_rev:
            return frozenset({hs6})
        if hs6 not in self.links:
            raise UnknownProduct(
                "No loaded concordance leads from HS {from_rev} {code} to HS {to_rev}.",
                fix="Load hs_nomenclature with this pair of revisions.",
                from_rev=self.from_rev,
                to_rev=self.to_rev,
                code=hs6,
            )
        return self.links[hs6]


def open_hs_map(snapshot: Snapshot, from_rev: int) -> HsMap:
    """The map from `from_rev` to the revision of the cube.

    Raises SnapshotMissing when labels or trade data are not loaded.
    """
    to_rev = snapshot.manifest("product_totals").tables["product_totals"].hs_rev or 0
    labels = snapshot.read("hs_labels", {"hs_rev": from_rev}, ["code"])["code"].to_list()
    links = {} if from_rev == to_rev else _links(snapshot, from_rev, to_rev)
    return HsMap(from_rev, to_rev, tuple(code for code in labels if len(code) == 6), links)


def _links(snapshot: Snapshot, from_rev: int, to_rev: int) -> dict[str, frozenset[str]]:
    """The published table read in either direction: it is printed for one of them only."""
    forward = snapshot.read(
        "hs_concordance", {"from_rev": from_rev, "to_rev": to_rev}, ["from_code", "to_code"]
    )
    backward = snapshot.read(
        "hs_concordance", {"from_rev": to_rev, "to_rev": from_rev}, ["to_code", "from_code"]
    )
    links: dict[str, set[str]] = {}
    for here, there in [*forward.rows(), *backward.rows()]:
        links.setdefault(here, set()).add(there)
    return {code: frozenset(found) for code, found in links.items()}
