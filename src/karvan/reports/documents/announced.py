"""What the announcement said, with the words that show it, and whose supply the plan is about."""

from __future__ import annotations

from collections.abc import Sequence

from karvan.dossier.plan import Announced, Plan
from karvan.reports.document import Block, Column, Facts, Section, Table, Value, Words
from karvan.reports.documents.pen import Pen, table
from karvan.reports.i18n import marked

_SUPPLY = (
    ("listed_only_usd", marked("all known producers listed")),
    ("some_listed_usd", marked("some known producers listed")),
    ("not_found_usd", marked("not found on the loaded lists")),
    ("unknown_usd", marked("producer unknown")),
)


def announced_section(plan: Plan, pen: Pen) -> Section:
    """The announcement, and the split of the supply by what the packs say of the producers."""
    said = plan.question.announced
    blocks: list[Block] = [] if said is None else [*_said(said, pen)]
    supply = tuple(
        (pen.text(words), pen.usd(getattr(plan.supply, name), f"/supply/{name}")) for name, words in _SUPPLY
    )
    own = Section(
        "supply",
        pen.text(marked("The country's exports of the region's products, by what is known of the producers")),
        (Facts(supply),),
    )
    return Section("announced", pen.text(marked("What the announcement said")), tuple(blocks), (own,))


def _said(said: Announced, pen: Pen) -> list[Block]:
    base = "/question/announced"
    pairs: list[tuple[str, Value]] = [
        (pen.text(title), pen.label(_each(values, pen), f"{base}/{name}"))
        for title, name, values in (
            (marked("Organisers"), "organisers", said.organisers),
            (marked("Partners"), "partners", said.partners),
        )
        if values
    ]
    pairs += [
        (
            pen.text(title),
            pen.label(pen.runs(pen.joined([pen.word(one, kind) for one in values])), f"{base}/{name}"),
        )
        for title, name, kind, values in (
            (marked("Topics"), "topics", "topic", said.topics),
            (marked("Sectors"), "sector_scope", "sector", said.sector_scope),
            (marked("Not found in the text"), "missing", "field", said.missing),
        )
        if values
    ]
    if said.selection_reason:
        reason = pen.label(pen.foreign(said.selection_reason), f"{base}/selection_reason")
        pairs.append((pen.text(marked("Why these markets")), reason))
    return [Facts(tuple(pairs)), *([_passages(said, pen)] if said.spans else [])]


def _each(values: Sequence[str], pen: Pen) -> Words:
    """Names as others wrote them, each in its own language."""
    found: Words = ()
    for one in values:
        found += (*(pen.runs(pen.joined(["", ""])) if found else ()), *pen.foreign(one))
    return found


def _passages(said: Announced, pen: Pen) -> Table:
    columns = (
        Column("field", pen.text(marked("Field"))),
        Column("words", pen.text(marked("Words of the text"))),
        Column("confidence", pen.text(marked("Confidence"))),
    )
    rows = [
        (
            pen.of_word(one.field, "field", f"/question/announced/spans/{at}/field"),
            pen.label(pen.foreign(one.text), f"/question/announced/spans/{at}/text"),
            pen.of_word(one.confidence, "confidence", f"/question/announced/spans/{at}/confidence"),
        )
        for at, one in enumerate(said.spans)
    ]
    return table("passages", pen.text(marked("Passages of the announcement")), columns, rows)
