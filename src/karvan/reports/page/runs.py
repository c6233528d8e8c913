"""Runs of words as markup: escaped, foreign ones isolated and marked, links only where they are safe."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from karvan.reports.document import Text, Words
from karvan.reports.i18n import Lang

_RIGHT_TO_LEFT = frozenset({"fa", "ar", "ps", "ckb", "ur", "he"})
_SAFE = ("https://", "http://", "mailto:")


def direction(lang: str) -> str:
    """rtl or ltr."""
    return "rtl" if lang in _RIGHT_TO_LEFT else "ltr"


@dataclass(frozen=True, slots=True)
class Runs:
    """Writes the words of one document; `anchors` says where its links lead."""

    lang: Lang
    anchors: Mapping[str, str]

    def words(self, words: Words) -> Markup:
        """All runs, one after the other."""
        return Markup("").join(self._run(one) for one in words)

    def _run(self, run: Text) -> Markup:
        inner = escape(run.text)
        if run.lang and run.lang != self.lang:
            inner = _isolated(run)
        if run.strong:
            inner = Markup("<strong>{}</strong>").format(inner)
        return self._link(run.href, inner) if run.href else inner

    def _link(self, href: str, inner: Markup) -> Markup:
        """A link; one that leads nowhere, or could run something, stays words."""
        if href.startswith("#"):
            place = self.anchors.get(href[1:])
            return Markup('<a href="#{}">{}</a>').format(place, inner) if place else inner
        if not href.startswith(_SAFE):
            return inner
        return Markup('<a href="{}" rel="noopener noreferrer">{}</a>').format(href, inner)


def _isolated(run: Text) -> Markup:
    """The run inside bdi, its outer spaces outside: within they would stand on the wrong side of it."""
    inner = run.text.strip()
    before, _, after = run.text.partition(inner) if inner else (run.text, "", "")
    return Markup('{}<bdi lang="{}" dir="{}">{}</bdi>{}').format(
        before, run.lang, direction(run.lang), inner, after
    )


def plain(words: Words) -> str:
    """The words alone."""
    return "".join(one.text for one in words)
