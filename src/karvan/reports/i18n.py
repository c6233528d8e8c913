"""Persian and English words: English is what stands in the code, Persian comes from the catalogue."""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal

from babel.messages.mofile import read_mo

from karvan.errors import RenderError

Lang = Literal["fa", "en"]
LANGUAGES: tuple[Lang, ...] = ("fa", "en")
SOURCE_LANGUAGE = "en"


def marked(text: str) -> str:
    """The text itself: marks a template for the catalogue where it is not translated yet."""
    return text


@cache
def translations(lang: str) -> NullTranslations:
    """The catalogue of a language; English needs none.

    Raises RenderError when there is no such language.
    """
    if lang == SOURCE_LANGUAGE:
        return NullTranslations()
    with _catalogue(lang).open("rb") as compiled:
        return GNUTranslations(compiled)


def template_map(lang: str) -> dict[str, str]:
    """English template -> template of the language, for `KarvanError.text`; empty for English.

    Raises RenderError when there is no such language.
    """
    if lang == SOURCE_LANGUAGE:
        return {}
    with _catalogue(lang).open("rb") as compiled:
        messages = read_mo(compiled)
    return {one.id: str(one.string) for one in messages if isinstance(one.id, str) and one.id}


def _catalogue(lang: str) -> Traversable:
    if lang not in LANGUAGES:
        raise RenderError(
            "There are no words for the language {lang!r}.",
            fix="Ask for one of {known}.",
            lang=lang,
            known=", ".join(LANGUAGES),
        )
    return files("karvan") / "locale" / lang / "LC_MESSAGES" / "karvan.mo"
