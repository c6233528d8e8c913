"""Write the golden pages anew after a wanted change: python -m tests.reports.write_golden. Then read them."""

from __future__ import annotations

from pathlib import Path

from tests.reports.sample import sample

from karvan.reports.html import render
from karvan.reports.i18n import LANGUAGES, Lang

FOLDER = Path(__file__).parent / "golden"


def golden(lang: Lang) -> Path:
    """Where a language's golden page stands."""
    return FOLDER / f"plan.{lang}.html"


def main() -> None:
    """Write both pages."""
    FOLDER.mkdir(exist_ok=True)
    for lang in LANGUAGES:
        golden(lang).write_text(render(sample(), lang), "utf-8")


if __name__ == "__main__":
    main()
