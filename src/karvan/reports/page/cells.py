"""A figure with its standing: a mark and words, never colour alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from karvan.reports.document import Value
from karvan.reports.document.parts import Format, Status
from karvan.reports.i18n import marked, translations
from karvan.reports.page.runs import Runs

# Signs that the vendored font has, so that they look the same everywhere.
MARKS: dict[Status, tuple[str, str]] = {
    "unknown": ("?", marked("unknown")),
    "conflict": ("≠", marked("the sources differ")),
    "stale": ("†", marked("out of date")),
    "not_applicable": ("–", marked("does not apply")),
    "estimated": ("≈", marked("estimate")),
}
_ALIGNED_AT_END: frozenset[Format] = frozenset({"whole", "number", "usd", "percent"})
_SAID: frozenset[Status] = frozenset({"unknown", "not_applicable"})  # the words of the figure say it already


@dataclass(frozen=True, slots=True)
class Cells:
    """Writes values; `for_paper` leaves out words that only a screen reader of a page hears."""

    runs: Runs
    for_paper: bool

    def value(self, value: Value) -> Markup:
        """The value as shown, with the mark of its standing."""
        shown = self.runs.words(value.shown)
        if not value.status:
            return shown
        return Markup('<span class="is {}">{}{}</span>').format(value.status, self._mark(value), shown)

    def _mark(self, value: Value) -> Markup:
        sign, words = MARKS[value.status]
        if value.shown and all(one.text.strip() in ("–", "") for one in value.shown):
            sign = "" if value.status == "not_applicable" else sign
        mark = Markup('<b class="mark" aria-hidden="true">{}</b>').format(sign) if sign else Markup("")
        if value.status in _SAID or self.for_paper:
            return mark
        said = translations(self.runs.lang).gettext(words)
        return mark + Markup('<span class="unseen">{}: </span>').format(said)

    def row(self, row: tuple[Value, ...], heading: int) -> Markup:
        """The cells of a table's row; the one at `heading` names it."""
        return Markup("").join(self._cell(value, at == heading) for at, value in enumerate(row))

    def _cell(self, value: Value, is_heading: bool) -> Markup:
        inner = self.value(value)
        if is_heading:
            return Markup('<th scope="row">{}</th>').format(inner)
        if is_at_end(value.format) and value.value is not None:
            return Markup('<td class="n">{}</td>').format(inner)
        return Markup("<td>{}</td>").format(inner)


def is_at_end(kind: Format) -> bool:
    """Numbers stand under each other at the end of their column."""
    return kind in _ALIGNED_AT_END


def legend(values: Iterable[Value]) -> tuple[tuple[str, str], ...]:
    """(mark, words in English) of every standing met, in the order of MARKS."""
    met = {one.status for one in values}
    return tuple(MARKS[one] for one in MARKS if one in met)
