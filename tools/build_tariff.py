"""Read the chapters of the EAEU common customs tariff (PDF) into one Parquet schedule.

    python tools/build_tariff.py FOLDER OUT.parquet

Prints how many lines have which kind of rate. The same chapters give the same bytes. Needs pdftotext.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from karvan.errors import KarvanError
from karvan.model.known import Known
from karvan.model.rate import Percent
from karvan.sources.eaeu_tariff import Tariff, read_tariff


def main(folder: Path, out: Path) -> int:
    """Build, print the counts and every issue; the error's exit status when the chapters do not read."""
    try:
        tariff = read_tariff(folder)
    except KarvanError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    write(tariff, out)
    for line in told(tariff):
        print(line)
    print(f"{out}: {out.stat().st_size:,} bytes")
    return 0


def write(tariff: Tariff, out: Path) -> None:
    """The schedule as Parquet."""
    out.parent.mkdir(parents=True, exist_ok=True)
    tariff.frame().write_parquet(out, compression="zstd", compression_level=19, statistics=False)


def told(tariff: Tariff) -> list[str]:
    """Counts by status and kind of rate, the simple mean of the ad valorem lines, and every issue."""
    rates = [line.rate.value for line in tariff.lines if isinstance(line.rate, Known)]
    percents = [rate.fraction for rate in rates if isinstance(rate, Percent)]
    return [
        f"{len(tariff.lines):,} lines; by status: {dict(Counter(line.status for line in tariff.lines))}",
        f"kinds of rate: {dict(Counter(type(rate).__name__ for rate in rates).most_common())}",
        f"simple mean of ad valorem lines: {100 * sum(percents) / len(percents):.4f} %" if percents else "",
        f"lines with a footnote mark: {sum(bool(line.footnote) for line in tariff.lines):,}",
        *(f"{issue.where}: {issue.what}" for issue in tariff.issues),
    ]


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
