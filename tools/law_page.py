"""The page of coverage: how well the law of each country is known, and how full the answers are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from karvan.cli.access_lines import TOPICS
from karvan.model.charge import STANDINGS
from karvan.sources.packs import SHIPPED, read, whole_packs
from karvan.sources.packs.topics import coverage

RECORD = Path(__file__).resolve().parent.parent / "docs" / "reference" / "coverage" / "full-answers.json"
PRODUCTS = {
    "markazi": "Product lines of Markazi",
    "hs2022": "All subheadings of HS 2022",
}
KINDS = ("full", "bounded", "mfn_known", "mfn_bounded", "wholly_unknown")
INTRODUCTION = """How many facts of each topic the shipped packs hold, by their standing, on {as_of}. `karvan pack coverage` prints the
same for your own packs and for any day. *Unknown* counts facts that a pack names as unknown; a topic on which a pack
says nothing counts one. *Stale* are facts whose review was due. What is *ours* (a code we assigned) counts as one source.
Facts that were lifted or withdrawn are not counted, nor are the lines of schedules: a schedule is one fact.
"""
MEANING = """For each market the law was asked of each product on {on}: goods of {home}, a consignment of 10,000 USD with every
quantity given and no rate of exchange loaded. Made by `tools/measure_law.py`.

- **full**: one branch applies and nothing is missing from its total, nor from Iran's export duty. While excise, fees or
  protective duties of a country stand nowhere that we could read, no answer about it is full, and it must not seem so.
- **bounded**: every missing charge has bounds that a source gives, so the total is an interval.
- **MFN duty known**: the duty under the MFN treatment is one rate (or known not to exist).
- **MFN duty bounded**: it is not one rate, but lies between two that sources give: the national lines under the subheading
  differ, or the sources do.
- **wholly unknown**: no charge of any branch that may apply is known.

| Products | Market | Questions | Full | Bounded | MFN duty known | MFN duty bounded | Wholly unknown |
| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |"""


def page(note: str) -> str:
    """The whole page, from the shipped packs and the kept record."""
    as_of = read(SHIPPED).published_on
    assert as_of is not None  # packs always carry days of observation
    cells = coverage(whole_packs(SHIPPED)[1], as_of)
    parts = ["# Coverage of the law", note, INTRODUCTION.format(as_of=as_of)]
    parts += ["| Country | Topic | Verified | Single source | Conflict | Unknown | Stale |"]
    parts += ["| --- | --- | ---: | ---: | ---: | ---: | ---: |"]
    for cell in cells:
        counts = " | ".join(str(getattr(cell, name) or "") for name in STANDINGS)
        parts.append(f"| {cell.country} | {TOPICS[cell.topic]} | {counts} |")
    return "\n".join([*parts, "\n## How full the answers are\n", *answers_part(), ""])


def answers_part() -> Iterator[str]:
    """The kept record as a table."""
    record = json.loads(RECORD.read_text("utf-8"))
    yield MEANING.format(on=record["on"], home=record["home"])
    for row in record["rows"]:
        shares = " | ".join(f"{row[name] / row['questions']:.1%}" for name in KINDS)
        yield f"| {PRODUCTS[row['products']]} | {row['market']} | {row['questions']} | {shares} |"
