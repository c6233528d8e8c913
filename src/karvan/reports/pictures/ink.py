"""Words and figures of a picture: as drawn (isolated for the renderer) and as values of its table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from unicodedata import bidirectional

from karvan.dossier.name import Name
from karvan.model.known import Known, Maybe, Unknown
from karvan.model.text import is_persian
from karvan.reports import format as written
from karvan.reports.document import Text, Value, Words
from karvan.reports.document.parts import Format
from karvan.reports.i18n import Lang, marked, translations
from karvan.reports.vocabulary import CODES

# Right-to-left isolate and its end: the renderer knows no `direction`, but heeds these.
RLI, PDI = "\u2067", "\u2069"


@dataclass(frozen=True, slots=True)
class Ink:
    """One language; `base` is where the PictureData stands in the dossier's JSON ("" leaves its pointers empty)."""

    lang: Lang
    base: str = ""

    @property
    def is_rtl(self) -> bool:
        """Whether rows are read from the right."""
        return self.lang == "fa"

    def text(self, template: str, **facts: object) -> str:
        """A sentence of ours."""
        said = translations(self.lang).gettext(template)
        return said % facts if facts else said

    def word(self, code: str, kind: str) -> str:
        """The words for a code of the vocabulary; the code where there are none."""
        return self.text(CODES[kind][code]) if code in CODES[kind] else code

    def name(self, name: Name) -> str:
        """A name; an official label that has no Persian form stays English."""
        return name.fa if self.lang == "fa" and name.fa else name.en

    def usd(self, value: float) -> str:
        """Compact dollars."""
        number, template = written.compact_usd(value, self.lang)
        return self.text(template, amount=number)

    def percent(self, share: float) -> str:
        """A fraction as a percentage."""
        return written.percent(share, self.lang)

    def number(self, value: float) -> str:
        """A factor with three significant digits."""
        return written.significant(value, self.lang)

    def whole(self, value: float) -> str:
        """A count."""
        return written.whole(value, self.lang)

    def digits(self, value: str | int) -> str:
        """A year or a code in the language's digits, without separators."""
        return written.digits(str(value), self.lang)

    def known(self, value: Maybe[float], how: str) -> str:
        """A figure shown by the method `how`, or the word for unknown."""
        if isinstance(value, Unknown):
            return self.text(marked("unknown"))
        return str(getattr(self, how)(value.value))

    def joined(self, parts: list[str]) -> str:
        """A list in words."""
        return ("؛ " if self.lang == "fa" else "; ").join(parts)

    def at(self, path: str) -> str:
        """A place inside the PictureData; empty when nobody said where it stands."""
        return f"{self.base}{path}" if self.base else ""

    def of_text(self, text: str, path: str = "") -> Value:
        """Words as a value."""
        return Value(self._words(text), text, "text", "", path)

    def of_code(self, code: str, path: str = "") -> Value:
        """A code as a value."""
        return Value((Text(code, "en" if self.is_rtl else ""),), code, "code", "", path)

    def of_name(self, name: Name, path: str = "") -> Value:
        """A name as a value."""
        return self.of_text(self.name(name), path)

    def of_year(self, year: int, path: str = "") -> Value:
        """A Gregorian year of the trade data as a value."""
        return Value((Text(written.year_of_data(year, self.lang)),), year, "whole", "", path)

    def of_usd(self, value: Maybe[float] | float, path: str, *, estimated: bool = False) -> Value:
        """Dollars as a value."""
        return self._figure(value, path, "usd", "usd", estimated=estimated)

    def of_percent(self, value: Maybe[float] | float, path: str, *, estimated: bool = False) -> Value:
        """A fraction as a value."""
        return self._figure(value, path, "percent", "percent", estimated=estimated)

    def of_number(self, value: Maybe[float] | float, path: str, *, estimated: bool = False) -> Value:
        """A factor as a value."""
        return self._figure(value, path, "number", "number", estimated=estimated)

    def of_whole(self, value: Maybe[float] | float, path: str) -> Value:
        """A count as a value."""
        return self._figure(value, path, "whole", "whole", estimated=False)

    def _figure(self, value: Any, path: str, kind: Format, how: str, *, estimated: bool) -> Value:
        found = value if isinstance(value, Known | Unknown) else Known(value)
        shown = self._words(self.known(found, how))
        if isinstance(found, Unknown):
            return Value(shown, None, kind, "unknown", path)
        return Value(shown, found.value, kind, "estimated" if estimated else "", path)

    def _words(self, text: str) -> Words:
        foreign = self.is_rtl and any(one.isalpha() for one in text) and not is_persian(text)
        return (Text(text, "en" if foreign else ""),) if text else ()


def isolated(text: str) -> str:
    """A string for the renderer: one with Arabic letters is isolated, or its parts come out in the wrong order."""
    return f"{RLI}{text}{PDI}" if has_arabic(text) else text


def has_arabic(text: str) -> bool:
    """Whether any letter is written from right to left; digits alone are not letters."""
    return any(bidirectional(one) in ("R", "AL") for one in text)


def shortened(text: str, most: int) -> str:
    """At most `most` letters, cut between words."""
    if len(text) <= most:
        return text
    return text[: text.rfind(" ", 0, most) if " " in text[:most] else most].rstrip(" ,;،؛") + "…"
