"""A bill written as a table (XLSX or CSV): a row for the product, one for each answer, one for each material."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from karvan.sources.bill_of_materials.cells import Cell, currency
from karvan.sources.bill_of_materials.formulas import check_book
from karvan.sources.bill_of_materials.record import Record, Written
from karvan.sources.bill_of_materials.words import ANSWER_KEYS, HEADINGS, MATERIAL_KEYS, column_of, meaning_of
from karvan.sources.files import damaged, sheet_rows

_NEEDED = ("kind", "name", "hs", "origin", "status", "value")
# Where a row of the table puts what the product calls by another name.
_OF_PRODUCT = {
    "name": "name",
    "hs": "hs",
    "hs_rev": "hs_rev",
    "origin": "country",
    "value": "exw",
    "fob": "fob",
    "currency": "currency",
}
_ANSWERS = [key for key in ANSWER_KEYS if key != "processes"]


def written_in_table(path: Path) -> Written:
    """The bill's cells. Raises UnreadableInput, CorruptArchive, LayoutChanged with file:row."""
    if path.suffix.lower() == ".xlsx":
        check_book(path)
    try:
        rows = sheet_rows(path)
    except csv.Error as cause:
        raise damaged(path, "CSV table") from cause
    columns = _columns(Record(str(path), rows[0][0] if rows else 1, {}), rows[0][1] if rows else [])
    records = [_record(path, line, columns, texts) for line, texts in rows[1:]]
    products = [one for one in records if _kind(one) == "product"]
    if len(products) != 1:
        raise Record(str(path), 1, {}).refusal(
            "The table has {found} rows for the product.", "Write exactly one.", found=len(products)
        )
    product = _product(products[0])
    answers, processes = _answers([one for one in records if _kind(one) == "answer"], products[0])
    materials = [one for one in records if _kind(one) == "material"]
    return Written(product, answers, processes, [_material(one, product) for one in materials])


def _columns(heading: Record, names: Sequence[str]) -> list[str]:
    columns = []
    for name in names:
        found = column_of(name)
        if found is None or found in columns:
            raise heading.refusal(
                "The heading {name} is not known here, or stands twice.",
                "Known headings: {known}.",
                name=name or "-",
                known=", ".join(HEADINGS),
            )
        columns.append(found)
    missing = [name for name in _NEEDED if name not in columns]
    if missing:
        raise heading.refusal(
            "The table lacks the column {missing}.",
            "Known headings: {known}.",
            missing=", ".join(missing),
            known=", ".join(HEADINGS),
        )
    return columns


def _record(path: Path, line: int, columns: Sequence[str], texts: Sequence[str]) -> Record:
    where = f"{path}:{line}"
    if len(texts) != len(columns):
        raise Record(str(path), line, {}).refusal(
            "A row has {found} cells, the headings are {expected}.",
            "Write nothing beside the columns that have a heading.",
            found=len(texts),
            expected=len(columns),
        )
    cells = {key: Cell(text, key, where) for key, text in zip(columns, texts, strict=True) if text.strip()}
    return Record(str(path), line, cells)


def _kind(record: Record) -> str:
    found = meaning_of(record.cell("kind").text)
    if found in ("product", "material"):
        return found
    # «پاسخ» heads a column as well.
    if found in ("answer", HEADINGS["answer"]):
        return "answer"
    raise record.refusal("The row is for {text}.", "Write product, answer or material.", text=found)


def _product(record: Record) -> Record:
    odd = sorted(set(record.cells) - {*_OF_PRODUCT, "kind"})
    if odd:
        raise record.refusal("{key} has no meaning in the product's row.", "Leave it empty.", key=odd[0])
    named = {name: record.cells[key] for key, name in _OF_PRODUCT.items() if key in record.cells}
    return Record(record.path, record.line, named)


def _material(record: Record, product: Record) -> Record:
    odd = sorted(set(record.cells) - {*MATERIAL_KEYS, "kind", "currency"})
    if odd:
        raise record.refusal("{key} has no meaning in a material's row.", "Leave it empty.", key=odd[0])
    if "currency" in record.cells and currency(record.cell("currency")) != currency(product.cell("currency")):
        raise record.refusal(
            "The material is in {found}, the product in {expected}.",
            "Convert all values into one currency, with a rate you can show.",
            found=record.cell("currency").text,
            expected=product.cell("currency").text,
        )
    return Record(
        record.path, record.line, {key: record.cells[key] for key in MATERIAL_KEYS if key in record.cells}
    )


def _answers(records: Sequence[Record], product: Record) -> tuple[Record, Record]:
    answers, processes = dict[str, Cell](), dict[str, Cell]()
    for record in records:
        said = meaning_of(record.cell("name").text)
        before, _, process = said.partition(":")
        into: dict[str, Cell] = processes if process and meaning_of(before) == "process" else answers
        key = process.strip().lower() if into is processes else said
        if key in into or (into is answers and key not in _ANSWERS):
            raise record.refusal(
                "The answer {key} is not known, or stands twice.",
                "Known answers: {known}, and process: NAME.",
                key=key,
                known=", ".join(_ANSWERS),
            )
        into[key] = record.cell("answer")
    return _gathered(product, answers), _gathered(product, processes)


def _gathered(product: Record, cells: Mapping[str, Cell]) -> Record:
    return Record(product.path, product.line, cells)
