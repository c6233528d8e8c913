"""The plan as one HTML page that needs nothing from outside: no script, no font, no picture, no network."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from karvan.dossier.plan import Plan
from karvan.errors import RenderError
from karvan.model.known import Known, Unknown
from karvan.reports import bidi
from karvan.reports.display import Display
from karvan.reports.i18n import LANGUAGES, Lang
from karvan.reports.view import page_view

_SHOWN = (
    "amount", "code", "day", "factor", "foreign", "hs", "labelled", "maybe", "name", "name_text", "other_name",
    "percent", "small_percent", "unknown", "usd", "whole", "word", "year",
)  # fmt: skip


def render(plan: Plan, lang: Lang) -> str:
    """The plan as a page in Persian (right to left, Jalali dates, Persian digits) or English.

    Raises RenderError for a language or a code without words.
    """
    if lang not in LANGUAGES:
        raise RenderError(
            "There are no words for the language {lang!r}.",
            fix="Ask for one of {known}.",
            lang=lang,
            known=", ".join(LANGUAGES),
        )
    environment = _environment(lang)
    view = page_view(plan, Display(lang))
    return environment.get_template("page.html").render(page=view, plan=plan)


@cache
def _environment(lang: Lang) -> Environment:
    display = Display(lang)
    environment = Environment(
        loader=PackageLoader("karvan.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals.update(
        _=display.say, attribute=display.plain, lang=lang, direction="rtl" if lang == "fa" else "ltr"
    )
    environment.filters.update({name: getattr(display, name) for name in _SHOWN} | {"ltr": bidi.ltr})
    environment.tests.update(
        known=lambda value: isinstance(value, Known), lacking=lambda value: isinstance(value, Unknown)
    )
    return environment
