"""Writes words and figures of one language into the parts of a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from karvan.dossier.law import Place
from karvan.dossier.name import Name
from karvan.errors import RenderError
from karvan.model.known import Known, Maybe, Unknown
from karvan.model.text import is_persian
from karvan.reports import format as written
from karvan.reports.document import Column, Paragraph, Table, Text, Value, Words
from karvan.reports.document.parts import Format
from karvan.reports.i18n import Lang, marked, translations
from karvan.reports.vocabulary import CODES, OPEN_KINDS

# A Latin phrase in a Persian sentence is isolated as a whole: codes, abbreviations, amounts of rates.
_LATIN = re.compile(r"(?=[0-9/.\-]*[A-Za-z])[A-Za-z0-9](?:[A-Za-z0-9]|[ ./:+\-–_,=#&()%]+(?=[A-Za-z0-9]))*")


@dataclass(frozen=True, slots=True)
class Pen:
    """How one document writes; `numbers` gives each cited source its number in the list at the end."""

    lang: Lang
    numbers: dict[str, int]

    def text(self, template: str, **facts: object) -> str:
        """A sentence of ours, in plain words."""
        said = translations(self.lang).gettext(template)
        return said % {key: self._plain(value) for key, value in facts.items()} if facts else said

    def say(self, template: str, **facts: object) -> Words:
        """A sentence of ours as runs."""
        return self.runs(self.text(template, **facts))

    def runs(self, text: str) -> Words:
        """A text of the document's language, its foreign phrases as runs of their own."""
        if self.lang == "en" or not text:
            return (Text(text),) if text else ()
        found: list[Text] = []
        at = 0
        for latin in _LATIN.finditer(text):
            if latin.start() > at:
                found.append(Text(text[at : latin.start()]))
            found.append(Text(latin.group(), "en"))
            at = latin.end()
        return (*found, *((Text(text[at:]),) if at < len(text) else ()))

    def word(self, code: str, kind: str) -> str:
        """The words for a code. Raises RenderError for a code without words."""
        if code in CODES[kind]:
            return self.text(CODES[kind][code])
        if kind in OPEN_KINDS:
            return code
        raise RenderError(
            "The page has no words for {kind} {code!r}.",
            fix="Add them to karvan/reports/vocabulary.py and to the catalogue.",
            kind=kind,
            code=code,
        )

    def name(self, name: Name) -> Words:
        """A name; an official label that has no Persian form stays as it is, marked."""
        if self.lang == "fa":
            return self.runs(name.fa) if name.fa else (Text(name.en, _language(name.en)),)
        return (Text(name.en, "" if _language(name.en) == "en" else _language(name.en)),)

    def name_text(self, name: Name) -> str:
        """The name in plain words."""
        return name.fa if self.lang == "fa" and name.fa else name.en

    def foreign(self, text: str) -> Words:
        """Text as somebody else wrote it."""
        lang = _language(text)
        if lang == self.lang:
            return self.runs(text)
        return (Text(text, "" if lang == self.lang else lang),) if text else ()

    def label(self, words: Words, path: str = "") -> Value:
        """A label as a value."""
        return Value(words, "".join(one.text for one in words), "text", "", path)

    def of_word(self, code: str, kind: str, path: str = "") -> Value:
        """A code in words as a value."""
        return self.label(self.runs(self.word(code, kind)), path)

    def of_name(self, name: Name, path: str = "") -> Value:
        """A name as a value."""
        return self.label(self.name(name), path)

    def code(self, code: str, path: str = "") -> Value:
        """A tariff code or another text for machines."""
        return Value((Text(code, "en" if self.lang == "fa" else ""),), code, "code", "", path)

    def usd(self, value: Maybe[float] | float | None, path: str, *, estimated: bool = False) -> Value:
        """Compact dollars with the exact amount behind."""
        return self._number(value, path, "usd", self._usd, estimated)

    def whole(self, value: Maybe[float] | float | None, path: str) -> Value:
        """A count."""
        return self._number(value, path, "whole", lambda one: written.whole(one, self.lang), estimated=False)

    def percent(self, value: Maybe[float] | float | None, path: str, *, estimated: bool = False) -> Value:
        """A fraction as a percentage."""
        return self._number(value, path, "percent", lambda one: written.percent(one, self.lang), estimated)

    def number(self, value: Maybe[float] | float | None, path: str) -> Value:
        """A factor with three significant digits."""
        return self._number(value, path, "number", lambda one: written.significant(one, self.lang), False)

    def day(self, value: date | None, path: str = "") -> Value:
        """A day in the document's calendar."""
        if value is None:
            return Value(self.say(marked("no date")), None, "date", "unknown", path)
        return Value((Text(written.day(value, self.lang)),), value, "date", "", path)

    def year(self, value: int) -> str:
        """A year of the trade data."""
        return written.year_of_data(value, self.lang)

    def unknown(self, why: Unknown | None, path: str, kind: Format) -> Value:
        """Unknown, with its reason in words."""
        if why is None:
            return Value(self.say(marked("unknown")), None, kind, "unknown", path)
        return Value(
            self.say(marked("unknown: %(reason)s"), reason=self.word(why.reason, "reason")),
            None,
            kind,
            "unknown",
            path,
        )

    def cites(self, places: Iterable[Place]) -> Words:
        """Numbers of the cited sources, each a link to the list, with the place inside."""
        found: list[Text] = []
        for place in places:
            number = written.digits(str(self.numbers[place.source]), self.lang)
            # The spaces stand inside the link: one run less for each of thousands of citations.
            found.append(Text(f" [{number}] ", href=f"#cite-{self.numbers[place.source]}"))
        return tuple(found)

    def joined(self, parts: Sequence[str]) -> str:
        """A list in words."""
        return ("، " if self.lang == "fa" else ", ").join(parts)

    def _usd(self, value: float) -> str:
        number, template = written.compact_usd(value, self.lang)
        return self.text(template, amount=number)

    def _number(self, value: Any, path: str, kind: Format, shown: Any, estimated: bool) -> Value:
        if value is None or isinstance(value, Unknown):
            return self.unknown(value, path, kind)
        plain = float(value.value if isinstance(value, Known) else value)
        return Value(self.runs(shown(plain)), plain, kind, "estimated" if estimated else "", path)

    def _plain(self, value: object) -> object:
        if isinstance(value, Value):
            return "".join(one.text for one in value.shown)
        if isinstance(value, Name):
            return self.name_text(value)
        return written.whole(value, self.lang) if isinstance(value, int) else value


def _language(text: str) -> str:
    if is_persian(text):
        return "fa"
    return "ru" if any("\u0400" <= one <= "\u04ff" for one in text) else "en"


def table(
    name: str, title: str, columns: Sequence[Column], rows: Iterable[Sequence[Value]], note: Words = ()
) -> Table:
    """A table from rows of values."""
    return Table(name, title, tuple(columns), tuple(tuple(row) for row in rows), note)


def paragraph(words: Words, tone: Any = "plain") -> Paragraph:
    """Words as a paragraph."""
    return Paragraph(words, tone)


def strong(words: Words) -> Words:
    """The same words, standing out."""
    return tuple(replace(one, strong=True) for one in words)
