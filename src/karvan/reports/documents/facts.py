"""A notice's facts as its sentence shows them."""

from __future__ import annotations

from datetime import date

from karvan.dossier.name import Name
from karvan.dossier.plan import Notice, Plan
from karvan.model.territory import country_name
from karvan.reports import format as written
from karvan.reports.documents.pen import Pen
from karvan.reports.notices import NOTICES


def notice_text(notice: Notice, plan: Plan, pen: Pen) -> tuple[str, str]:
    """A notice's title and sentence."""
    facts = {key: notice_fact(key, value, plan, pen) for key, value in notice.facts.items()}
    if "title_en" in facts:
        facts["title"] = pen.name_text(Name(str(notice.facts["title_en"]), str(notice.facts["title_fa"])))
    words = NOTICES[notice.code]
    return pen.text(words.title, **facts), pen.text(words.text, **facts)


def notice_fact(key: str, value: object, plan: Plan, pen: Pen) -> object:
    """One fact in the document's words: codes become names, numbers and days get its digits."""
    if key in ("period", "first_year", "last_year"):
        return pen.year(int(str(value)))
    if key.endswith("_usd"):
        return pen.usd(float(str(value)), "")
    if isinstance(value, int | float):
        return written.whole(value, pen.lang)
    text = str(value)
    if key in ("on", "published_on"):
        return written.day(date.fromisoformat(text), pen.lang)
    if key in ("confidence", "tested"):
        return pen.word(text, key)
    if key in ("home", "market"):
        return country_name(text, pen.lang)
    if key == "region":
        return plan.region.name
    if key == "source":
        return next((one.title for one in plan.snapshots if one.source == text), text)
    if key == "importers":
        return pen.joined([country_name(one, pen.lang) for one in text.split()])
    return text
