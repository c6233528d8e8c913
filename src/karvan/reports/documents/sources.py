"""The last part: every citation with its date, the data used, and how to make the document again."""

from __future__ import annotations

from collections.abc import Iterator

from karvan.dossier.plan import MarketPlan, Plan
from karvan.reports import format as written
from karvan.reports.document import Column, Paragraph, Section, Table, Text, Words
from karvan.reports.documents.pen import Pen, paragraph, table
from karvan.reports.i18n import marked


def numbered(plan: Plan, only: str = "", products: frozenset[str] | None = None) -> dict[str, int]:
    """Citation id -> its number in the list; of one market, or of some products, only what is cited there."""
    wanted = {
        name for market in plan.markets if only in ("", market.market) for name in _cited(market, products)
    }
    used = [one.id for one in plan.citations if one.id in wanted]
    return {name: number for number, name in enumerate(used, start=1)}


def _cited(market: MarketPlan, products: frozenset[str] | None) -> Iterator[str]:
    for fact in market.law.facts:
        if products is None or not fact.products or products & set(fact.products):
            yield from (place.source for place in fact.citations)
    for code in market.law.codes:
        if products is None or code.product in products:
            for charge in (*code.export, *(one for branch in code.branches for one in branch.charges)):
                yield from (place.source for place in charge.citations)
    for group in market.sections:
        for line in (*group.recommended, *group.stopped):
            if products is None or line.product in products:
                yield from (*line.citations, *line.regional.citations)
                yield from (name for stop in (*line.stops, *line.flags) for name in stop.citations)
                yield from (name for producer in line.producers for name in producer.citations)


def sources_section(plan: Plan, pen: Pen) -> Section:
    """Citations, data, packs and the commands."""
    return Section(
        "sources",
        pen.text(marked("Sources, and how to make this again")),
        (),
        (
            Section("citations", pen.text(marked("Citations")), tuple(_citations(plan, pen))),
            Section("data", pen.text(marked("Data")), (_data(plan, pen), _packs(plan, pen))),
            Section("again", pen.text(marked("Make it again")), tuple(_again(plan, pen))),
        ),
        starts_page=True,
    )


def _citations(plan: Plan, pen: Pen) -> Iterator[Paragraph]:
    for one in plan.citations:
        if one.id not in pen.numbers:
            continue
        number = pen.numbers[one.id]
        read = "".join(run.text for run in pen.day(one.observed_on).shown)
        published = "".join(run.text for run in pen.day(one.published_on).shown)
        said = pen.text(
            marked("Published: %(published)s. Read: %(read)s. %(standing)s."),
            published=published,
            read=read,
            standing=pen.word(one.standing.value, "standing"),
        )
        words: Words = (
            Text(f"[{written.digits(str(number), pen.lang)}] ", strong=True),
            *pen.foreign(f"{one.title}. {one.publisher}."),
            Text(" "),
            *pen.runs(said),
            Text(" "),
            _address(one.address),
        )
        yield Paragraph(words, "plain", f"cite-{number}")


def _address(address: str) -> Text:
    return Text(address, "en", href=address if address.startswith("https://") else "")


def _data(plan: Plan, pen: Pen) -> Table:
    columns = (
        Column("source", pen.text(marked("Source"))),
        Column("credit", pen.text(marked("Credit and licence"))),
        Column("published", pen.text(marked("Published")), "date"),
        Column("age", pen.text(marked("Days old")), "whole"),
        Column("version", pen.text(marked("Snapshot")), "code"),
    )
    rows = [
        (
            pen.label(pen.foreign(one.title), f"/snapshots/{at}/title"),
            pen.label(pen.foreign(f"{one.attribution} {one.licence}"), f"/snapshots/{at}/attribution"),
            pen.day(one.published_on, f"/snapshots/{at}/published_on"),
            pen.whole(float(one.age_days), f"/snapshots/{at}/age_days"),
            pen.code(f"{one.source}/{one.version}", f"/snapshots/{at}/version"),
        )
        for at, one in enumerate(plan.snapshots)
    ]
    return table("snapshots", pen.text(marked("Data this was made from")), columns, rows)


def _packs(plan: Plan, pen: Pen) -> Table:
    columns = (
        Column("pack", pen.text(marked("Pack")), "code"),
        Column("path", pen.text(marked("File")), "code"),
        Column("sha", "SHA-256", "code"),
        Column("own", pen.text(marked("Yours, instead of the shipped file"))),
    )
    rows = [
        (
            pen.code(one.pack, f"/packs/{at}/pack"),
            pen.code(one.path, f"/packs/{at}/path"),
            pen.code(one.sha256, f"/packs/{at}/sha256"),
            pen.label(pen.say(marked("yes") if one.overrides else marked("no")), f"/packs/{at}/overrides"),
        )
        for at, one in enumerate(plan.packs)
    ]
    made = table("packs", pen.text(marked("Pack files in force")), columns, rows)
    return Table(made.id, made.title, made.columns, made.rows, made.note, is_for_workbook=True)


def _again(plan: Plan, pen: Pen) -> Iterator[Paragraph]:
    yield paragraph(
        pen.say(
            marked(
                "The plan is made again from the recorded data, byte for byte the same, with this command:"
            )
        )
    )
    yield paragraph((Text("karvan plan --replay plan.json", "en"),), "note")
    said = marked(
        "Made by karvan %(version)s, method %(method)s, on what was known on %(as_of)s, law of %(on)s."
    )
    yield paragraph(
        pen.say(
            said,
            version=plan.karvan_version,
            method=plan.method,
            as_of=written.day(plan.question.as_of, pen.lang),
            on=written.day(plan.question.on, pen.lang),
        )
    )
