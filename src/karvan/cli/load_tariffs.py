"""`karvan data load` for tariffs that only the user may download, and the template to fill in by hand."""

from __future__ import annotations

from pathlib import Path

from karvan.cli.clock import day
from karvan.cli.home import karvan_home
from karvan.cli.load_job import load_and_tell
from karvan.cli.output import done, line
from karvan.cli.words import marked
from karvan.errors import QuestionError


def national_schedule(path: Path, /, *, about: Path, fetched_on: str | None = None) -> None:
    """Load a country's own tariff schedule; the schedules loaded before stay.

    Parameters
    ----------
    path
        The schedule as .csv or .xlsx.
    about
        The YAML file that says what the schedule is and where it stands.
    fetched_on
        The day on which you got the schedule; today when not given.
    """
    from karvan.sources import national_schedule as source
    from karvan.store.snapshot import Store

    snapshot = Store.open(karvan_home())
    tables = ("national_schedules", "national_schedule_lines")
    carry = {name: snapshot.read(name) for name in tables if snapshot.has(name)}
    load_and_tell(source.DESCRIPTION, lambda _: source.read(path, about, carry=carry), day(fetched_on))


def trains(path: Path, /, *, fetched_on: str | None = None) -> None:
    """Load averages of tariffs; what was loaded for other countries and years stays.

    Parameters
    ----------
    path
        Your download from WITS: the .csv of a query, a bulk .zip, or a folder of them.
    fetched_on
        The day on which you got the download; today when not given.
    """
    from karvan.sources import trains as source
    from karvan.store.snapshot import Store

    snapshot = Store.open(karvan_home())
    carry = snapshot.read("trains_rates") if snapshot.has("trains_rates") else None
    load_and_tell(source.DESCRIPTION, lambda _: source.read(path, carry=carry), day(fetched_on))


def trains_ntm(
    path: Path, /, *, hs_rev: int | None = None, reporters: str = "", fetched_on: str | None = None
) -> None:
    """Load non-tariff measures; what was loaded for other countries stays.

    Parameters
    ----------
    path
        Your download from UNCTAD's TRAINS as .csv, .xlsx or .zip.
    hs_rev
        The HS revision of the codes, where the download does not say it.
    reporters
        The countries to keep, such as IRQ,UZB; all when not given.
    fetched_on
        The day on which you got the download; today when not given.
    """
    from karvan.sources import trains_ntm as source
    from karvan.store.snapshot import Store

    snapshot = Store.open(karvan_home())
    carry = snapshot.read("trains_ntm") if snapshot.has("trains_ntm") else None
    wanted = tuple(one.strip().upper() for one in reporters.split(",") if one.strip())
    load_and_tell(
        source.DESCRIPTION,
        lambda _: source.read(path, hs_rev=hs_rev, reporters=wanted, carry=carry),
        day(fetched_on),
    )


def template(source: str, path: Path, /, *, country: str) -> None:
    """Write an empty table to fill in, and the file about it beside it.

    Parameters
    ----------
    source
        The source whose table it is: national_schedule.
    path
        The workbook to write; it must not be there yet.
    country
        ISO 3166-1 alpha-3 of the country.
    """
    from karvan.model.territory import is_country
    from karvan.sources.national_schedule import write_template

    if source != "national_schedule":
        raise QuestionError(
            marked("There is no template for {source}."),
            fix=marked("Choose among {known}."),
            source=source,
            known="national_schedule",
        )
    if not is_country(country):
        raise QuestionError(
            marked("{found} is not a country code."),
            where="--country",
            fix=marked("Use ISO 3166-1 alpha-3."),
            found=country,
        )
    table, about = write_template(path, country)
    done(
        {"table": str(table), "about": str(about)},
        [
            line(marked("{path}: fill it in."), path=table),
            line(marked("{path}: say here what the schedule is."), path=about),
        ],
    )
