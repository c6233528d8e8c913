"""The market brief: one country, for a session's speaker. It may go to foreigners, so it names who is screened."""

from __future__ import annotations

from collections.abc import Mapping

from karvan.dossier.plan import Plan
from karvan.reports import format as written
from karvan.reports.document import Document, Picture, Section
from karvan.reports.documents.coverage import coverage_section
from karvan.reports.documents.first import first_page
from karvan.reports.documents.law import law_section
from karvan.reports.documents.pen import Pen
from karvan.reports.documents.plan import with_pictures
from karvan.reports.documents.potential import market_potential
from karvan.reports.documents.screening import screening_section
from karvan.reports.documents.sources import numbered, sources_section
from karvan.reports.documents.stops import stops_section
from karvan.reports.i18n import Lang, marked

# Whom a paper for foreigners names.
NAMED = frozenset(["organiser", "partner", "sponsor"])


def brief_document(plan: Plan, market: str, lang: Lang, pictures: Mapping[str, Picture]) -> Document:
    """The brief on one market of the plan.

    Raises RenderError for a code without words, KeyError for a market that the plan does not have.
    """
    pen = Pen(lang, numbered(plan, market))
    at = {one.market: at for at, one in enumerate(plan.markets)}[market]
    name = plan.markets[at].name
    key = market.lower()
    potential = Section(
        f"potential-{key}",
        pen.text(marked("What can sell in %(market)s"), market=name),
        market_potential(plan, at, pen),
        starts_page=True,
    )
    return Document(
        kind="brief",
        lang=lang,
        title=pen.text(marked("Market brief: %(market)s"), market=name),
        subtitle=pen.text(
            marked("For the products of %(region)s. Law of %(on)s, known on %(as_of)s"),
            region=plan.region.name,
            on=written.day(plan.question.on, lang),
            as_of=written.day(plan.question.as_of, lang),
        ),
        day=plan.question.as_of,
        first=first_page(plan, pen, market),
        sections=(
            coverage_section(plan, pen, market),
            with_pictures(potential, pictures, f"-{key}"),
            law_section(plan, at, pen),
            stops_section(plan, pen, market),
            screening_section(plan, pen, NAMED),
            sources_section(plan, pen),
        ),
    )
