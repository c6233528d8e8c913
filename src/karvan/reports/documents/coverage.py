"""How well things are known: country by topic by standing."""

from __future__ import annotations

from collections.abc import Iterator

from karvan.dossier.law import ChargeFact, CodeLaw
from karvan.dossier.plan import Line, Plan
from karvan.model.charge import STANDINGS
from karvan.reports.document import Column, Paragraph, Section, Table
from karvan.reports.documents.pen import Pen, paragraph, table
from karvan.reports.i18n import marked

_TITLES = {
    "verified": marked("verified"),
    "single_source": marked("single source"),
    "conflict": marked("conflict"),
    "unknown": marked("unknown"),
    "stale": marked("stale"),
}


def coverage_section(plan: Plan, pen: Pen, only: str = "") -> Section:
    """The coverage table of all markets, or of one."""
    note = marked(
        "Each number counts facts by the weakest thing known of them. A topic on which no fact is loaded counts "
        "one unknown."
    )
    return Section(
        "coverage",
        pen.text(marked("How well the law is known")),
        (paragraph(pen.say(note)), coverage_table(plan, pen, only), *_untranslated(plan, pen)),
    )


def _untranslated(plan: Plan, pen: Pen) -> Iterator[Paragraph]:
    """Official labels that nobody has published in the document's language stay as they are, and are counted."""
    labels = {cell.label for line in _lines(plan) for cell in line.cells}
    labels |= {one.title for market in plan.markets for code in market.law.codes for one in _charges(code)}
    foreign = [
        one for one in labels if any(run.lang for run in pen.name(one)) and not (pen.lang == "fa" and one.fa)
    ]
    if foreign:
        said = marked(
            "%(count)s of %(of)s official labels have no form in this language; they stay as published, and are marked."
        )
        yield paragraph(pen.say(said, count=len(foreign), of=len(labels)), "note")


def _lines(plan: Plan) -> Iterator[Line]:
    for market in plan.markets[:1]:
        for group in market.sections:
            yield from (*group.recommended, *group.stopped)


def _charges(code: CodeLaw) -> Iterator[ChargeFact]:
    for branch in code.branches:
        yield from branch.charges


def coverage_table(plan: Plan, pen: Pen, only: str = "") -> Table:
    """Rows: market and topic; columns: facts of each standing."""
    columns = (
        Column("market", pen.text(marked("Market"))),
        Column("topic", pen.text(marked("Topic"))),
        *(Column(one, pen.text(_TITLES[one]), "whole") for one in STANDINGS),
    )
    rows = [
        (
            pen.of_name(market.name, f"/markets/{at}/name"),
            pen.of_word(topic.topic, "topic_of_law", f"/markets/{at}/law/coverage/{row}/topic"),
            *(pen.whole(getattr(topic, one), f"/markets/{at}/law/coverage/{row}/{one}") for one in STANDINGS),
        )
        for at, market in enumerate(plan.markets)
        if only in ("", market.market)
        for row, topic in enumerate(market.law.coverage)
    ]
    return table("coverage-table", pen.text(marked("Facts of law by standing")), columns, rows)
