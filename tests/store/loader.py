"""A load big enough to be killed in the middle; run as a program by the tests beside it."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

import polars as pl
from tests.world import put

ROWS = 400_000


def big(value: float) -> pl.DataFrame:
    """Flows that compress badly, so that writing takes a while."""
    numbers = pl.int_range(ROWS, eager=True)
    return pl.DataFrame(
        {
            "year": pl.repeat(2024, ROWS, dtype=pl.Int16, eager=True),
            "exporter": pl.repeat("IRN", ROWS, dtype=pl.String, eager=True),
            "importer": pl.select(pl.format("M{}", numbers)).to_series(),
            "hs6": pl.repeat("760612", ROWS, dtype=pl.String, eager=True),
            "value_usd": numbers.hash(int(value)).cast(pl.Float64),
            "quantity_t": numbers.hash(int(value) + 1).cast(pl.Float64),
        }
    )


def main(root: str, value: str, largest: str) -> None:
    """Load; announce the start so that the killer knows when to begin."""
    frame = big(float(value))
    if int(largest):
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(largest), int(largest)))
    sys.stdout.write("loading\n")
    sys.stdout.flush()
    put(Path(root), "baci", {"flows": frame}, hs_rev=2017, coverage={"complete": False})
    sys.stdout.write("loaded\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
