"""Who is named in the document, and what each loaded list says of them."""

from __future__ import annotations

from collections.abc import Sequence

from karvan.dossier.plan import Plan
from karvan.dossier.screened import ListFinding, ScreenedParty
from karvan.reports.document import Block, Column, Section, Table, Value, Words
from karvan.reports.documents.pen import Pen, paragraph, table
from karvan.reports.i18n import marked

_LEGAL = marked(
    "A list says only who is on it. A party with a hit or a possible hit is not recommended, matched or scheduled; "
    "it should take legal advice. Lists older than 30 days are stale, and a list that is not loaded is unknown."
)


def screening_section(
    plan: Plan, pen: Pen, roles: frozenset[str] | None = None, firm: ScreenedParty | None = None
) -> Section:
    """One row for each party and list; of some roles only, and first the firm itself, if given."""
    parties: list[tuple[str, ScreenedParty]] = [("/firm", firm)] if firm is not None else []
    parties += [
        (f"/screened/{at}", one) for at, one in enumerate(plan.screened) if roles is None or one.role in roles
    ]
    blocks: list[Block] = [paragraph(pen.say(_LEGAL), "note")]
    if parties:
        blocks.append(_table(parties, pen))
    else:
        blocks.append(paragraph(pen.say(marked("Nobody is named in this document."))))
    return Section("screening", pen.text(marked("Who is named, and what the lists say")), tuple(blocks))


def _table(parties: Sequence[tuple[str, ScreenedParty]], pen: Pen) -> Table:
    lists = [one.jurisdiction for one in parties[0][1].lists]
    columns = (
        Column("party", pen.text(marked("Party"))),
        Column("role", pen.text(marked("Role"))),
        *(Column(one.lower(), pen.word(one, "list_of")) for one in lists),
    )
    rows = [
        (
            pen.label(pen.foreign(pen.name_text(one.name)), f"{path}/name"),
            pen.of_word(one.role, "role", f"{path}/role"),
            *(_cell(found, f"{path}/lists/{at}", pen) for at, found in enumerate(one.lists)),
        )
        for path, one in parties
    ]
    return table("screened", pen.text(marked("Results by list")), columns, rows)


def _cell(found: ListFinding, path: str, pen: Pen) -> Value:
    words: Words = pen.runs(pen.word(found.state, "list_state"))
    if found.published_on is not None:
        day = "".join(one.text for one in pen.day(found.published_on).shown)
        words += pen.say(marked(" (list of %(day)s)"), day=day)
    if found.state in ("hit", "possible_hit"):
        for match in found.matches[:2]:
            words += (*pen.runs(" · "), *pen.foreign(f"{match.listed_name} [{match.ref}]"))
    if found.is_contested:
        words += pen.say(marked("; states dispute whether this regime applies"))
    status = {"unknown": "unknown", "stale": "stale"}.get(found.state, "")
    return Value(words, "".join(one.text for one in words), "text", status, f"{path}/state")  # type: ignore[arg-type]
