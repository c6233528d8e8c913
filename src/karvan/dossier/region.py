"""The promoting region: who it is and what it makes, from the packs in force."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from karvan.cube.hs_mapping import HsMap, open_hs_map
from karvan.dossier.plan import Name
from karvan.errors import Incomplete, UnknownRegion
from karvan.store.snapshot import Snapshot

_GROUPS = {
    "industry": "industry",
    "mining": "industry",
    "craft": "industry",
    "agriculture": "agriculture",
    "food": "agriculture",
    "energy": "energy",
}
SECTIONS = ("industry", "agriculture", "energy")


@dataclass(frozen=True, slots=True)
class Region:
    """A region of a pack; `home` is the exporting country."""

    code: str
    slug: str
    home: str
    name: Name


@dataclass(frozen=True, slots=True)
class ProductLine:
    """What the region makes: `codes` as the pack has them, `hs6` in the revision of the trade data."""

    product: str
    name: Name
    sector: str
    section: str
    hs_rev: int
    codes: tuple[str, ...]
    hs6: tuple[str, ...]
    code_standing: str
    shown_by: Name
    citations: tuple[str, ...]


def find_region(snapshot: Snapshot, wanted: str) -> Region:
    """A region by slug or ISO 3166-2 code.

    Raises UnknownRegion naming those that packs describe.
    """
    rows = list(snapshot.read("pack_regions").iter_rows(named=True))
    for row in rows:
        if wanted.strip().casefold() in (row["slug"].casefold(), row["code"].casefold()):
            return Region(row["code"], row["slug"], row["home"], Name(row["name_en"], row["name_fa"]))
    raise UnknownRegion(
        "No loaded pack describes the region {wanted!r}; there are: {known}.",
        fix="Write a pack for it (docs/how-to/write-a-pack.md) under KARVAN_HOME/packs, or name one of these.",
        wanted=wanted,
        known=", ".join(f"{row['slug']} ({row['code']})" for row in rows) or "none",
    )


def product_lines(snapshot: Snapshot, region: Region) -> tuple[ProductLine, ...]:
    """The region's product lines in the order of their ids.

    Raises Incomplete when the pack names no products.
    """
    grouped: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in snapshot.read("pack_products", {"region": region.code}).iter_rows(named=True):
        grouped[row["product"]].append(row)
    if not grouped:
        raise Incomplete(
            "The pack of {region} names no products.",
            fix="Add products.yml to the pack, with a citation for each line.",
            region=region.slug,
        )
    maps = {rev: open_hs_map(snapshot, rev) for rev in {rows[0]["hs_rev"] for rows in grouped.values()}}
    return tuple(_line(maps[rows[0]["hs_rev"]], rows) for _, rows in sorted(grouped.items()))


def _line(hs_map: HsMap, rows: Sequence[Mapping[str, Any]]) -> ProductLine:
    row, codes = rows[0], tuple(one["code"] for one in rows)
    return ProductLine(
        product=row["product"],
        name=Name(row["name_en"], row["name_fa"]),
        sector=row["sector"],
        section=_GROUPS[row["sector"]],
        hs_rev=row["hs_rev"],
        codes=codes,
        hs6=hs_map.cover(codes),
        code_standing=row["code_standing"],
        shown_by=Name(row["evidence_en"], row["evidence_fa"]),
        citations=tuple(f"{row['pack']}:{one}" for one in row["citations"].split(",") if one),
    )
