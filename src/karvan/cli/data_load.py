"""`karvan data load`: one command a source, each with the files that its publisher gives out."""

from __future__ import annotations

from pathlib import Path

from karvan.cli.clock import day
from karvan.cli.home import karvan_home, packs_folder
from karvan.cli.load_job import load_and_tell


def world_bank(*, gdp: Path, population: Path, fetched_on: str | None = None) -> None:
    """Load GDP and population.

    Parameters
    ----------
    gdp
        The download of indicator NY.GDP.MKTP.CD: its zip or CSV.
    population
        The download of indicator SP.POP.TOTL: its zip or CSV.
    fetched_on
        The day on which you got the files; today when not given.
    """
    from karvan.sources import world_bank as source

    load_and_tell(source.DESCRIPTION, lambda _: source.read(gdp, population), day(fetched_on))


def geodist(path: Path, /, *, fetched_on: str | None = None) -> None:
    """Load the distances between countries.

    Parameters
    ----------
    path
        CEPII's dist_cepii as .xlsx, .csv or .parquet.
    fetched_on
        The day on which you got the file; today when not given.
    """
    from karvan.sources import geodist as source

    load_and_tell(source.DESCRIPTION, lambda _: source.read(path), day(fetched_on))


def hs_nomenclature(*, hs2017: Path, hs2022: Path, concordances: Path, fetched_on: str | None = None) -> None:
    """Load the labels of two revisions and the concordances between all.

    Parameters
    ----------
    hs2017
        The UN Comtrade reference list H5 as .json, .csv, .xlsx or .parquet.
    hs2022
        The UN Comtrade reference list H6, in the same forms.
    concordances
        The table with code.after, code.before, Relationship and adjustment.
    fetched_on
        The day on which you got the files; today when not given.
    """
    from karvan.sources import hs_nomenclature as source

    labels = {2017: hs2017, 2022: hs2022}
    load_and_tell(source.DESCRIPTION, lambda _: source.read(labels, concordances), day(fetched_on))


def fx_rates(path: Path, /, *, fetched_on: str | None = None) -> None:
    """Load your own table of exchange rates; it replaces the one loaded before.

    Parameters
    ----------
    path
        A .csv or .xlsx with the columns on, base, quote, kind, rate, source.
    fetched_on
        The day on which you got the rates; today when not given.
    """
    from karvan.sources import fx_rates as source

    load_and_tell(source.DESCRIPTION, lambda _: source.read(path), day(fetched_on))


def un_sanctions(path: Path, /, *, fetched_on: str | None = None) -> None:
    """Load the consolidated list of the United Nations.

    Parameters
    ----------
    path
        The XML as published; `karvan data update un_sanctions` fetches it for you.
    fetched_on
        The day on which you got the file; today when not given.
    """
    from karvan.sources import un_sanctions as source

    load_and_tell(source.DESCRIPTION, lambda _: source.read(path), day(fetched_on))


def packs(*, fetched_on: str | None = None) -> None:
    """Load the shipped packs with the files of KARVAN_HOME/packs in their place.

    `karvan plan` does this by itself when a pack has changed.

    Parameters
    ----------
    fetched_on
        The day on which you got the packs; today when not given.
    """
    from karvan.sources import packs as source

    overlay = packs_folder(karvan_home())
    load_and_tell(source.DESCRIPTION, lambda _: source.read(source.SHIPPED, overlay), day(fetched_on))
