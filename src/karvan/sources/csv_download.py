"""The files of a download: one CSV, a zip of CSVs or of zips, or a folder of any of them."""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from karvan.errors import LayoutChanged, UnreadableInput
from karvan.sources.files import content_sha256, damaged, decoded, refuse_large

_LARGEST_MB = 2000
_LARGEST_MEMBER = 2_000_000_000
_DEEPEST = 2  # the bulk download is a zip of one zip a country and year


@dataclass(frozen=True, slots=True)
class File:
    """One CSV: where it lies, and its text."""

    where: str
    text: str


def files(path: Path) -> Iterator[File]:
    """Every CSV of the download, by name.

    Raises UnreadableInput, CorruptArchive, LayoutChanged for a file of another kind.
    """
    for one in parts(path):
        refuse_large(one, _LARGEST_MB)
        try:
            raw = one.read_bytes()
        except OSError as cause:
            raise UnreadableInput(
                "The file cannot be read: {problem}.",
                where=str(one),
                fix="Check the path and that the file is the one that the publisher describes.",
                problem=cause.strerror or str(cause),
            ) from cause
        yield from _opened(one.name, raw, str(one), depth=0)


def rows_of(file: File) -> Iterator[tuple[int, list[str]]]:
    """Line number and cells of each row that is not blank.

    Raises LayoutChanged when a quotation mark that never closes swallows the rest of the file.
    """
    reader = csv.reader(io.StringIO(file.text, newline=""))
    try:
        yield from ((reader.line_num, row) for row in reader if row)
    except csv.Error as cause:
        raise LayoutChanged(
            "The rows cannot be told apart: {problem}.",
            where=f"{file.where}:{reader.line_num}",
            fix="A quotation mark is probably missing: get the file again.",
            problem=str(cause),
        ) from cause


def parts(path: Path) -> list[Path]:
    """The file itself, or the CSVs and zips of a folder by name.

    Raises UnreadableInput for a folder without any.
    """
    if not path.is_dir():
        return [path]
    found = sorted(one for one in path.rglob("*") if one.suffix.lower() in (".csv", ".zip"))
    if not found:
        raise UnreadableInput(
            "The folder holds no CSV and no zip.",
            where=str(path),
            fix="Give the file or the folder of the download.",
        )
    return found


def sum_of(path: Path) -> str:
    """Hex sha256 over the files of the download."""
    return content_sha256(*parts(path))


def _opened(name: str, raw: bytes, where: str, *, depth: int) -> Iterator[File]:
    kind = Path(name).suffix.lower()
    if kind == ".csv":
        yield File(where, _text(raw, where))
    elif kind == ".zip" and depth < _DEEPEST:
        yield from _members(raw, where, depth)
    elif depth == 0 or kind == ".zip":
        raise LayoutChanged(
            "Tables of kind {kind} are not read here.",
            where=where,
            fix="Give the .csv or the .zip as it was downloaded.",
            kind=kind or "without an ending",
        )


def _members(raw: bytes, where: str, depth: int) -> Iterator[File]:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            for member in sorted(archive.infolist(), key=lambda one: one.filename):
                if member.file_size > _LARGEST_MEMBER:
                    raise damaged(f"{where}:{member.filename}", "zip file")
                if not member.is_dir():
                    content = archive.read(member)
                    yield from _opened(
                        member.filename, content, f"{where}:{member.filename}", depth=depth + 1
                    )
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as cause:
        raise damaged(where, "zip file") from cause


def _text(raw: bytes, where: str) -> str:
    """UTF-8, or the Windows letters in which WITS wrote names such as Côte d'Ivoire; codes are ASCII in both."""
    try:
        return decoded(raw, where)
    except UnreadableInput:
        text = raw.decode("cp1252", errors="replace")
        if not raw.strip() or "\0" in text or "\ufffd" in text:
            raise
        return text
