"""A national schedule as rows: every column understood, every line coded and dated, or nothing is loaded."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from karvan.errors import LayoutChanged, UnreadableInput
from karvan.model.jalali import parse_day
from karvan.sources.contract import Issue, Reading
from karvan.sources.files import content_sha256
from karvan.sources.national_schedule import cells
from karvan.sources.national_schedule.about import About, read_about
from karvan.sources.national_schedule.headings import meanings
from karvan.sources.national_schedule.sheet import Cell, rows
from karvan.store.tables import declared

_LINES, _HEADS = "national_schedule_lines", "national_schedules"
_RATES = ("import", "export", "vat", "excise")
_BANS = ("prohibition_import", "prohibition_export")
_NOTHING = Cell("")


@dataclass(slots=True)
class _Work:
    """One schedule under reading: what was odd, and how many rows are headings without a code."""

    path: Path
    about: About
    issues: list[Issue] = field(default_factory=list)
    titles: int = 0

    def odd(self, line: int, what: str) -> None:
        """Tell something that does not stop the load."""
        self.issues.append(Issue(f"{self.path.name}:{line}", what))

    def fault_at(self, line: int, message: str, fix: str, **facts: object) -> LayoutChanged:
        """A fault of one row, ready to raise."""
        return LayoutChanged(message, where=f"{self.path}:{line}", fix=fix, **facts)


def read(path: Path, about: Path, *, carry: Mapping[str, pl.DataFrame] | None = None) -> Reading:
    """Tables `national_schedules` and `national_schedule_lines` of one .csv or .xlsx.

    `about` is the YAML that describes it; `carry` holds both tables of the schedules in force, of which
    only the same schedule of the same country is replaced. A rate that cannot be read is null, `unreadable`
    and an issue with its row; a code that cannot be read stops the load, because the line above it would
    then answer in its place. Raises UnreadableInput, CorruptArchive, LayoutChanged.
    """
    work = _Work(path, read_about(about))
    headings, body = rows(path, work.about)
    names = meanings(headings, work.about, str(path))
    made = [row for line, found in body for row in _row(work, line, headings, names, found)]
    if not made:
        raise UnreadableInput(
            "The schedule has no lines.", where=str(path), fix="Write one line at least below the headings."
        )
    kept = _once(work, made)
    head = _head(work.about, len(kept), content_sha256(path, about))
    return _reading(work, head, kept, carry or {})


def _reading(
    work: _Work, head: dict[str, Any], lines: Sequence[dict[str, Any]], carry: Mapping[str, pl.DataFrame]
) -> Reading:
    made = {_HEADS: [head], _LINES: lines}
    same = (pl.col("country") == head["country"]) & (pl.col("schedule") == head["schedule"])
    tables = {}
    for name, new in made.items():
        frame = pl.DataFrame(new, schema=declared(name).schema, orient="row")
        kept = [carry[name].filter(~same)] if name in carry else []
        tables[name] = pl.concat([*kept, frame]).sort(declared(name).key)
    return Reading(
        tables=tables,
        label=f"{head['country']}-{head['observed_on'].isoformat()}",
        content_sha256=head["content_sha256"],
        published_on=head["published_on"],
        coverage={
            "schedules": tables[_HEADS].select("country", "schedule", "lines").to_dicts(),
            "titles": work.titles,
        },
        issues=tuple(work.issues),
    )


def _head(about: About, lines: int, content: str) -> dict[str, Any]:
    days = {name: about.days[name] for name in about.days}
    return {
        **about.texts,
        **days,
        "digits": about.levels[-1],
        "hs_rev": about.hs_rev,
        "lines": lines,
        "content_sha256": content,
    }


def _row(
    work: _Work, line: int, headings: Sequence[str], names: Sequence[str], found: Sequence[Cell]
) -> list[dict[str, Any]]:
    """The line; none for a title, which has neither code nor rate."""
    said = {name: cell for name, cell in zip(names, found, strict=True) if name}
    if cells.is_blank(said["code"]):
        _check_title(work, line, said)
        return []
    code = _code(work, line, said["code"])
    start, end = _span(work, line, said)
    made: dict[str, Any] = {
        "country": work.about.texts["country"],
        "schedule": work.about.texts["schedule"],
        "code": code,
        "hs6": code[:6] if len(code) >= 6 else None,
        "hs_rev": work.about.hs_rev,
        "valid_from": start,
        "valid_to": end,
        "row": line,
        "other": _others(work, line, said),
        "as_printed": _printed(headings, found),
    }
    for name in ("description", "unit", "note"):
        made[name] = said.get(name, _NOTHING).text
    for kind in _RATES:
        made[f"{kind}_rate"], made[f"{kind}_status"] = _rate(work, line, f"{kind}_rate", said)
    for name in _BANS:
        made[name] = _ban(work, line, name, said)
    return [made]


def _check_title(work: _Work, line: int, said: Mapping[str, Cell]) -> None:
    for name, cell in said.items():
        if name not in ("code", "description", "note") and not cells.is_blank(cell):
            raise work.fault_at(
                line, "A row has {name} and no code.", "Write the code of every line.", name=name
            )
    work.titles += 1


def _code(work: _Work, line: int, cell: Cell) -> str:
    found = cells.code(cell, work.about)
    if found is None:
        raise work.fault_at(
            line,
            "{text} is no code of {digits} digits.",
            "Write the code as text with its leading zero; give its lengths under digits.",
            text=cell.text,
            digits=", ".join(map(str, work.about.levels)),
        )
    code, is_repaired = found
    if is_repaired:
        work.odd(line, f"code {cell.text} has lost its leading zero; read as {code}")
    return code


def _span(work: _Work, line: int, said: Mapping[str, Cell]) -> tuple[date, date | None]:
    days = {}
    for name in ("valid_from", "valid_to"):
        cell = said.get(name, _NOTHING)
        try:
            days[name] = work.about.days[name] if cells.is_blank(cell) else parse_day(cell.text)
        except UnreadableInput as cause:
            raise work.fault_at(
                line, "{text} is no day.", "Write it as 2026-11-24 or 1405-09-03.", text=cell.text
            ) from cause
    start, end = days["valid_from"], days["valid_to"]
    if start is None or (end is not None and end < start):
        raise work.fault_at(
            line, "The line ends on {end}, before it begins.", "Correct one of the two days.", end=end
        )
    return start, end


def _rate(work: _Work, line: int, name: str, said: Mapping[str, Cell]) -> cells.Rate:
    cell = said.get(name, _NOTHING)
    kind = name.partition(":")[0]
    found = cells.rate(cell, work.about, is_percent=bool({name, kind} & work.about.percent))
    if found.status == cells.UNREADABLE:
        work.odd(line, f"{name}: «{cell.text}» cannot be read; it is unknown, not 0")
    return found


def _others(work: _Work, line: int, said: Mapping[str, Cell]) -> str:
    listed = []
    for name in said:
        if name.startswith("other:"):
            rate, status = _rate(work, line, name, said)
            listed.append({"name": name.partition(":")[2], "rate": rate, "status": status})
    return json.dumps(listed, ensure_ascii=False)


def _ban(work: _Work, line: int, name: str, said: Mapping[str, Cell]) -> str:
    cell = said.get(name, _NOTHING)
    found = cells.prohibition(cell)
    if found == cells.UNREADABLE:
        work.odd(line, f"{name}: «{cell.text}» is none of yes, no and licence")
    return found


def _printed(headings: Sequence[str], found: Sequence[Cell]) -> str:
    shown = {heading: cell.text for heading, cell in zip(headings, found, strict=True) if cell.text}
    return json.dumps(shown, ensure_ascii=False)


def _once(work: _Work, made: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each code once a day; a second row must say the same."""
    seen: dict[tuple[str, date], dict[str, Any]] = {}
    for row in made:
        first = seen.setdefault((row["code"], row["valid_from"]), row)
        if first is row:
            continue
        if any(first[name] != row[name] for name in row if name not in ("row", "as_printed")):
            raise work.fault_at(
                row["row"],
                "{code} of {day} stands here and in row {first}, and they differ.",
                "Keep one of the two, or give them different days.",
                code=row["code"],
                day=row["valid_from"],
                first=first["row"],
            )
        work.odd(row["row"], f"the same line as in row {first['row']}; kept once")
    return list(seen.values())
