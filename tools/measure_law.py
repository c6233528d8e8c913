"""Measure how full the answers of the law are, over all products and four markets, and keep the record.

    python tools/measure_law.py

Asks each HS 2022 subheading, and each code of the region's product lines, of each country of law on the day on which
the packs were last read, for a consignment that gives every quantity and a value in dollars. Takes minutes. Writes
docs/reference/coverage/full-answers.json, from which `make docs` makes the page.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

from karvan.engines.access.law import (
    AccessAnswer,
    AccessQuestion,
    Consignment,
    LawBook,
    answer,
    open_law_book,
)
from karvan.model.money import Money
from karvan.model.rate import UNITS
from karvan.sources import packs
from karvan.store.snapshot import Snapshot, Store

RECORD = Path(__file__).resolve().parent.parent / "docs" / "reference" / "coverage" / "full-answers.json"
HOME, MARKETS = "IRN", ("AFG", "ARM", "IRQ", "UZB")
GOODS = Consignment(Money(Decimal(10_000), "USD"), {unit: Decimal(1_000) for unit in UNITS})
NAMES = ("full", "bounded", "mfn_known", "mfn_bounded", "wholly_unknown")
SETTLED = ("known", "not_applicable")
Code = tuple[int, str]


def main() -> int:
    """Ask, count and keep."""
    with tempfile.TemporaryDirectory(prefix="karvan-law-") as folder:
        packs.keep_in_force(Path(folder))
        snapshot = Store.open(Path(folder))
        record = measured(snapshot)
    RECORD.parent.mkdir(exist_ok=True)
    RECORD.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    return 0


def measured(snapshot: Snapshot) -> dict[str, object]:
    """The record: for each set of products and market, how many questions have which kind of answer."""
    version = snapshot.versions()["packs"]
    on = date.fromisoformat(version[:10])
    books = {market: open_law_book(snapshot, HOME, market, on) for market in MARKETS}
    sets = {"markazi": region_codes(snapshot), "hs2022": all_codes(snapshot)}
    rows = [
        {"products": name, "market": market, **counted(codes, books[market], market, on)}
        for name, codes in sets.items()
        for market in MARKETS
    ]
    return {"home": HOME, "on": on.isoformat(), "rows": rows}


def all_codes(snapshot: Snapshot) -> tuple[Code, ...]:
    """Every subheading of HS 2022."""
    codes = snapshot.read("hs_labels", {"hs_rev": 2022})["code"]
    return tuple((2022, code) for code in sorted(set(codes)) if len(code) == 6 and code.isdecimal())


def region_codes(snapshot: Snapshot) -> tuple[Code, ...]:
    """Every code of the product lines of Markazi."""
    rows = snapshot.read("pack_products", {"pack": "markazi"}).select("hs_rev", "code").rows()
    return tuple(sorted(set(rows)))


def counted(codes: Iterable[Code], book: LawBook, market: str, on: date) -> dict[str, int]:
    """How many questions there are, and how many of each kind of answer."""
    found: Counter[str] = Counter()
    for hs_rev, code in codes:
        found["questions"] += 1
        found.update(kinds_of(answer(book, AccessQuestion(HOME, market, code, hs_rev, on, on, GOODS))))
    return {"questions": found["questions"], **{name: found[name] for name in NAMES}}


def kinds_of(found: AccessAnswer) -> Iterator[str]:
    """What is true of an answer; only branches that may apply are looked at."""
    possible = [one for one in found.branches if one.state != "does_not_apply"]
    if found.is_full:
        yield "full"
    elif all(one.total.is_complete or one.total.low is not None for one in possible):
        yield "bounded"
    (mfn,) = (one for one in found.branches if one.id == "mfn")
    duties = [one.levy for one in mfn.charges if one.levy.kind == "mfn_duty"]
    if any(one.status in SETTLED for one in duties):
        yield "mfn_known"
    elif any(one.low and one.high for one in duties):
        yield "mfn_bounded"
    if all(one.levy.status not in SETTLED for branch in possible for one in branch.charges):
        yield "wholly_unknown"


if __name__ == "__main__":
    sys.exit(main())
