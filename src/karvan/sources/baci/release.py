"""What lies in a release: years of flows, the release's own country table, and files named to be ignored."""

from __future__ import annotations

import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from karvan.errors import CorruptArchive, LayoutChanged, UnreadableInput
from karvan.model.progress import IsCancelled, Progress, checkpoint

_FLOWS = re.compile(r"BACI_(HS\d\d)_Y(\d{4})_(V\w+)\.csv", re.IGNORECASE)
_COUNTRIES = re.compile(r"country_codes_\w+\.csv", re.IGNORECASE)
_IGNORED = re.compile(r"product_codes_\w+\.csv|readme\S*|__MACOSX.*|\..*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Year:
    """One year's file: its name in the release, and what the name says."""

    name: str
    nomenclature: str
    year: int
    release: str


@dataclass(frozen=True, slots=True)
class Release:
    """Names of a release's files: years ascending, and the country table."""

    years: tuple[Year, ...]
    countries: str
    where: str


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The wanted files on disk."""

    release: Release
    years: tuple[tuple[Year, Path], ...]
    countries: Path


@contextmanager
def opened(
    path: Path, wanted: Sequence[int] | None, largest: int, progress: Progress, cancelled: IsCancelled
) -> Iterator[Unpacked]:
    """The wanted years (None = the latest) of a zip, a folder or a single CSV; unpacked files go afterwards.

    Raises UnreadableInput, CorruptArchive, LayoutChanged, Cancelled.
    """
    if zipfile.is_zipfile(path) or path.suffix.lower() == ".zip":
        with tempfile.TemporaryDirectory(prefix="karvan-baci-") as folder:
            yield _from_zip(path, Path(folder), wanted, largest, progress, cancelled)
    else:
        yield _from_folder(path, wanted)


def _from_folder(path: Path, wanted: Sequence[int] | None) -> Unpacked:
    if not path.exists():
        raise UnreadableInput("There is no such file or folder.", where=str(path), fix="Check the path.")
    folder = path if path.is_dir() else path.parent
    names = sorted(one.name for one in folder.iterdir() if one.is_file())
    release = _release(names if path.is_dir() else [path.name, *_beside(names)], str(path))
    years = _wanted(release, wanted)
    return Unpacked(release, tuple((year, folder / year.name) for year in years), folder / release.countries)


def _beside(names: Iterable[str]) -> list[str]:
    return [name for name in names if _COUNTRIES.fullmatch(name)]


def _from_zip(
    path: Path,
    into: Path,
    wanted: Sequence[int] | None,
    largest: int,
    progress: Progress,
    cancelled: IsCancelled,
) -> Unpacked:
    try:
        with zipfile.ZipFile(path) as archive:
            members = {
                PurePosixPath(info.filename).name: info for info in archive.infolist() if not info.is_dir()
            }
            release = _release(sorted(members), str(path))
            years = _wanted(release, wanted)
            needed = [release.countries, *(year.name for year in years)]
            for done, name in enumerate(needed):
                checkpoint(cancelled)
                progress(f"unpack {name}", done, len(needed))
                _unpack(archive, members[name], into / name, largest, cancelled)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as cause:
        raise CorruptArchive(
            "The zip file is truncated or damaged ({cause}).",
            where=str(path),
            fix="Download the release again; karvan data load baci URL checks its sum and resumes.",
            cause=str(cause) or type(cause).__name__,
        ) from cause
    return Unpacked(release, tuple((year, into / year.name) for year in years), into / release.countries)


def _unpack(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, to: Path, largest: int, cancelled: IsCancelled
) -> None:
    """Copy one member to a name of our own choosing; zipfile checks its CRC at the end."""
    if info.file_size > largest:
        raise LayoutChanged(
            "{name} unpacks to {size} bytes, more than a year of the whole world's trade.",
            where=info.filename,
            fix="This is not a file of the release.",
            name=info.filename,
            size=info.file_size,
        )
    with archive.open(info) as source, to.open("wb") as target:
        while block := source.read(1 << 22):
            checkpoint(cancelled)
            target.write(block)


def _release(names: Iterable[str], where: str) -> Release:
    years, countries, strangers = [], [], []
    for name in names:
        if match := _FLOWS.fullmatch(name):
            years.append(Year(name, match[1].upper(), int(match[2]), match[3].upper()))
        elif _COUNTRIES.fullmatch(name):
            countries.append(name)
        elif not _IGNORED.fullmatch(name):
            strangers.append(name)
    _check(years, countries, strangers, where)
    return Release(tuple(sorted(years, key=lambda one: one.year)), countries[0], where)


def _check(years: Sequence[Year], countries: Sequence[str], strangers: Sequence[str], where: str) -> None:
    if strangers:
        raise _odd("files that no release has: " + ", ".join(strangers[:5]), where)
    if not years:
        raise _odd("no file named like BACI_HS17_Y2024_V202601.csv", where)
    if len(countries) != 1:
        raise _odd(f"{len(countries)} files named like country_codes_V202601.csv, where one is needed", where)
    if len({(one.nomenclature, one.release) for one in years}) > 1:
        raise _odd("files of several releases or HS revisions side by side", where)


def _odd(problem: str, where: str) -> LayoutChanged:
    return LayoutChanged(
        "This is not a whole BACI release: {problem}.",
        where=where,
        fix="Give the zip or folder as CEPII publishes it, with its country table.",
        problem=problem,
    )


def _wanted(release: Release, wanted: Sequence[int] | None) -> tuple[Year, ...]:
    if wanted is None:
        return release.years[-1:]
    missing = sorted(set(wanted) - {one.year for one in release.years})
    if missing:
        raise UnreadableInput(
            "The release has no year {missing}; it has {first} to {last}.",
            where=release.where,
            fix="Give other --years.",
            missing=", ".join(map(str, missing)),
            first=release.years[0].year,
            last=release.years[-1].year,
        )
    return tuple(one for one in release.years if one.year in set(wanted))
