"""`karvan data load`: one command a source, each with the files that its publisher gives out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from karvan.cli.clock import day
from karvan.cli.home import karvan_home, packs_folder
from karvan.cli.load_job import load_and_tell
from karvan.cli.words import marked
from karvan.errors import QuestionError

if TYPE_CHECKING:
    from karvan.cli.bars import Watch
    from karvan.sources.contract import Reading


def baci(
    path: str,
    /,
    *,
    years: str = "",
    sha256: str | None = None,
    fetched_on: str | None = None,
) -> None:
    """Load bilateral trade by product.

    Parameters
    ----------
    path
        Your download of CEPII BACI: a zip, its folder, one CSV beside its country table, or its web address.
    years
        The years to read, such as 2020-2024 or 2022,2024; the latest when not given.
    sha256
        The sum that the file must have.
    fetched_on
        The day on which you got the release; today when not given.
    """
    from karvan.sources import baci as source

    def reading(watch: Watch) -> Reading:
        file = _local(path, sha256, watch)
        return source.read(file, years=_years(years), progress=watch.progress, cancelled=watch.cancelled)

    load_and_tell(source.DESCRIPTION, reading, day(fetched_on))


def customs_table(path: Path, /, *, mapping: Path, fetched_on: str | None = None) -> None:
    """Load a customs export table; the datasets loaded before stay.

    Parameters
    ----------
    path
        The table as .csv or .xlsx.
    mapping
        The YAML file that says which column is what.
    fetched_on
        The day on which you got the table; today when not given.
    """
    from karvan.sources import customs_table as source
    from karvan.store.snapshot import Store

    snapshot = Store.open(karvan_home())
    tables = ("customs_exports", "customs_unmapped")
    carry = {name: snapshot.read(name) for name in tables if snapshot.has(name)}
    fx = snapshot.read("fx") if snapshot.has("fx") else None
    load_and_tell(
        source.description_of(mapping),
        lambda _: source.read(path, mapping, fx=fx, carry=carry),
        day(fetched_on),
    )


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


def region_evidence(path: Path, /, *, fetched_on: str | None = None) -> None:
    """Load evidence on what regions make; the datasets loaded before stay.

    Parameters
    ----------
    path
        A .yml, .xlsx or .csv as docs/how-to/describe-a-region.md describes it.
    fetched_on
        The day on which you got the file; today when not given.
    """
    from karvan.sources import region_evidence as source
    from karvan.store.snapshot import Store

    snapshot = Store.open(karvan_home())
    carry = snapshot.read("region_evidence") if snapshot.has("region_evidence") else None
    load_and_tell(source.DESCRIPTION, lambda _: source.read(path, carry=carry), day(fetched_on))


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


def _years(text: str) -> tuple[int, ...] | None:
    """2020-2024 or 2022,2024 as years; None for an empty text.

    Raises QuestionError.
    """
    found: list[int] = []
    for part in text.replace(" ", "").split(",") if text else []:
        first, _, last = part.partition("-")
        if not first.isdecimal() or not (last or first).isdecimal():
            raise QuestionError(
                marked("{text} is not a list of years."),
                where="--years",
                fix=marked("Write 2020-2024 or 2022,2024."),
                text=text,
            )
        found += range(int(first), int(last or first) + 1)
    return tuple(found) or None


def _local(path: str, sha256: str | None, watch: Watch) -> Path:
    """The file itself: downloaded into the warehouse's folder first when it is a web address.

    Raises FetchFailed, ChecksumMismatch, Cancelled.
    """
    from karvan.sources.fetch import check_sum, fetch

    if "://" in path:
        return fetch(
            path,
            karvan_home() / "downloads",
            sha256=sha256,
            progress=watch.progress,
            cancelled=watch.cancelled,
        )
    if sha256 is not None:
        check_sum(Path(path), sha256)
    return Path(path)
