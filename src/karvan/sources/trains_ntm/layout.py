"""Which of the two downloads it is, by its headings; every heading is known, or the load stops."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from karvan.errors import LayoutChanged
from karvan.model.text import name_key
from karvan.sources.contract import describe
from karvan.sources.csv_download import File, files, rows_of
from karvan.sources.files import sheet_rows

DESCRIPTION = describe("trains_ntm")
RESEARCH, ONLINE = "research", "online"
_READ_AS: Mapping[str, Mapping[str, Sequence[str]]] = DESCRIPTION.extra["read_as"]
_TITLES = 30  # the export has a handful of lines above its headings


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its layout, file:line, number, and column of ours -> text; a column not there is absent."""

    layout: str
    where: str
    line: int
    said: Mapping[str, str]


def rows(path: Path) -> Iterator[Row]:
    """The rows of every file of the download.

    Raises UnreadableInput, CorruptArchive, LayoutChanged for headings that are missing or new.
    """
    if path.suffix.lower() == ".xlsx":
        yield from _table(iter(sheet_rows(path)), str(path), is_sheet=True)
        return
    for file in files(path):
        yield from _file(file)


def _file(file: File) -> Iterator[Row]:
    return _table(rows_of(file), file.where, is_sheet=False)


def _table(body: Iterator[tuple[int, list[str]]], where: str, *, is_sheet: bool) -> Iterator[Row]:
    """A workbook stores no empty cells at the end of a row; a CSV has them all."""
    layout, names = _headings(body, where)
    keys = [name_key(name) for name in names]
    places = {}
    for ours, spellings in _READ_AS[layout].items():
        found = [keys.index(name_key(one)) for one in spellings if name_key(one) in keys]
        places.update({ours: found[0]} if found else {})
    for line, cells in body:
        if any(cells[len(names) :]) or (not is_sheet and len(cells) < len(names)):
            raise LayoutChanged(
                "A row has {found} cells, the headings are {expected}.",
                where=f"{where}:{line}",
                fix="The file is probably cut short or was edited: get it again.",
                found=len(cells),
                expected=len(names),
            )
        padded = [*cells, *[""] * (len(names) - len(cells))]
        if any(cell.strip() for cell in padded):
            said = {ours: " ".join(padded[at].split()) for ours, at in places.items()}
            yield Row(layout, f"{where}:{line}", line, said)


def _headings(body: Iterator[tuple[int, list[str]]], where: str) -> tuple[str, list[str]]:
    """The first row that names a kind of measure and a code of goods; the lines above are titles."""
    for at, (_, cells) in enumerate(body):
        names = _without_tail([cell.strip() for cell in cells])
        keys = {name_key(name) for name in names}
        for layout, needed in _READ_AS.items():
            wanted = [{name_key(one) for one in needed[name]} for name in ("ntm_code", "code", "reporter")]
            if all(spellings & keys for spellings in wanted):
                _check(names, layout, where)
                return layout, names
        if at >= _TITLES:
            break
    raise _changed(where, "headings", ["ntmCode", "hsCode"], [])


def _without_tail(names: list[str]) -> list[str]:
    return names[: max((at + 1 for at, name in enumerate(names) if name), default=0)]


def _check(names: Sequence[str], layout: str, where: str) -> None:
    keys = [name_key(name) for name in names]
    read_as = _READ_AS[layout].values()
    missing = [
        spellings[0]
        for spellings in read_as
        if spellings[0] in DESCRIPTION.columns[layout] and not {*map(name_key, spellings)} & set(keys)
    ]
    known = {name_key(one) for spellings in read_as for one in spellings}
    known |= {name_key(one) for one in DESCRIPTION.ignored[layout]}
    new = [name for name, key in zip(names, keys, strict=True) if key not in known]
    if missing or new or len(set(keys)) < len(keys):
        raise _changed(where, layout, missing, new)


def _changed(where: str, layout: str, missing: Sequence[str], new: Sequence[str]) -> LayoutChanged:
    return LayoutChanged(
        "The columns of {layout} are not those known: missing {missing}, new {new}.",
        where=where,
        fix="Check that this is the right file; if the publisher changed it, karvan's reader must follow.",
        layout=layout,
        missing=", ".join(missing) or "none",
        new=", ".join(new) or "none",
    )
