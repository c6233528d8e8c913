"""A tiny region pack that is whole; its twins break one line each."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

PACK = """\
pack: toy
kind: region
title: {en: Toy, fa: نمونه}
licence: CC0-1.0
maintainer: Nobody
citations:
  paper:
    title: Toy paper
    publisher: Toy press
    address: toy 1
    published_on: null
    observed_on: 2026-11-24
    licence: CC0-1.0
    standing: single_source
"""
REGION = """\
licence: CC0-1.0
observed_on: 2026-11-24
review_by: 2027-11-24
code: IR-00
slug: toy
home: IRN
name: {en: Toy region, fa: استان نمونه}
citations: [paper]
"""
PRODUCTS = """\
licence: CC0-1.0
observed_on: 2026-11-24
review_by: 2027-11-24
hs_rev: 2017
products:
  - id: apples
    name: {en: Apples, fa: سیب}
    sector: agriculture
    codes: ["0808", 080810]
    code_standing: assigned
    evidence: {en: Seen., fa: دیده شد.}
    valid_from: 2025-10-22
    citations: [paper]
"""
PRODUCERS = """\
licence: CC0-1.0
observed_on: 2026-11-24
review_by: 2026-12-24
screened_against: Toy list 2026-01-01
producers:
  - id: orchard
    name: {en: Fictional Orchard, fa: باغ فرضی}
    products: [apples]
    screening: listed
    lists: {en: Toy list., fa: فهرست نمونه.}
    listed_from: 2020-02-29
    citations: [paper]
"""
SHARES = """\
licence: CC0-1.0
observed_on: 2026-11-24
review_by: 2027-11-24
hs_rev: 2017
shares:
  - id: orchards
    level: stated
    basis: output
    codes: ["08", "0808"]
    period_start: 2024-01-01
    period_end: 2024-12-31
    share: 0.25
    amount: null
    nation_amount: null
    unit: null
    note: {en: Toy statement., fa: گفتهٔ نمونه.}
    citations: [paper]
  - id: people
    level: fallback
    basis: population
    codes: []
    period_start: null
    period_end: null
    share: null
    amount: 10
    nation_amount: 40
    unit: persons
    note: {en: Toy census., fa: سرشماری نمونه.}
    citations: [paper]
"""
STOPS = """\
licence: CC0-1.0
stops:
  - id: ban
    kind: export_ban
    effect: stop
    origin: IRN
    market: any
    hs_rev: 2017
    codes: ["07", "08"]
    valid_from: 2026-03-03
    valid_to: null
    lifting: unknown
    title: {en: Ban, fa: ممنوعیت}
    text: {en: No fruit., fa: میوه نه.}
    observed_on: 2026-11-24
    review_by: 2026-12-24
    standing: single_source
    citations: [paper]
"""
NAMES = """\
licence: CC0-1.0
observed_on: 2026-11-24
review_by: 2027-11-24
names:
  - code: IR-00
    lang: fa
    kind: name
    name: استان نمونه
    citations: [paper]
"""
EVENTS = """\
licence: CC0-1.0
observed_on: 2026-11-24
review_by: 2027-11-24
events:
  - id: flood
    home: IRN
    on: 2026-01-02
    title: {en: Flood, fa: سیل}
    citations: [paper]
"""
FILES = {
    "pack.yml": PACK,
    "region.yml": REGION,
    "products.yml": PRODUCTS,
    "producers.yml": PRODUCERS,
    "shares.yml": SHARES,
    "stops.yml": STOPS,
    "names.yml": NAMES,
    "events.yml": EVENTS,
}


def write_pack(root: Path, files: Mapping[str, str], pack: str = "toy") -> Path:
    """A folder of packs holding one pack of these files."""
    folder = root / pack
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return root


def broken(file: str, old: str, new: str) -> dict[str, str]:
    """The files with one piece of one file replaced (its first occurrence)."""
    if old not in FILES[file]:
        raise AssertionError(f"{old!r} is not in {file}")
    return {**FILES, file: FILES[file].replace(old, new, 1)}
