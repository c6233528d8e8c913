"""`karvan data load` for the sanctions lists that users fetch themselves."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from karvan.cli.clock import day
from karvan.cli.load_job import load_and_tell


def ofac_sdn(path: Path, /, *, list_date: str | None = None, fetched_on: str | None = None) -> None:
    """Load the SDN list of the United States Treasury.

    Parameters
    ----------
    path
        The published sdn.xml, or sdn.csv with alt.csv and add.csv (and sdn_comments.csv) beside it, or their
        folder.
    list_date
        The day on which the Treasury issued the list; needed for CSV, which does not carry it.
    fetched_on
        The day on which you got the file; today when not given.
    """
    from karvan.sources import ofac_sdn as source

    stated = _stated(list_date)
    load_and_tell(source.DESCRIPTION, lambda _: source.read(path, list_date=stated), day(fetched_on))


def eu_sanctions(path: Path, /, *, fetched_on: str | None = None) -> None:
    """Load the consolidated financial sanctions list of the European Union.

    Parameters
    ----------
    path
        The XML as published (xmlFullSanctionsList_1_1).
    fetched_on
        The day on which you got the file; today when not given.
    """
    from karvan.sources import eu_sanctions as source

    load_and_tell(source.DESCRIPTION, lambda _: source.read(path), day(fetched_on))


def uk_sanctions(path: Path, /, *, fetched_on: str | None = None) -> None:
    """Load the sanctions list of the United Kingdom.

    Parameters
    ----------
    path
        UK-Sanctions-List.csv of the Foreign Office, or the ConList.csv that the Treasury gave out until
        January 2026.
    fetched_on
        The day on which you got the file; today when not given.
    """
    from karvan.sources import uk_sanctions as source

    load_and_tell(source.DESCRIPTION, lambda _: source.read(path), day(fetched_on))


def opensanctions(path: Path, /, *, list_date: str | None = None, fetched_on: str | None = None) -> None:
    """Load your own OpenSanctions download; karvan ships nothing of it, and its licence is yours to keep.

    Parameters
    ----------
    path
        entities.ftm.json of one collection; its index.json beside it gives the day and the checksum.
    list_date
        The day of the export; needed when no index.json is beside the file.
    fetched_on
        The day on which you got the file; today when not given.
    """
    from karvan.sources import opensanctions as source

    stated = _stated(list_date)
    load_and_tell(source.DESCRIPTION, lambda _: source.read(path, list_date=stated), day(fetched_on))


def _stated(list_date: str | None) -> date | None:
    return day(list_date) if list_date else None
