"""The command line: one file per command group, each printing what a dossier, an engine or the store returns."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

# What the parser of options would print; kept as text because loading the parser takes ten times as long.
HELP = Path(__file__).with_name("help.txt")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status. `argv` is what follows the program's name."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words in ([], ["--help"], ["-h"]):
        sys.stdout.write(HELP.read_text(encoding="utf-8"))
        return 0
    # Late: whoever imports karvan.cli.clock need not wait for the parser of options.
    from karvan.cli.run import run

    return run(words)
