"""`karvan data update`: fetch what has a steady address; say for the rest what to download and where."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from karvan.cli.app import LOADS
from karvan.cli.clock import today
from karvan.cli.home import karvan_home
from karvan.cli.output import done, line, watched
from karvan.cli.words import marked
from karvan.errors import QuestionError

if TYPE_CHECKING:
    from karvan.cli.bars import Watch

# The other publishers give out their files behind a page or under a new name with each release.
FETCHED = ("packs", "un_sanctions")
OWN_TABLES = ("customs_table", "fx_rates", "national_schedule", "region_evidence")


def update(*sources: str) -> None:
    """Fetch the named sources anew, or all that can be fetched; say what to download for the others.

    Parameters
    ----------
    sources
        Names as `karvan data list` shows them; all when none is given.
    """
    wanted = _checked(sources) or sorted(LOADS)
    told = {}
    with watched() as watch:
        for source in wanted:
            told[source] = _updated(karvan_home(), source, watch) if source in FETCHED else None
    document = [
        {"source": source, "version": version, "download": None if version else _address(source)}
        for source, version in told.items()
    ]
    done({"sources": document}, [_told(source, version) for source, version in told.items()])


def _checked(sources: tuple[str, ...]) -> list[str]:
    for source in sources:
        if source not in LOADS:
            raise QuestionError(
                marked("There is no source {source}."),
                fix=marked("Choose among {known}."),
                source=source,
                known=", ".join(sorted(LOADS)),
            )
    return list(dict.fromkeys(sources))


def _updated(home: Path, source: str, watch: Watch) -> str:
    """The version in force after fetching."""
    from karvan.store.layout import current_version

    if source == "packs":
        from karvan.sources.packs import keep_in_force

        keep_in_force(home)
        return current_version(home, source) or ""
    from karvan.cli.load_job import load_source
    from karvan.sources import un_sanctions
    from karvan.sources.fetch import fetch

    description = un_sanctions.DESCRIPTION
    with TemporaryDirectory(prefix="karvan-") as folder:
        path = fetch(
            description.origin.address, Path(folder), progress=watch.progress, cancelled=watch.cancelled
        )
        loaded, _ = load_source(home, description, lambda _: un_sanctions.read(path), today(), watch)
    return loaded.manifest.version


def _told(source: str, version: str | None) -> str:
    if version is not None:
        return line(marked("{source}: {version} is in force."), source=source, version=version)
    if source in OWN_TABLES:
        words = marked("{source} is your own table: load its new version with karvan data load {source}.")
        return line(words, source=source)
    return line(
        marked(
            "{source} cannot be fetched by itself: download it from {address}, then karvan data load {source}."
        ),
        source=source,
        address=_address(source),
    )


def _address(source: str) -> str | None:
    """Where the publisher gives the data out; None for a table of the user's own."""
    from karvan.sources.contract import describe

    return None if source in OWN_TABLES else describe(source).origin.address
