"""Names of countries and products as the plan shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from karvan.dossier.name import Name
from karvan.model.territory import country_name
from karvan.store.snapshot import Snapshot


def country(alpha3: str) -> Name:
    """A country in both languages."""
    return Name(country_name(alpha3, "en"), country_name(alpha3, "fa"))


@dataclass(frozen=True, slots=True)
class Labels:
    """Official labels of one HS revision; they exist in English only, so `fa` stays empty."""

    hs_rev: int
    english: Mapping[str, str]

    def of(self, code: str) -> Name:
        """The label of a chapter, heading or subheading; the code itself when it has none."""
        return Name(self.english.get(code, code))


def open_labels(snapshot: Snapshot) -> Labels:
    """Labels of the revision the trade data use.

    Raises SnapshotMissing.
    """
    hs_rev = snapshot.manifest("product_totals").tables["product_totals"].hs_rev or 0
    rows = snapshot.read("hs_labels", {"hs_rev": hs_rev}, ["code", "text_en"])
    return Labels(hs_rev, dict(rows.rows()))
