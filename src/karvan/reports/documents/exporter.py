"""The exporter's dossier: one firm's products by markets, with what the lists say of the firm itself."""

from __future__ import annotations

from collections.abc import Mapping

from karvan.dossier.firm import Firm
from karvan.dossier.plan import Plan
from karvan.reports import format as written
from karvan.reports.document import Block, Column, Document, Picture, Section
from karvan.reports.documents.brief import NAMED
from karvan.reports.documents.coverage import coverage_section
from karvan.reports.documents.first import first_page
from karvan.reports.documents.law import home_section, law_section
from karvan.reports.documents.pen import Pen, paragraph, table
from karvan.reports.documents.potential import market_potential
from karvan.reports.documents.screening import screening_section
from karvan.reports.documents.sources import numbered, sources_section
from karvan.reports.documents.stops import stops_section
from karvan.reports.i18n import Lang, marked


def exporter_document(plan: Plan, firm: Firm, lang: Lang, _pictures: Mapping[str, Picture]) -> Document:
    """The dossier of one firm.

    A firm with a hit or a possible hit gets the reason and the list, and no recommendation. Raises RenderError.
    """
    products = frozenset(firm.products)
    pen = Pen(lang, numbered(plan, products=products))
    first = _listed(pen) if firm.is_barred else first_page(plan, pen, products=products)
    sections: list[Section] = [
        screening_section(plan, pen, NAMED, firm.screened),
        coverage_section(plan, pen),
        _products(firm, pen),
    ]
    if not firm.is_barred:
        sections += [
            Section(
                f"potential-{market.market.lower()}",
                pen.text(marked("What can sell in %(market)s"), market=market.name),
                market_potential(plan, at, pen, products),
                starts_page=True,
            )
            for at, market in enumerate(plan.markets)
        ]
        sections.append(home_section(plan, pen, products))
        sections += [law_section(plan, at, pen, products) for at in range(len(plan.markets))]
    sections += [stops_section(plan, pen, products=products), sources_section(plan, pen)]
    return Document(
        kind="exporter",
        lang=lang,
        title=pen.text(marked("Export dossier of %(firm)s"), firm=firm.name),
        subtitle=pen.text(
            marked("%(region)s. Law of %(on)s, known on %(as_of)s"),
            region=plan.region.name,
            on=written.day(plan.question.on, lang),
            as_of=written.day(plan.question.as_of, lang),
        ),
        day=plan.question.as_of,
        first=first,
        sections=tuple(sections),
    )


def _listed(pen: Pen) -> Section:
    said = marked(
        "The firm's name is on a loaded list, or may be: see the next part for the list and the entry. Nothing is "
        "recommended to it or about it. It should take legal advice; an officer records any decision with its reason."
    )
    return Section("first", pen.text(marked("What to do")), (paragraph(pen.say(said), "stop"),))


def _products(firm: Firm, pen: Pen) -> Section:
    blocks: list[Block] = []
    if firm.products:
        rows = [(pen.of_name(name, f"/firm/lines/{at}/name"),) for at, (_, name) in enumerate(firm.lines)]
        columns = (Column("line", pen.text(marked("Product line"))),)
        blocks.append(table("firm-lines", pen.text(marked("Product lines of the firm")), columns, rows))
    if firm.unknown:
        said = marked("Not among the region's product lines, so nothing is said of them: %(codes)s.")
        blocks.append(paragraph(pen.say(said, codes=", ".join(firm.unknown)), "warning"))
    return Section("firm", pen.text(marked("The firm and its products")), tuple(blocks))
