"""Pictures of a dossier, each a pure function of plain values and a language, with its words and its data table."""

from __future__ import annotations

from karvan.dossier.pictures import PictureData
from karvan.dossier.plan import Plan
from karvan.reports.document import Picture
from karvan.reports.i18n import Lang
from karvan.reports.pictures.coverage import coverage_map, plan_coverage
from karvan.reports.pictures.decomposition import decomposition
from karvan.reports.pictures.draw import png
from karvan.reports.pictures.history import history
from karvan.reports.pictures.ink import Ink
from karvan.reports.pictures.market_map import market_map
from karvan.reports.pictures.opportunity import opportunity
from karvan.reports.pictures.product_space import product_space

__all__ = [
    "Ink",
    "coverage_map",
    "decomposition",
    "every_picture",
    "history",
    "market_map",
    "opportunity",
    "plan_coverage",
    "png",
    "product_space",
]


def every_picture(plan: Plan, data: PictureData, lang: Lang, base: str = "") -> tuple[Picture, ...]:
    """All pictures of a plan, in the order of reading; `base` is where `data` stands in the dossier's JSON."""
    ink = Ink(lang, base)
    rows, paths = plan_coverage(plan)
    lines = data.markets[0].lines if data.markets else ()
    names = {one.product: one.name for one in lines}
    return (
        market_map(plan, data, ink),
        coverage_map(rows, ink, paths),
        decomposition(data, ink),
        *(opportunity(market, at, ink) for at, market in enumerate(data.markets)),
        *(history(pair, at, ink) for at, pair in enumerate(data.histories)),
        *((product_space(data.space, names, ink),) if data.space is not None else ()),
    )
