"""What must not be recommended, and why; and what must stand beside what is recommended."""

from __future__ import annotations

from collections.abc import Iterator

from karvan.dossier.plan import Plan, Stop
from karvan.reports import format as written
from karvan.reports.document import Block, Column, Section, Text, Value, Words
from karvan.reports.documents.pen import Pen, paragraph, strong, table
from karvan.reports.i18n import marked


def stops_section(plan: Plan, pen: Pen, only: str = "", products: frozenset[str] | None = None) -> Section:
    """Stops and flags of all markets, or of one; of some products only, if named."""
    found = list(_stopped(plan, only, products))
    blocks: list[Block] = []
    for stop in dict.fromkeys(stop for _, _, stop in found):
        words = (*strong((*pen.name(stop.title), *pen.runs(". "))), *pen.name(stop.text), *_dated(stop, pen))
        blocks.append(paragraph(words, "stop"))
    columns = (
        Column("market", pen.text(marked("Market"))),
        Column("product", pen.text(marked("Product"))),
        Column("reason", pen.text(marked("Reason"))),
    )
    rows = [
        (pen.of_name(plan.markets[at].name, f"/markets/{at}/name"), *cells)
        for at, cells in ((at, _cells(plan, path, pen, stop)) for at, path, stop in found)
    ]
    caption = pen.text(marked("Lines that are stopped: they stay visible and are not recommended"))
    blocks.append(table("stopped", caption, columns, rows))
    flags = list(dict.fromkeys(_flags(plan, only, products)))
    for flag in flags:
        words = (*strong((*pen.name(flag.title), *pen.runs(". "))), *pen.name(flag.text), *_dated(flag, pen))
        blocks.append(paragraph(words, "warning"))
    return Section("stops", pen.text(marked("Stops and what stands beside")), tuple(blocks), starts_page=True)


def _stopped(plan: Plan, only: str, products: frozenset[str] | None) -> Iterator[tuple[int, str, Stop]]:
    for at, market in enumerate(plan.markets):
        if only not in ("", market.market):
            continue
        for group_at, group in enumerate(market.sections):
            for line_at, line in enumerate(group.stopped):
                if products is None or line.product in products:
                    path = f"/markets/{at}/sections/{group_at}/stopped/{line_at}"
                    yield from (
                        (at, f"{path}/stops/{stop_at}", stop) for stop_at, stop in enumerate(line.stops)
                    )


def _flags(plan: Plan, only: str, products: frozenset[str] | None) -> Iterator[Stop]:
    for market in plan.markets:
        if only in ("", market.market):
            for group in market.sections:
                for line in (*group.recommended, *group.stopped):
                    if products is None or line.product in products:
                        yield from line.flags


def _cells(plan: Plan, path: str, pen: Pen, stop: Stop) -> tuple[Value, ...]:
    line = path.rsplit("/stops/", 1)[0]
    parts = line.strip("/").split("/")
    found = plan.markets[int(parts[1])].sections[int(parts[3])].stopped[int(parts[5])]
    return pen.of_name(found.name, f"{line}/name"), pen.of_name(stop.title, f"{path}/title")


def _dated(stop: Stop, pen: Pen) -> Words:
    since = "".join(run.text for run in pen.day(stop.valid_from).shown)
    said = pen.text(
        marked(" Since %(since)s; %(lifting)s; %(standing)s.")
        if stop.valid_from
        else marked(" First day not stated; %(lifting)s; %(standing)s."),
        since=since,
        lifting=pen.word(stop.lifting, "lifting"),
        standing=pen.word(stop.standing, "standing"),
    )
    numbers = tuple(
        Text(f" [{written.digits(str(pen.numbers[one]), pen.lang)}]", href=f"#cite-{pen.numbers[one]}")
        for one in stop.citations
        if one in pen.numbers
    )
    return (*pen.runs(said), *numbers)
