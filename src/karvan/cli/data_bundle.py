"""`karvan data bundle`: the developers' command behind `make bundle`."""

from __future__ import annotations

from pathlib import Path

from karvan.cli.clock import day
from karvan.cli.output import done, line, watched
from karvan.cli.words import marked


def bundle(shared: Path, out: Path, /, *, fetched_on: str | None = None) -> None:
    """Build the snapshot that ships in the package.

    Parameters
    ----------
    shared
        The developers' data folder.
    out
        The folder of the bundle; its snapshots are replaced.
    fetched_on
        The day on which the data were got; today when not given.
    """
    from karvan.cli.bundle import build_bundle

    with watched() as watch:
        size = build_bundle(shared, out, fetched_on=day(fetched_on), progress=watch.progress)
    text = line(marked("The bundle in {out} holds {size} bytes."), out=out, size=f"{size:,}")
    done({"out": str(out), "bytes": size}, [text])
