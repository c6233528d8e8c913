"""A notice's facts as its sentence shows them: codes become names, numbers and days get the page's digits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from karvan.dossier.plan import Name, Notice, Plan
from karvan.errors import RenderError
from karvan.model.territory import country_name
from karvan.reports.display import Display
from karvan.reports.notices import NOTICES


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A notice in words."""

    code: str
    title: Markup
    text: Markup


def notice_view(notice: Notice, plan: Plan, display: Display) -> NoticeView:
    """The notice in words.

    Raises RenderError when its code or one of its facts has none.
    """
    if notice.code not in NOTICES:
        raise RenderError(
            "The page has no words for the notice {code!r}.",
            fix="Add them to karvan/reports/notices.py and to the catalogue.",
            code=notice.code,
        )
    facts = _facts(notice.facts, plan, display)
    words = NOTICES[notice.code]
    return NoticeView(notice.code, display.say(words.title, **facts), display.say(words.text, **facts))


def _facts(facts: Mapping[str, str | int | float], plan: Plan, display: Display) -> dict[str, Markup]:
    shown = {key: _fact(key, value, plan, display) for key, value in facts.items()}
    if "title_en" in facts:
        shown["title"] = display.name(Name(str(facts["title_en"]), str(facts["title_fa"])))
    return shown


def _fact(key: str, value: str | int | float, plan: Plan, display: Display) -> Markup:
    if key in ("period", "first_year", "last_year"):
        return display.year(int(value))
    if key.endswith("_usd"):
        return display.usd(float(value))
    if isinstance(value, (int, float)):
        return display.whole(value)
    if key in ("on", "published_on"):
        return display.day(value)
    if key in ("confidence", "tested"):
        return display.word(value, key)
    return display.foreign(_named(key, value, plan, display))


def _named(key: str, value: str, plan: Plan, display: Display) -> str:
    if key in ("home", "market"):
        return country_name(value, display.lang)
    if key == "region":
        return display.name_text(plan.region.name)
    if key == "source":
        return next((one.title for one in plan.snapshots if one.source == value), value)
    if key == "importers":
        separator = "، " if display.lang == "fa" else ", "
        return separator.join(country_name(one, display.lang) for one in value.split())
    return str(escape(value))
