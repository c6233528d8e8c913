"""The command line: one file per command group, each printing what a dossier, an engine or the store returns."""

from __future__ import annotations

from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status. `argv` is what follows the program's name."""
    # Late: whoever imports karvan.cli.clock need not wait for the parser of options.
    from karvan.cli.run import run

    return run(argv)
