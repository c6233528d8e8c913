"""The officer's plan: region by markets, the year."""

from __future__ import annotations

from collections.abc import Mapping

from karvan.dossier.plan import Plan
from karvan.reports import format as written
from karvan.reports.document import Block, Document, Picture, Section
from karvan.reports.documents.announced import announced_section
from karvan.reports.documents.coverage import coverage_section
from karvan.reports.documents.facts import notice_text
from karvan.reports.documents.first import first_page
from karvan.reports.documents.law import home_section, law_section
from karvan.reports.documents.pen import Pen, paragraph, strong
from karvan.reports.documents.potential import cells_section, market_potential
from karvan.reports.documents.screening import screening_section
from karvan.reports.documents.sources import numbered, sources_section
from karvan.reports.documents.stops import stops_section
from karvan.reports.i18n import Lang, marked


def plan_document(plan: Plan, lang: Lang, pictures: Mapping[str, Picture]) -> Document:
    """The plan in one language. `pictures` by id; those whose id ends in a market stand in its part.

    Raises RenderError for a code without words.
    """
    pen = Pen(lang, numbered(plan))
    markets = pen.joined([pen.name_text(one.name) for one in plan.markets])
    return Document(
        kind="plan",
        lang=lang,
        title=pen.text(marked("Export plan of %(region)s"), region=plan.region.name),
        subtitle=pen.text(
            marked("%(markets)s. Trade of %(period)s, law of %(on)s, known on %(as_of)s"),
            markets=markets,
            period=pen.year(plan.question.period),
            on=written.day(plan.question.on, lang),
            as_of=written.day(plan.question.as_of, lang),
        ),
        day=plan.question.as_of,
        first=first_page(plan, pen),
        sections=(
            with_pictures(coverage_section(plan, pen), pictures, "coverage"),
            _before(plan, pen),
            _potential(plan, pen, pictures),
            Section(
                "law",
                pen.text(marked("Law and procedure")),
                (),
                (home_section(plan, pen), *(law_section(plan, at, pen) for at in range(len(plan.markets)))),
            ),
            stops_section(plan, pen),
            screening_section(plan, pen),
            announced_section(plan, pen),
            sources_section(plan, pen),
            cells_section(plan, pen),
        ),
    )


def with_pictures(section: Section, pictures: Mapping[str, Picture], ending: str) -> Section:
    """The section with the pictures whose id ends so, before its other parts."""
    mine = tuple(one for name, one in pictures.items() if name.endswith(ending))
    return Section(section.id, section.title, (*mine, *section.blocks), section.sections, section.starts_page)


def _before(plan: Plan, pen: Pen) -> Section:
    blocks: list[Block] = []
    for notice in plan.notices:
        title, text = notice_text(notice, plan, pen)
        blocks.append(paragraph((*strong(pen.runs(f"{title}. ")), *pen.runs(text)), "note"))
    return Section("before", pen.text(marked("Read this first")), tuple(blocks))


def _potential(plan: Plan, pen: Pen, pictures: Mapping[str, Picture]) -> Section:
    whole = tuple(one for name, one in pictures.items() if name.split("-")[0] in ("map", "space"))
    parts = []
    for at, market in enumerate(plan.markets):
        key = market.market.lower()
        title = pen.text(marked("What can sell in %(market)s"), market=market.name)
        made = Section(f"potential-{key}", title, market_potential(plan, at, pen), (), starts_page=True)
        parts.append(with_pictures(made, pictures, f"-{key}"))
    return Section("potential", pen.text(marked("Potential")), whole, tuple(parts))
