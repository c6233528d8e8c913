"""Latin inside Persian and Persian inside Latin: each foreign phrase is isolated as a whole.

`HS 7606.12` in a right-to-left line would come out as `7606.12 HS`, so the phrase and not the word is isolated.
"""

from __future__ import annotations

import re
from functools import lru_cache

from markupsafe import Markup, escape

from karvan.model.text import is_persian
from karvan.reports.i18n import Lang

# Placeholders, tags and entities pass; a Latin run starts and ends with a letter or digit and holds a letter.
_RUN = re.compile(
    r"(?P<keep>%\(\w+\)s|<[^>]*>|&\#?\w+;)"
    r"|(?P<latin>(?=[0-9/.\-]*[A-Za-z])[A-Za-z0-9](?:[A-Za-z0-9]|[ ./:+\-–_,=]+(?=[A-Za-z0-9]))*)"
)


def ltr(text: str) -> Markup:
    """A code, a path or an English phrase, isolated on any page."""
    return Markup('<bdi dir="ltr">{}</bdi>').format(text)


def english(text: str, lang: Lang) -> Markup:
    """English text: plain on the English page, isolated and marked on the Persian one."""
    return escape(text) if lang == "en" else Markup('<bdi dir="ltr" lang="en">{}</bdi>').format(text)


def persian(text: str, lang: Lang) -> Markup:
    """Persian text: its Latin runs isolated; as a whole isolated and marked on the English page."""
    inner = Markup(isolated(str(escape(text))))
    return inner if lang == "fa" else Markup('<bdi dir="rtl" lang="fa">{}</bdi>').format(inner)


def foreign(text: str, lang: Lang) -> Markup:
    """Text of which only the letters tell the language: quotations, titles of sources."""
    if not is_persian(text):
        return english(text, lang)
    return Markup('<bdi dir="rtl" lang="fa">{}</bdi>').format(persian(text, "fa"))


@lru_cache(maxsize=4096)
def isolated(markup: str) -> str:
    """Persian markup with every Latin run inside bdi; placeholders, tags and entities stay as they are."""
    return _RUN.sub(_isolate, markup)


def _isolate(found: re.Match[str]) -> str:
    return found["keep"] or f'<bdi dir="ltr">{found["latin"]}</bdi>'
