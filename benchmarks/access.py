"""The law asked once and asked in bulk, beside a plain join that knows no law, in one run.

    python benchmarks/access.py [--products 5000] [--runs 5]

`make bench` prints one JSON object: seconds of the bulk look-up of duties (rates and status only) of the products in
each country of law, and its ratio to the same products joined to the lines of the schedules by DuckDB and by polars,
which find lines by their first six digits and nothing else: no dates, no agreements, no other revision of the HS, no
fact of a pack; seconds of one full question, warm, for each market; and of a command from its start. Times are of the
wall; `cpu_seconds` beside them do not grow while other programs run. Ends with 1 when a limit is passed.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import polars as pl
from jobs import rounded
from main_job import measured

from karvan.engines.access.law import (
    METHOD,
    AccessQuestion,
    Consignment,
    answer,
    countries_with_law,
    duties,
    open_law_book,
)
from karvan.model.money import Money
from karvan.sources import packs
from karvan.store.snapshot import Snapshot, Store

ON = date(2026, 11, 24)
HOME, MARKETS = "IRN", ("ARM", "UZB", "IRQ", "AFG")
GOODS = Consignment(Money(Decimal(10_000), "USD"), {"kg": Decimal(2_500)})
LIMITS = {"bulk": 2.0, "warm": 0.05}
PLAIN = """select market, asked.code, lines.code as line, rate, status
from asked cross join markets left join lines on lines.country = market and lines.code[:6] = asked.code"""


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--products", type=int, default=5_000)
    words.add_argument("--runs", type=int, default=5)
    given = words.parse_args()
    with tempfile.TemporaryDirectory(prefix="karvan-bench-") as folder:
        os.environ["KARVAN_HOME"] = folder
        packs.keep_in_force(Path(folder))
        snapshot = Store.open(Path(folder))
        codes = products(snapshot, given.products)
        found = {
            "bulk": bulk(snapshot, codes, given.runs, Path(folder)),
            "warm": {market: warm(snapshot, market, codes[:200]) for market in MARKETS},
            "cold_start": measured(
                [
                    "-m",
                    "karvan",
                    "access",
                    "760711",
                    "--from",
                    HOME,
                    "--to",
                    "ARM",
                    "--on",
                    "2026-11-24",
                    "--json",
                ]
            ),
        }
    report = {"method": METHOD, "cores": os.cpu_count(), **found, "over_the_limit": over(found)}
    print(json.dumps(rounded(report), indent=1))
    return int(bool(report["over_the_limit"]))


def products(snapshot: Snapshot, count: int) -> list[str]:
    """So many subheadings of HS 2022, from all chapters."""
    codes = sorted({code for code in snapshot.read("hs_labels", {"hs_rev": 2022})["code"] if len(code) == 6})
    return codes[:: max(1, len(codes) // count)][:count]


def bulk(snapshot: Snapshot, codes: Sequence[str], runs: int, folder: Path) -> dict[str, float]:
    """The bulk look-up and two plain joins over the same lines."""
    countries = countries_with_law(snapshot)
    lines = snapshot.read("pack_schedule_lines").select("country", "code", "rate", "status")
    asked = pl.DataFrame({"code": codes})
    markets = pl.DataFrame({"market": countries})

    def ours() -> pl.DataFrame:
        return duties(snapshot, codes, countries, hs_rev=2022, home=HOME, on=ON, known_on=ON)

    for name, frame in (("asked", asked), ("markets", markets), ("lines", lines)):
        frame.write_parquet(folder / f"{name}.parquet")

    def with_duckdb() -> list[tuple[object, ...]]:
        tables = duckdb.connect()
        for name in ("asked", "markets", "lines"):
            tables.read_parquet(str(folder / f"{name}.parquet")).create_view(name)
        return tables.sql(PLAIN).fetchall()

    def with_polars() -> pl.DataFrame:
        six = lines.with_columns(six=pl.col("code").str.head(6)).rename({"country": "market", "code": "line"})
        pairs = asked.join(markets, how="cross")
        return pairs.join(six, left_on=["market", "code"], right_on=["market", "six"], how="left")

    assert len(with_duckdb()) == with_polars().height
    since = time.process_time()
    rows = ours().height
    cpu = time.process_time() - since
    seconds = {name: timed(job, runs) for name, job in
               (("seconds", ours), ("duckdb_seconds", with_duckdb), ("polars_seconds", with_polars))}  # fmt: skip
    return {
        "products": len(codes),
        "countries": len(countries),
        "lines": lines.height,
        "rows": rows,
        "cpu_seconds": cpu,
        **seconds,
        "times_duckdb": seconds["seconds"] / seconds["duckdb_seconds"],
        "times_polars": seconds["seconds"] / seconds["polars_seconds"],
    }


def timed(job: Callable[[], object], runs: int) -> float:
    """The median of wall times, after a run that counts for nothing."""
    job()
    found = []
    for _ in range(runs):
        since = time.perf_counter()
        job()
        found.append(time.perf_counter() - since)
    return statistics.median(found)


def warm(snapshot: Snapshot, market: str, codes: Sequence[str]) -> dict[str, float]:
    """One full question after another with the law of the two countries read already."""
    since = time.perf_counter()
    book = open_law_book(snapshot, HOME, market, ON)
    opened = time.perf_counter() - since
    found = []
    for code in codes:
        question = AccessQuestion(HOME, market, code, 2022, ON, ON, GOODS)
        since = time.perf_counter()
        answer(book, question)
        found.append(time.perf_counter() - since)
    return {
        "open_seconds": opened,
        "median_seconds": statistics.median(found[1:]),
        "slowest_seconds": max(found[1:]),
    }


def over(found: dict[str, dict[str, object]]) -> list[str]:
    """Which promises were not kept."""
    told = {"bulk": found["bulk"]["seconds"]}
    told |= {f"warm {market}": one["median_seconds"] for market, one in found["warm"].items()}
    return [f"{name}: {seconds}" for name, seconds in told.items() if seconds > LIMITS[name.split()[0]]]


if __name__ == "__main__":
    sys.exit(main())
