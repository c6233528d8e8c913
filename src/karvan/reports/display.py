"""One language's way of putting values into markup: words, amounts, dates, names, unknowns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup, escape

from karvan.dossier.plan import Name
from karvan.errors import RenderError
from karvan.model.known import Maybe, Unknown
from karvan.reports import bidi
from karvan.reports import format as written
from karvan.reports.i18n import Lang, marked, translations
from karvan.reports.vocabulary import CODES, OPEN_KINDS


@dataclass(frozen=True, slots=True)
class Display:
    """How one page shows things; every method but `plain` and those named `..._text` gives safe markup."""

    lang: Lang

    def plain(self, template: str, **facts: object) -> str:
        """A sentence for an attribute or a title, without markup."""
        said = translations(self.lang).gettext(template)
        return said % facts if facts else said

    def say(self, template: str, **facts: object) -> Markup:
        """A sentence for the page; facts are escaped unless they are markup already."""
        said = Markup(self.gettext(template))
        return said % {key: escape(value) for key, value in facts.items()} if facts else said

    def gettext(self, template: str) -> str:
        """The translated template, its Latin runs isolated on a Persian page."""
        said = translations(self.lang).gettext(template)
        return bidi.isolated(said) if self.lang == "fa" else said

    def word(self, code: str, kind: str) -> Markup:
        """The words for a code of a kind; a code of an open kind that has none is shown as code.

        Raises RenderError for a code without words.
        """
        if code in CODES[kind]:
            return self.say(CODES[kind][code])
        if kind in OPEN_KINDS:
            return self.code(code)
        raise RenderError(
            "The page has no words for {kind} {code!r}.",
            fix="Add them to karvan/reports/vocabulary.py and to the catalogue.",
            kind=kind,
            code=code,
        )

    def code(self, text: str) -> Markup:
        """Something for machines: a table, a hash, a command."""
        return Markup('<code dir="ltr">{}</code>').format(text)

    def hs(self, codes: Sequence[str]) -> Markup:
        """HS codes, isolated as one phrase."""
        return bidi.ltr(f"HS {', '.join(codes)}")

    def labelled(self, name: Name, code: str) -> Markup:
        """A code and its label, isolated together when the label is English."""
        if self.lang == "fa" and name.fa:
            return bidi.ltr(code) + " " + self.name(name)
        return bidi.english(f"{code} {name.en}", self.lang)

    def usd(self, value: float) -> Markup:
        """Compact dollars; the exact amount stands in the title."""
        number, template = written.compact_usd(value, self.lang)
        exact = self.plain(marked("%(amount)s USD"), amount=written.amount(value, self.lang))
        return Markup('<data value="{}" title="{}">{}</data>').format(
            f"{value:.12g}", exact, self.say(template, amount=number)
        )

    def amount(self, value: float) -> Markup:
        """An amount in full, without its unit."""
        return self._number(written.amount(value, self.lang))

    def whole(self, value: float) -> Markup:
        """A count."""
        return escape(written.whole(value, self.lang))

    def factor(self, value: float) -> Markup:
        """A factor with three significant digits."""
        return self._number(written.significant(value, self.lang))

    def small_percent(self, share: float) -> Markup:
        """A share with three significant digits, however small."""
        sign = "٪" if self.lang == "fa" else "%"
        return self._number(written.significant(share * 100, self.lang) + sign)

    def percent(self, share: float) -> Markup:
        """A share for reading."""
        return escape(written.percent(share, self.lang))

    def day(self, value: date | str | None) -> Markup:
        """A day in the page's calendar, with the ISO day for machines; None is unknown."""
        if value is None:
            return self.say(marked("no date"))
        found = date.fromisoformat(value) if isinstance(value, str) else value
        return Markup('<time datetime="{}" title="{}">{}</time>').format(
            found.isoformat(), found.isoformat(), written.day(found, self.lang)
        )

    def year(self, value: int) -> Markup:
        """A year of the trade data."""
        return escape(written.year_of_data(value, self.lang))

    def name(self, name: Name) -> Markup:
        """A name in the page's language; an official label that exists in English only stays English."""
        if self.lang == "fa" and name.fa:
            return bidi.persian(name.fa, self.lang)
        return bidi.english(name.en, self.lang)

    def other_name(self, name: Name) -> Markup:
        """The name in the other language, or nothing."""
        if self.lang == "fa":
            return bidi.english(name.en, self.lang) if name.fa else Markup("")
        return bidi.persian(name.fa, self.lang) if name.fa else Markup("")

    def name_text(self, name: Name) -> str:
        """The name without markup, for attributes and titles."""
        return name.fa if self.lang == "fa" and name.fa else name.en

    def foreign(self, text: str) -> Markup:
        """Text of either language, as somebody else wrote it."""
        return bidi.foreign(text, self.lang)

    def unknown(self, value: Unknown) -> Markup:
        """Unknown, why, and (in the title) what would tell."""
        return Markup('<span class="unknown" title="{}">{}</span>').format(
            ", ".join(value.missing),
            self.say(marked("unknown: %(reason)s"), reason=self.word(value.reason, "reason")),
        )

    def maybe(self, value: Maybe[Any], how: str) -> Markup:
        """A known value shown by the method `how`, an unknown one with its reason."""
        if isinstance(value, Unknown):
            return self.unknown(value)
        show: Callable[[Any], Markup] = getattr(self, how)
        return show(value.value)

    def _number(self, text: str) -> Markup:
        """A number; a power of ten would fall apart in a line from right to left."""
        return bidi.ltr(text) if "×" in text else escape(text)
