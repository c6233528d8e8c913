"""Build pairs of names for `karvan backtest screening` from the list of the United Nations.

    python tools/build_screening_pairs.py LIST.xml OUT_FOLDER [--seed 7]

Writes even.csv and odd.csv (query,target,is_match), parted by the number in the reference: QDi.012 is even. The method
is tuned on even.csv alone; figures are told of odd.csv. The files hold listed people's names: they stay out of the
repository. The same list and seed give the same files.

Matches: the name in Arabic script with the party's primary name, and the primary name with each Latin alias that
is another spelling of it (two of its words share their consonants). Non-matches, of another party of the same kind:
drawn at random, and hard ones, which share a given or a family name.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import polars as pl

from karvan.model.text import is_persian
from karvan.sources.un_sanctions.read import read

ACROSS_RANDOM, ACROSS_HARD, LATIN_RANDOM, LATIN_HARD = 4, 4, 4, 4
"""Non-matches for each query by kind of pair."""
Row = tuple[str, str, int]


def main() -> None:
    """Read the list, write the two files."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("list", type=Path)
    words.add_argument("out", type=Path)
    words.add_argument("--seed", type=int, default=7)
    given = words.parse_args()
    parties = parties_of(read(given.list).tables)
    given.out.mkdir(parents=True, exist_ok=True)
    for name, parity in (("even", 0), ("odd", 1)):
        rows = pairs([one for one in parties if number(one["ref"]) % 2 == parity], given.seed)
        with (given.out / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("query", "target", "is_match"), *rows])
        print(f"{name}: {sum(one[2] for one in rows)} matches, {sum(not one[2] for one in rows)} others")


def parties_of(tables: Mapping[str, pl.DataFrame]) -> list[dict]:
    """Reference, kind, primary name, Latin aliases and Arabic-script originals of every party."""
    names = defaultdict(list)
    for row in tables["listing_names"].iter_rows(named=True):
        names[row["ref"]].append((row["name"], row["quality"]))
    return [
        {
            "ref": row["ref"],
            "kind": row["kind"],
            "primary": row["name"],
            "originals": [
                name for name, grade in names[row["ref"]] if grade == "original" and is_persian(name)
            ],
            "aliases": [
                name
                for name, grade in names[row["ref"]]
                if grade not in ("original", "primary") and name.isascii() and len(name.split()) > 1
            ],
        }
        for row in tables["listings"].sort("ref").iter_rows(named=True)
    ]


def number(ref: str) -> int:
    """The number part of a reference: 12 of QDi.012."""
    return int(re.sub(r"\D", "", ref))


def pairs(parties: Sequence[dict], seed: int) -> list[Row]:
    """Matches and non-matches within these parties, each pair once, in a fixed order."""
    chance = random.Random(seed)
    rows: dict[tuple[str, str], int] = {}
    for party in parties:
        for query, target, match in [*across(party, parties, chance), *latin(party, parties, chance)]:
            rows.setdefault((query, target), match)
    return [(query, target, match) for (query, target), match in rows.items()]


def across(party: dict, parties: Sequence[dict], chance: random.Random) -> Iterator[Row]:
    """The name in Arabic script against Latin primary names."""
    for original in party["originals"]:
        yield original, party["primary"], 1
        for other in others(party, parties, chance, ACROSS_RANDOM, ACROSS_HARD):
            yield original, other["primary"], 0


def latin(party: dict, parties: Sequence[dict], chance: random.Random) -> Iterator[Row]:
    """The primary name against Latin aliases that are spellings of it, and against others' aliases."""
    spellings = [one for one in party["aliases"] if spelling(party["primary"], one)]
    for alias in spellings:
        yield party["primary"], alias, 1
    if spellings:
        for other in others(party, parties, chance, LATIN_RANDOM, LATIN_HARD):
            if other["aliases"]:
                yield party["primary"], chance.choice(other["aliases"]), 0


def others(party: dict, parties: Sequence[dict], chance: random.Random, loose: int, hard: int) -> list[dict]:
    """Other parties of the kind: some at random, some that share the first or the last word."""
    same = [one for one in parties if one["kind"] == party["kind"] and one["ref"] != party["ref"]]
    ends = {stem(party["primary"].split()[0]), stem(party["primary"].split()[-1])}
    near = [one for one in same if ends & {stem(one["primary"].split()[0]), stem(one["primary"].split()[-1])}]
    return chance.sample(same, loose) + chance.sample(near, min(hard, len(near)))


def spelling(primary: str, alias: str) -> bool:
    """Whether two words, and more than half of the shorter name, have a counterpart with the same stem."""
    ours, theirs = ({stem(one) for one in name.split() if len(stem(one)) > 1} for name in (primary, alias))
    shared = len(ours & theirs)
    return shared > 1 and shared * 2 > min(len(ours), len(theirs))


def stem(word: str) -> str:
    """The first three consonants, doubled ones once: Mohamed and MUHAMMAD give mhm."""
    letters = re.sub(r"^(al|el)-?", "", word.lower())
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[^bcdfghjklmnpqrstvwxyz]", "", letters))[:3]


if __name__ == "__main__":
    main()
