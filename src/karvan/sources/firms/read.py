"""Firms from one .yml, .xlsx or .csv: all of them, or none and file:row of what is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from karvan.errors import LayoutChanged, QuestionError, UnreadableInput
from karvan.model.party import Party, Stake
from karvan.model.text import name_key
from karvan.sources.firms import cells
from karvan.sources.firms.cells import Cell
from karvan.sources.firms.rows import Row, table_rows, yaml_rows

LARGEST_BYTES = 5_000_000
MOST_FIRMS = 10_000
DEEPEST = 10  # owners of owners
_READERS = {".yml": yaml_rows, ".yaml": yaml_rows, ".xlsx": table_rows, ".csv": table_rows}


@dataclass(frozen=True, slots=True)
class Declared:
    """A firm and the row it stands on."""

    row: int
    party: Party


def read(path: Path) -> tuple[Declared, ...]:
    """The firms of a file, in its order. An owner that has a row of its own brings its owners along.

    Raises UnreadableInput (missing, empty, binary, wrongly encoded, above 5 MB), CorruptArchive, LayoutChanged.
    """
    reader = _READERS.get(path.suffix.lower())
    if not path.is_file():
        raise UnreadableInput("There is no such file.", where=str(path), fix="Check the path.")
    if reader is None:
        raise LayoutChanged(
            "Firms are not read from files of kind {kind}.",
            where=str(path),
            fix="Save it as .xlsx, as .csv in UTF-8, or write it as .yml.",
            kind=path.suffix or "without an ending",
        )
    if path.is_file() and path.stat().st_size > LARGEST_BYTES:
        raise UnreadableInput(
            "The file is larger than {largest} bytes.", where=str(path), largest=LARGEST_BYTES
        )
    rows = reader(path)
    if not rows or len(rows) > MOST_FIRMS:
        raise UnreadableInput(
            "The file has {found} firms; it must have 1 to {most}.",
            where=str(path),
            found=len(rows),
            most=MOST_FIRMS,
        )
    _check_names(rows)
    by_name = {name_key(row.cell("name").text): row for row in rows}
    return tuple(Declared(row.number, _party(row, by_name, ())) for row in rows)


def declared(texts: Mapping[str, str], where: str) -> Party:
    """One party from texts by English heading, as they would stand in a file. Raises LayoutChanged."""
    row = Row(where, 0, {key: Cell(text, key, where) for key, text in texts.items()})
    _check_names([row])
    return _party(row, {}, ())


def _check_names(rows: Sequence[Row]) -> None:
    seen: dict[str, int] = {}
    for row in rows:
        name = row.cell("name")
        key = name_key(name.text)
        if not key:
            raise name.refusal("{key} is empty.", "Write the name the firm is registered under.")
        if key in seen:
            raise name.refusal(
                "{text} stands twice; the first is on row {first}.",
                "Keep one row; write further names under other names.",
                first=seen[key],
            )
        seen[key] = row.number


def _party(row: Row, by_name: Mapping[str, Row], above: tuple[str, ...]) -> Party:
    """`above`: the keys of the firms whose owners are being read, to see a circle."""
    key = name_key(row.cell("name").text)
    if key in above:
        raise row.cell("owners").refusal(
            "These firms own each other in a circle: {circle}.",
            "Write the shares as the register has them, and ask a lawyer; circles are not reckoned here.",
            circle=", ".join([*above[above.index(key) :], key]),
        )
    owners = row.cell("owners")
    if len(above) > DEEPEST:
        raise owners.refusal(
            "The chain of owners is longer than {most}.", "Declare fewer levels.", most=DEEPEST
        )
    try:
        return Party(
            names=(" ".join(row.cell("name").text.split()), *cells.parts(row.cell("other names"))),
            role=cells.role(row.cell("role")),
            kind=cells.kind(row.cell("kind")),
            country=cells.country(row.cell("country")),
            identifiers=cells.identifiers(row.cell("identifiers")),
            place=row.cell("place").text.strip(),
            birth=row.cell("birth").text.strip(),
            stakes=tuple(_stake(one, by_name, (*above, key)) for one in cells.stakes(owners)),
        )
    except QuestionError as cause:
        raise owners.refusal(cause.message, cause.fix, **cause.facts) from cause


def _stake(declared: cells.DeclaredStake, by_name: Mapping[str, Row], above: tuple[str, ...]) -> Stake:
    row = by_name.get(name_key(declared.name))
    owner = _party(row, by_name, above) if row else Party((declared.name,))
    return Stake(owner, declared.share, declared.control)
