"""What both forms of a bill come to: cells by key, for the product, the answers and each material."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from karvan.errors import LayoutChanged, QuestionError, UnreadableInput
from karvan.model.bill import Bill, Material, Status, Transport
from karvan.model.known import Known, Maybe
from karvan.model.text import name_key
from karvan.model.truth import Truth
from karvan.sources.bill_of_materials import cells
from karvan.sources.bill_of_materials.cells import Cell
from karvan.sources.bill_of_materials.words import ANSWER_KEYS, MATERIAL_KEYS, PRODUCT_KEYS

MOST_MATERIALS = 10_000


@dataclass(frozen=True, slots=True)
class Record:
    """Cells of one entry and the line it begins on; a key that is not there is an empty cell."""

    path: str
    line: int
    cells: Mapping[str, Cell]

    @property
    def where(self) -> str:
        """file:line."""
        return f"{self.path}:{self.line}"

    def cell(self, key: str) -> Cell:
        """The cell under a key."""
        return self.cells.get(key) or Cell("", key, self.where)

    def refusal(self, message: str, fix: str = "", **facts: object) -> LayoutChanged:
        """A fault of this entry, ready to raise."""
        return LayoutChanged(message, where=self.where, fix=fix, **facts)


@dataclass(frozen=True, slots=True)
class Written:
    """A bill as it is written."""

    product: Record
    answers: Record
    processes: Record
    materials: Sequence[Record]


def bill_of(written: Written) -> Bill:
    """The bill. Raises LayoutChanged with file:line for whatever cannot stand in one."""
    product, answers = written.product, written.answers
    _check_keys(product, PRODUCT_KEYS)
    _check_keys(answers, ANSWER_KEYS)
    materials = _materials(written.materials)
    wholly = cells.word(answers.cell("wholly_obtained"), Truth)
    if not materials and wholly is not Truth.YES:
        raise product.refusal(
            "The bill has no materials.",
            "List them; only a product that is wholly obtained (wholly_obtained: yes) may have none.",
        )
    try:
        return Bill(
            name=cells.words(product.cell("name")),
            hs_rev=cells.hs_rev(product.cell("hs_rev")),
            hs=_needed(cells.hs(product.cell("hs")), product, "hs"),
            country=_needed(cells.country(product.cell("country")), product, "country"),
            currency=cells.currency(product.cell("currency")),
            exw=cells.amount(product.cell("exw"), above_zero=True),
            fob=cells.amount(product.cell("fob"), above_zero=True),
            materials=materials,
            wholly_obtained=wholly,
            only_simple_operations=cells.word(answers.cell("only_simple_operations"), Truth),
            transport=cells.word(answers.cell("transport"), Transport),
            processes={name: cells.word(cell, Truth) for name, cell in written.processes.cells.items()},
        )
    except QuestionError as cause:
        raise product.refusal(cause.message, cause.fix, **cause.facts) from cause


def _materials(records: Sequence[Record]) -> tuple[Material, ...]:
    if len(records) > MOST_MATERIALS:
        raise UnreadableInput(
            "The bill has more than {most} materials.",
            where=records[0].path,
            fix="Add up materials of the same code, origin and status.",
            most=MOST_MATERIALS,
        )
    materials, seen = [], dict[tuple[object, ...], int]()
    for record in records:
        one = _material(record)
        key = (name_key(one.name), one.hs, one.origin, one.status, one.proof)
        if key in seen:
            raise record.refusal(
                "The material {name} stands twice; the first is on line {first}.",
                "Add the values up in one line, or say what differs.",
                name=one.name,
                first=seen[key],
            )
        seen[key] = record.line
        materials.append(one)
    return tuple(materials)


def _material(record: Record) -> Material:
    _check_keys(record, MATERIAL_KEYS)
    return Material(
        line=record.line,
        name=cells.words(record.cell("name")),
        hs=cells.hs(record.cell("hs")),
        origin=cells.country(record.cell("origin")),
        status=cells.word(record.cell("status"), Status),
        proof=cells.word(record.cell("proof"), Truth),
        value=cells.amount(record.cell("value")),
    )


def _check_keys(record: Record, known: Sequence[str]) -> None:
    strange = sorted(set(record.cells) - set(known))
    if strange:
        raise record.cells[strange[0]].refusal(
            "The key {key} is not known here.", "Known keys: {known}.", known=", ".join(known)
        )


def _needed(value: Maybe[str], record: Record, key: str) -> str:
    if not isinstance(value, Known):
        raise record.refusal(
            "The product lacks {key}.", "Write it: without it there is no question.", key=key
        )
    return value.value
