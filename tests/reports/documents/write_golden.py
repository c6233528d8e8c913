"""Write the golden documents anew after a wanted change: python -m tests.reports.documents.write_golden. Then read them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.reports.sample import sample, screened

from karvan.dossier.firm import firm_of
from karvan.dossier.name import Name
from karvan.reports.document import Block, Document, Facts, Items, Paragraph, Table, Words, every_section
from karvan.reports.documents.brief import brief_document
from karvan.reports.documents.exporter import exporter_document
from karvan.reports.documents.plan import plan_document
from karvan.reports.i18n import LANGUAGES, Lang

FOLDER = Path(__file__).parent / "golden"
NAMES = ("plan", "brief", "exporter")


def made(name: str, lang: Lang) -> Document:
    """A document of the sample plan."""
    plan = sample()
    if name == "plan":
        return plan_document(plan, lang, {})
    if name == "brief":
        return brief_document(plan, "IRQ", lang, {})
    tiles = Name("Invented Tiles", "کاشی نمونه")
    return exporter_document(
        plan, firm_of(plan, tiles, ["6907"], screened(tiles, "producer", "stale")), lang, {}
    )


def as_text(document: Document) -> str:
    """Structure and numbers: titles by depth, words, and each table row by row with its standing."""
    lines = [f"{document.kind} {document.lang} {document.day}", document.title, document.subtitle]
    for section in every_section(document):
        lines += ["", f"# {section.id}: {section.title}"]
        for block in section.blocks:
            lines += _block(block)
    return "\n".join(lines) + "\n"


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield f"[{block.tone}] {said(block.words)}"
    elif isinstance(block, Items):
        yield from (f"- {said(item)}" for item in block.items)
    elif isinstance(block, Facts):
        yield from (f"{label} = {said(value.shown)} <{value.status}>" for label, value in block.pairs)
    elif isinstance(block, Table):
        yield f"[{block.id}] {block.title}: {' | '.join(column.title for column in block.columns)}"
        for row in block.rows:
            yield "  " + " | ".join(
                f"{said(one.shown)}{f' <{one.status}>' if one.status else ''}" for one in row
            )


def said(words: Words) -> str:
    """The words alone."""
    return "".join(one.text for one in words)


def golden(name: str, lang: Lang) -> Path:
    """Where a golden document stands."""
    return FOLDER / f"{name}.{lang}.txt"


def main() -> None:
    """Write all."""
    FOLDER.mkdir(exist_ok=True)
    for name in NAMES:
        for lang in LANGUAGES:
            golden(name, lang).write_text(as_text(made(name, lang)), "utf-8")


if __name__ == "__main__":
    main()
