"""The workbook's own words in the document's language."""

from __future__ import annotations

from dataclasses import dataclass

from karvan.reports.document.parts import Status
from karvan.reports.i18n import Lang, marked, translations

_STATUSES: dict[Status, str] = {
    "": marked("unknown"),
    "unknown": marked("unknown"),
    "conflict": marked("the sources differ"),
    "stale": marked("out of date"),
    "not_applicable": marked("does not apply"),
    "estimated": marked("estimate"),
}


@dataclass(frozen=True, slots=True)
class Phrases:
    """Looks words up in the catalogue; English is what stands here."""

    lang: Lang

    def say(self, template: str) -> str:
        """One phrase of ours, its placeholders left as they are."""
        return translations(self.lang).gettext(template)

    def status(self, status: Status) -> str:
        """Why there is no plain figure, or how far to trust the one there is."""
        return self.say(_STATUSES[status])

    @property
    def cut(self) -> str:
        """The mark at the end of a text that a cell could not hold."""
        return " … " + self.say(marked("[cut: longer than a cell can hold]"))

    def as_written(self, title: str) -> str:
        """Title of a column of days as the document writes them, beside the days themselves."""
        return self.say(marked("%(title)s (as written)")).replace("%(title)s", title)

    def in_usd(self, title: str) -> str:
        """Title of a column of amounts, with their unit: its cells are bare numbers."""
        return self.say(marked("%(title)s (USD)")).replace("%(title)s", title)

    @property
    def legend(self) -> str:
        """How unknowns and marks are to be read."""
        return self.say(
            marked(
                "A cell without a figure says why in words and counts in no sum. "
                "A word in brackets beside a figure tells how far to trust it."
            )
        )
