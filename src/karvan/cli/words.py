"""The words of the command line: English stands in the code, Persian comes from the catalogue."""

from __future__ import annotations

from functools import cache


def marked(text: str) -> str:
    """The text itself: marks a template for the catalogue where it is not translated yet."""
    return text


@cache
def catalogue(lang: str) -> dict[str, str]:
    """English template -> template of `lang`, read once; empty for English, so that English waits for nothing."""
    if lang == "en":
        return {}
    from karvan.reports.i18n import template_map

    return template_map(lang)


def say(template: str, lang: str, **facts: object) -> str:
    """A marked template in the user's language, with its facts filled in."""
    return catalogue(lang).get(template, template).format(**facts)
