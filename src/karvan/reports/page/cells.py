"""A figure with its standing: a mark and words, never colour alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

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
        sign = self._sign(value)
        mark = Markup('<b class="mark" aria-hidden="true">{}</b>').format(sign) if sign else Markup("")
        if value.status in _SAID or self.for_paper:
            return mark
        said = translations(self.runs.lang).gettext(MARKS[value.status][1])
        return mark + Markup('<span class="unseen">{}: </span>').format(said)

    def _sign(self, value: Value) -> str:
        """The mark; a dash that says «does not apply» needs no second one."""
        is_dash = all(one.text.strip() in ("–", "") for one in value.shown)
        return "" if is_dash and value.status == "not_applicable" else MARKS[value.status][0]

    def row(self, row: tuple[Value, ...], heading: int) -> Markup:
        """The cells of a table's row; the one at `heading` names it."""
        return Markup("").join(self._cell(value, at == heading) for at, value in enumerate(row))

    def _cell(self, value: Value, is_heading: bool) -> Markup:
        kinds = "n" if is_at_end(value.format) and value.value is not None and not is_heading else ""
        if value.status and self.for_paper:  # one box less: it is boxes that paper takes its time for
            inner = escape(self._sign(value) + " ") + self.runs.words(value.shown)
            kinds = f"{kinds} is {value.status}".strip()
        else:
            inner = self.value(value)
        named = Markup(' class="{}"').format(kinds) if kinds else Markup("")
        start, end = ('<th scope="row"', "</th>") if is_heading else ("<td", "</td>")
        return Markup("{}{}>{}{}").format(Markup(start), named, inner, Markup(end))


def is_at_end(kind: Format) -> bool:
    """Numbers stand under each other at the end of their column."""
    return kind in _ALIGNED_AT_END


def legend(values: Iterable[Value]) -> tuple[tuple[str, str], ...]:
    """(mark, words in English) of every standing met, in the order of MARKS."""
    met = {one.status for one in values}
    return tuple(MARKS[one] for one in MARKS if one in met)
