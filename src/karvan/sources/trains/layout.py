"""Which of the two downloads a file is, by its headings; every heading is known, or the load stops."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from karvan.errors import LayoutChanged
from karvan.model.text import name_key
from karvan.sources.contract import describe
from karvan.sources.csv_download import File, rows_of

DESCRIPTION = describe("trains")
QUERY, BULK = "wits_query", "trains_bulk"
_READ_AS: Mapping[str, Mapping[str, str]] = DESCRIPTION.extra["read_as"]
_MAY: Mapping[str, Sequence[str]] = DESCRIPTION.extra["may"]

Row = tuple[int, dict[str, str]]


def table(file: File) -> tuple[str, Iterator[Row]]:
    """The layout's name, and (line, column of ours -> text) of each row; a column not there is absent.

    Raises LayoutChanged for headings that are missing or new, and for a row of another width.
    """
    body = rows_of(file)
    _, names = next(body, (0, []))
    keys = [name_key(name) for name in names]
    layout = BULK if name_key("NomenCode") in keys else QUERY
    _check(names, layout, file.where)
    wanted = {**_READ_AS[layout], "nomen": _nomen(layout)[0], "native": _nomen(layout)[1]}
    places = {
        ours: keys.index(name_key(theirs)) for ours, theirs in wanted.items() if name_key(theirs) in keys
    }
    return layout, _rows(body, places, len(names), file.where)


def _nomen(layout: str) -> tuple[str, str]:
    return ("NomenCode", "NomenCode") if layout == BULK else ("Selected Nomen", "Native Nomen")


def _rows(
    body: Iterator[tuple[int, list[str]]], places: Mapping[str, int], width: int, where: str
) -> Iterator[Row]:
    for line, cells in body:
        if len(cells) != width:
            raise LayoutChanged(
                "A row has {found} cells, the headings are {expected}.",
                where=f"{where}:{line}",
                fix="The file is probably cut short or was edited: get it again.",
                found=len(cells),
                expected=width,
            )
        yield line, {ours: cells[at].strip() for ours, at in places.items()}


def _check(names: Sequence[str], layout: str, where: str) -> None:
    keys = {name_key(name) for name in names}
    known = (*DESCRIPTION.columns[layout], *DESCRIPTION.ignored[layout], *_MAY[layout])
    missing = [name for name in DESCRIPTION.columns[layout] if name_key(name) not in keys]
    new = [name for name in names if name_key(name) not in {name_key(one) for one in known}]
    if missing or new or len(keys) < len(names):
        raise LayoutChanged(
            "The columns of {layout} are not those known: missing {missing}, new {new}.",
            where=where,
            fix="Check that this is the right file; if the publisher changed it, karvan's reader must follow.",
            layout=layout,
            missing=", ".join(missing) or "none",
            new=", ".join(new) or "none",
        )
