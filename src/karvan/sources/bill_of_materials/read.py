"""A bill of materials from one .yml, .xlsx or .csv: whole, or refused with file:line."""

from __future__ import annotations

from pathlib import Path

from karvan.errors import LayoutChanged, UnreadableInput
from karvan.model.bill import Bill
from karvan.sources.bill_of_materials.from_table import written_in_table
from karvan.sources.bill_of_materials.from_yaml import written_in_yaml
from karvan.sources.bill_of_materials.record import bill_of

LARGEST_BYTES = 5_000_000
_READERS = {
    ".yml": written_in_yaml,
    ".yaml": written_in_yaml,
    ".xlsx": written_in_table,
    ".csv": written_in_table,
}


def read(path: Path) -> Bill:
    """The bill in a file.

    Raises UnreadableInput (missing, empty, binary, wrongly encoded, above 5 MB), CorruptArchive, LayoutChanged.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise LayoutChanged(
            "Bills of kind {kind} are not read here.",
            where=str(path),
            fix="Save it as .xlsx, as .csv in UTF-8, or write it as .yml.",
            kind=path.suffix or "without an ending",
        )
    if path.is_file() and path.stat().st_size > LARGEST_BYTES:
        raise UnreadableInput(
            "The file is larger than {largest} bytes.",
            where=str(path),
            fix="A bill has one product; save only its own sheet.",
            largest=LARGEST_BYTES,
        )
    return bill_of(reader(path))
