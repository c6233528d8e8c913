"""The table of a line's subheadings: every factor, and beside it the value of the row it was read from.

The rows of one market differ in their subheading only, so the table, snapshot and the rest of the key are
printed once a market, as numbered patterns, and the columns refer to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from karvan.dossier.plan import Cell, Evidence, Line, Name
from karvan.model.known import Known, Unknown
from karvan.reports.display import Display
from karvan.reports.i18n import marked

FIGURES = {
    "supply_usd": "amount",
    "world_usd": "amount",
    "supply_share": "small_percent",
    "supply_growth_factor": "factor",
    "net_exporter_factor": "factor",
    "demand_usd": "amount",
    "demand_growth_factor": "factor",
    "distance_factor": "factor",
    "benchmark_usd": "amount",
    "potential_usd": "amount",
    "observed_usd": "amount",
    "trade_usd": "amount",
    "realised_usd": "amount",
    "unrealised_usd": "amount",
}


@dataclass(frozen=True, slots=True)
class Pattern:
    """Where a figure was read: `key` without the subheading, which is the row's own."""

    number: int
    figure: str
    table: str
    snapshot: str
    key: tuple[tuple[str, str | int], ...]
    by_subheading: bool
    unit: str


@dataclass(frozen=True, slots=True)
class Column:
    """A figure, and the numbers of its patterns."""

    figure: str
    patterns: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One subheading: its values in the order of the columns, each with the value of the row behind it."""

    hs6: str
    label: Name
    values: tuple[tuple[Markup, Markup], ...]


@dataclass(frozen=True, slots=True)
class CellTable:
    """The columns that say something, the rows, and the figures that are unknown for one reason throughout."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    unknown: tuple[tuple[str, tuple[str, ...]], ...]


def patterns(evidence: Iterable[Evidence]) -> tuple[Pattern, ...]:
    """The distinct patterns, numbered in order of appearance."""
    found = dict.fromkeys(map(_pattern_key, evidence))
    return tuple(Pattern(number, *key) for number, key in enumerate(found, start=1))


def cell_table(line: Line, found: Sequence[Pattern], display: Display) -> CellTable:
    """The table of one line."""
    silent = {figure: reason for figure in FIGURES if (reason := _one_reason(line.cells, figure))}
    numbers = {_key_of(one): one.number for one in found}
    used: dict[str, dict[int, None]] = {figure: {} for figure in FIGURES}
    for cell in line.cells:
        for one in cell.evidence:
            used.setdefault(one.figure, {})[numbers[_pattern_key(one)]] = None
    shown = [figure for figure in FIGURES if figure not in silent]
    return CellTable(
        columns=tuple(Column(figure, tuple(used[figure])) for figure in shown),
        rows=tuple(_row(cell, shown, display) for cell in line.cells),
        unknown=_by_reason(silent),
    )


def _one_reason(cells: Sequence[Cell], figure: str) -> str:
    """The reason why a figure is unknown in every cell, if it is one and no row has a value to show."""
    if any(one.value is not None for cell in cells for one in cell.evidence if one.figure == figure):
        return ""
    values = [getattr(cell, figure) for cell in cells]
    reasons = {value.reason if isinstance(value, Unknown) else "" for value in values}
    return reasons.pop() if len(reasons) == 1 else ""


def _by_reason(silent: dict[str, str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    reasons = dict.fromkeys(silent.values())
    return tuple((reason, tuple(f for f, why in silent.items() if why == reason)) for reason in reasons)


def _row(cell: Cell, figures: Sequence[str], display: Display) -> Row:
    behind = {one.figure: one for one in cell.evidence}
    values = tuple(
        (display.maybe(getattr(cell, figure), FIGURES[figure]), _behind(cell, figure, behind, display))
        for figure in figures
    )
    return Row(cell.hs6, cell.label, values)


def _behind(cell: Cell, figure: str, behind: dict[str, Evidence], display: Display) -> Markup:
    """The row's value where it is not the figure itself."""
    row = behind.get(figure)
    if row is None or getattr(cell, figure) == Known(row.value):
        return Markup("")
    if row.value is None:
        return display.say(marked("no row"))
    if row.unit == "current USD":
        return display.say(marked("row: %(value)s"), value=display.amount(row.value))
    return display.say(
        marked("row: %(value)s %(unit)s"),
        value=display.factor(row.value),
        unit=display.word(row.unit, "unit"),
    )


def _pattern_key(one: Evidence) -> tuple[str, str, str, tuple[tuple[str, str | int], ...], bool, str]:
    key = tuple((name, value) for name, value in one.key.items() if name != "hs6")
    return one.figure, one.table, one.snapshot, key, "hs6" in one.key, one.unit


def _key_of(one: Pattern) -> tuple[str, str, str, tuple[tuple[str, str | int], ...], bool, str]:
    return one.figure, one.table, one.snapshot, one.key, one.by_subheading, one.unit
