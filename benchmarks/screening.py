"""Screening by name: karvan beside the standard library's difflib, in one run on one core.

    python benchmarks/screening.py [--names 5000] [--plain 20]

Prints one JSON object: names screened in a second of processor time (so that a busy machine tells the same) against the bundled list of the United Nations and against 20,000 names
made from it, with a cold index and again; the same by difflib over folded names (a few names only: it is slow).
The names screened are made up: given and family names and firms of Iran, Iraq and Afghanistan in both scripts, and
the listed names themselves with one letter changed. Ends with 1 when fewer
than 5,000 a second are screened once their words have been met.
"""

from __future__ import annotations

import argparse
import difflib
import json
import random
import sys
import time

from karvan.cli.home import karvan_home
from karvan.engines.access.screening.index import IndexedName, NameIndex
from karvan.engines.access.screening.match import METHOD
from karvan.model.text import normalise
from karvan.store.snapshot import Store

LEAST_PER_SECOND = 5_000
GIVEN = [
    "Reza",
    "Hossein",
    "Ali",
    "Maryam",
    "Zahra",
    "Fatemeh",
    "Mehdi",
    "Amir",
    "Saeed",
    "Hamid",
    "Parisa",
    "Nasrin",
    "Kaveh",
    "Arash",
    "Behrouz",
    "Shirin",
    "Leila",
    "رضا",
    "حسین",
    "علی",
    "مریم",
    "زهرا",
    "فاطمه",
    "مهدی",
    "امیر",
    "سعید",
    "حمید",
    "پریسا",
    "نسرین",
    "کاوه",
    "آرش",
    "بهروز",
    "شیرین",
    "لیلا",
    "احمد",
    "کریم",
    "یوسف",
    "جمال",
    "ناصر",
]
FAMILY = [
    "Karimi",
    "Rahmani",
    "Mousavi",
    "Hashemi",
    "Ghorbani",
    "Sadeghi",
    "Jafari",
    "Moradi",
    "Rostami",
    "Kazemi",
    "Shirazi",
    "Farahani",
    "Araki",
    "Tehrani",
    "Golpayegani",
    "Khademi",
    "Bagheri",
    "Nouri",
    "Zamani",
    "Ebrahimi",
    "Al-Jubouri",
    "Al-Saadi",
    "Barakzai",
    "Popal",
    "Noorzai",
    "Wardak",
    "کریمی",
    "رحمانی",
    "موسوی",
    "هاشمی",
    "قربانی",
    "صادقی",
    "جعفری",
    "مرادی",
    "رستمی",
    "کاظمی",
    "شیرازی",
    "فراهانی",
    "اراکی",
    "تهرانی",
    "گلپایگانی",
    "خادمی",
    "باقری",
    "نوری",
]
FIRMS = [
    "Sanat",
    "Tejarat",
    "Pars",
    "Novin",
    "Sepahan",
    "Kavir",
    "Zagros",
    "Alvand",
    "Damavand",
    "Elegant",
    "Polymer",
    "Stone",
    "Glass",
    "Foam",
    "Carpet",
    "Saffron",
    "صنعت",
    "تجارت",
    "پارس",
    "نوین",
    "سپاهان",
    "کویر",
    "زاگرس",
    "الوند",
    "دماوند",
    "پلیمر",
    "سنگ",
    "شیشه",
    "فوم",
    "فرش",
    "زعفران",
]


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--names", type=int, default=5_000)
    words.add_argument("--plain", type=int, default=20)
    given = words.parse_args()
    listed = list_names()
    asked = made_up(listed, given.names, random.Random(11))
    report = {
        "method": METHOD,
        "listed_names": len(listed),
        "names_screened": len(asked),
        "list": ours(listed, asked),
        "list_of_20000": ours(many(listed, 20_000, random.Random(12)), asked),
        "difflib_per_second": round(plain(listed, asked[: given.plain]), 2),
    }
    report["times_difflib"] = round(report["list"]["again_per_second"] / report["difflib_per_second"])
    print(json.dumps(report, indent=1))
    return int(report["list"]["again_per_second"] < LEAST_PER_SECOND)


def list_names() -> list[IndexedName]:
    snapshot = Store.open(karvan_home())
    kinds = dict(snapshot.read("listings").select("ref", "kind").iter_rows())
    rows = snapshot.read("listing_names").iter_rows(named=True)
    return [
        IndexedName(one["list"], one["ref"], kinds[one["ref"]], one["name"], one["quality"]) for one in rows
    ]


def made_up(listed: list[IndexedName], count: int, chance: random.Random) -> list[str]:
    """Nine of ten are nobody on the list; one of ten is a listed name with a letter changed."""
    found = []
    for number in range(count):
        if number % 10 == 0:
            name = chance.choice(listed).name
            place = chance.randrange(len(name))
            found.append(name[:place] + chance.choice("aeinrst") + name[place + 1 :])
        elif number % 3:
            found.append(f"{chance.choice(GIVEN)} {chance.choice(FAMILY)} {chance.choice(FAMILY)}")
        else:
            found.append(f"{chance.choice(FAMILY)} {chance.choice(FIRMS)} {chance.choice(FIRMS)} Co.")
    return found


def many(listed: list[IndexedName], count: int, chance: random.Random) -> list[IndexedName]:
    """As many names, by putting halves of listed names together."""
    found = list(listed)
    while len(found) < count:
        one, two = chance.choice(listed), chance.choice(listed)
        name = " ".join([*one.name.split()[:2], *two.name.split()[-1:]])
        found.append(IndexedName("made", f"made-{len(found)}", one.kind, name, "good"))
    return found


def ours(listed: list[IndexedName], asked: list[str]) -> dict[str, float]:
    start = time.process_time()
    index = NameIndex.build(listed)
    built = time.process_time()
    index.search_many(asked)
    cold = time.process_time()
    hits = sum(bool(found) for found in index.search_many(asked))
    again = time.process_time()
    return {
        "names": len(listed),
        "build_seconds": round(built - start, 2),
        "cold_per_second": round(len(asked) / (cold - built)),
        "again_per_second": round(len(asked) / (again - cold)),
        "names_with_a_hit": hits,
    }


def plain(listed: list[IndexedName], asked: list[str]) -> float:
    folded = [" ".join(sorted(normalise(one.name).split())) for one in listed]
    start = time.process_time()
    for name in asked:
        ours = " ".join(sorted(normalise(name).split()))
        matcher = difflib.SequenceMatcher(b=ours, autojunk=False)
        for other in folded:
            matcher.set_seq1(other)
            matcher.ratio()
    return len(asked) / (time.process_time() - start)


if __name__ == "__main__":
    sys.exit(main())
