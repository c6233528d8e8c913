"""Law and procedure of one market: treatment, charges by code, papers, steps, questions, payment."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from karvan.dossier.law import BranchCharges, ChargeFact, CodeLaw, LawFact
from karvan.dossier.name import Name
from karvan.dossier.plan import Plan
from karvan.reports import format as written
from karvan.reports.document import Block, Column, Section, Table, Value, Words
from karvan.reports.documents.pen import Pen, paragraph, table
from karvan.reports.i18n import marked


def law_section(plan: Plan, at: int, pen: Pen, products: frozenset[str] | None = None) -> Section:
    """What the law says, of all lines or of some products."""
    market = plan.markets[at]
    law, key = market.law, market.market.lower()
    title = pen.text(marked("Law and procedure: %(market)s"), market=market.name)
    if not law.has_market_law:
        said = marked("No law of this country is loaded. That is unknown, not free: load a pack for it.")
        return Section(f"law-{key}", title, (paragraph(pen.say(said), "warning"),))
    shared = shared_facts(plan)
    facts = [
        (f"/markets/{at}/law/facts/{place}", one)
        for place, one in enumerate(law.facts)
        if one.id not in shared and _concerns(one, products)
    ]
    blocks: list[Block] = [paragraph(pen.say(_INTRODUCTION)), _charges(plan, at, pen, products)]
    return Section(f"law-{key}", title, (*blocks, *_tables(facts, key, pen)), starts_page=True)


def home_section(plan: Plan, pen: Pen, products: frozenset[str] | None = None) -> Section:
    """One's own law of export, and what is asked and paid alike in every market: said once."""
    shared = shared_facts(plan)
    facts = [(path, one) for path, one in shared.values() if _concerns(one, products)]
    title = pen.text(
        marked("The law of %(home)s on export, and what is alike everywhere"), home=plan.region.home_name
    )
    said = marked("These hold for each of the markets; what only one market asks stands in its own part.")
    return Section(
        "law-home", title, (paragraph(pen.say(said)), *_tables(facts, "home", pen)), starts_page=True
    )


def shared_facts(plan: Plan) -> dict[str, tuple[str, LawFact]]:
    """Facts of the export side, and questions and payment facts that every market of several has: id -> path, fact."""
    found: dict[str, tuple[str, LawFact]] = {}
    everywhere = [{one.id for one in market.law.facts} for market in plan.markets]
    for at, market in enumerate(plan.markets):
        for place, one in enumerate(market.law.facts):
            alike = one.group in ("question", "payment") and len(everywhere) > 1
            if one.side == "export" or (alike and all(one.id in ids for ids in everywhere)):
                found.setdefault(one.id, (f"/markets/{at}/law/facts/{place}", one))
    return found


def _concerns(one: LawFact, products: frozenset[str] | None) -> bool:
    return products is None or not one.products or bool(products & set(one.products))


def _tables(facts: Sequence[tuple[str, LawFact]], key: str, pen: Pen) -> Iterator[Table]:
    for name, caption, columns, row in _TABLES:
        found = [(path, one) for path, one in facts if one.group == name]
        if found:
            yield _table(f"{name}-{key}", caption, columns, row, found, pen)


_INTRODUCTION = marked(
    "Each row names its source, its days and its standing. A rate that nobody published is unknown, and a sum over it "
    "says so. MFN stands beside every preference, because a preference falls away when origin is not proven. "
    "This informs and is no legal advice."
)


def _charges(plan: Plan, at: int, pen: Pen, products: frozenset[str] | None) -> Table:
    market = plan.markets[at]
    names = {
        line.product: line.name for group in market.sections for line in (*group.recommended, *group.stopped)
    }
    columns = (
        Column("product", pen.text(marked("Product"))),
        Column("code", pen.text(marked("HS code")), "code"),
        Column("treatment", pen.text(marked("Treatment"))),
        Column("duty", pen.text(marked("Duty"))),
        Column("others", pen.text(marked("Other charges"))),
        Column("missing", pen.text(marked("Missing from the sum")), "whole"),
        Column("export", pen.text(marked("Export side"))),
    )
    rows = [
        row
        for code_at, code in enumerate(market.law.codes)
        if products is None or code.product in products
        for row in _code_rows(code, f"/markets/{at}/law/codes/{code_at}", names, pen)
    ]
    caption = pen.text(marked("Charges by code, on the day of the plan"))
    return table(f"charges-{market.market.lower()}", caption, columns, rows)


def _code_rows(code: CodeLaw, path: str, names: dict[str, Name], pen: Pen) -> Iterator[tuple[Value, ...]]:
    for at, branch in enumerate(code.branches):
        where = f"{path}/branches/{at}"
        yield (
            pen.of_name(names.get(code.product, Name(code.product)), f"{path}/product"),
            pen.code(code.code, f"{path}/code"),
            pen.label(
                (*pen.runs(f"{branch.branch}: "), *pen.runs(pen.word(branch.state, "treatment"))),
                f"{where}/state",
            ),
            _said(
                [one for one in branch.charges if one.kind in ("mfn_duty", "preference")],
                f"{where}/charges",
                pen,
            ),
            _said(_others(branch), f"{where}/charges", pen),
            pen.whole(float(len(branch.missing)), f"{where}/missing"),
            _said(code.export, f"{path}/export", pen),
        )


def _others(branch: BranchCharges) -> list[ChargeFact]:
    return [
        one
        for one in branch.charges
        if one.kind not in ("mfn_duty", "preference") and one.status != "not_applicable"
    ]


def _said(charges: Sequence[ChargeFact], path: str, pen: Pen) -> Value:
    if not charges:
        return Value(pen.say(marked("unknown: no fact is loaded")), None, "text", "unknown", path)
    words: Words = ()
    for at, one in enumerate(charges):
        words += (*(pen.runs("؛ " if pen.lang == "fa" else "; ") if at else ()), *_charge(one, pen))
    weakest = next((one.status for one in charges if one.status in ("conflict", "unknown", "stale")), "")
    plain = "".join(one.text for one in words)
    status = {"conflict": "conflict", "unknown": "unknown", "stale": "stale"}.get(weakest, "")
    return Value(words, plain, "text", status, path)  # type: ignore[arg-type]


def _charge(one: ChargeFact, pen: Pen) -> Words:
    kind = pen.word(one.kind, "charge")
    if one.status == "known":
        shown = pen.name_text(one.formula)
    else:
        shown = pen.word(one.status, "law_status")
        if one.why:
            shown += f" ({pen.word(one.why, 'law_why')})"
        if one.low or one.high:
            shown += f" {_bound(one.low, pen)}–{_bound(one.high, pen)}"
    footnote = ""
    if one.footnotes:
        footnote = " " + pen.text(
            marked("[footnote %(marks)s: text not loaded, it may replace the rate]"),
            marks=", ".join(one.footnotes),
        )
    return (*pen.runs(f"{kind}: {shown}{footnote}"), *pen.cites(one.citations))


def _bound(rate: str, pen: Pen) -> str:
    return written.digits(rate, pen.lang).replace("%", "٪" if pen.lang == "fa" else "%") if rate else "?"


_Row = Callable[[LawFact, Pen, str], Sequence[Value]]


def _table(
    name: str,
    caption: str,
    columns: Sequence[str],
    row: _Row,
    found: Sequence[tuple[str, LawFact]],
    pen: Pen,
) -> Table:
    heads = (
        *(Column(f"c{at}", pen.text(title)) for at, title in enumerate(columns)),
        Column("since", pen.text(marked("In force since")), "date"),
        Column("standing", pen.text(marked("Standing"))),
        Column("source", pen.text(marked("Source"))),
    )
    rows = [(*row(one, pen, path), *_ending(one, pen, path)) for path, one in found]
    return table(name, pen.text(caption), heads, rows)


def _ending(one: LawFact, pen: Pen, path: str) -> tuple[Value, ...]:
    since = pen.day(one.valid_from, f"{path}/valid_from")
    if one.date_precision in ("month", "year") and one.valid_from:
        about = pen.text(marked("about %(day)s"), day=written.day(one.valid_from, pen.lang))
        since = Value(pen.runs(about), one.valid_from, "date", "", f"{path}/valid_from")
    standing = "stale" if one.is_stale else one.standing
    status = {"conflict": "conflict", "unknown": "unknown", "stale": "stale"}.get(standing, "")
    words = pen.runs(pen.word(standing, "standing"))
    return (
        since,
        Value(words, pen.word(standing, "standing"), "text", status, f"{path}/standing"),  # type: ignore[arg-type]
        pen.label(_places(one, pen), f"{path}/citations"),
    )


def _places(one: LawFact, pen: Pen) -> Words:
    found: Words = ()
    for place in one.citations:
        found += (*pen.cites((place,)), *pen.foreign(place.at))
    return found


def _title(one: LawFact, pen: Pen, path: str) -> Value:
    return pen.label((*pen.name(one.title), *_about(one, pen)), f"{path}/title")


def _about(one: LawFact, pen: Pen) -> Words:
    if not one.products:
        return ()
    count = written.whole(len(one.products), pen.lang)
    return pen.say(marked(" (for %(count)s of the lines)"), count=count)


def _text(one: LawFact, pen: Pen, path: str) -> Value:
    return pen.of_name(one.text, f"{path}/text")


def _detail(one: LawFact, name: str, pen: Pen, path: str, kind: str = "") -> Value:
    found = one.details.get(name)
    if found is None or found == "":
        return Value(pen.say(marked("unknown")), None, "text", "unknown", f"{path}/details")
    if isinstance(found, Name):
        return pen.of_name(found, f"{path}/details/{name}")
    said = pen.word(found, kind) if kind else written.digits(found, pen.lang)
    return pen.label(pen.runs(said), f"{path}/details/{name}")


def _days(one: LawFact, pen: Pen, path: str) -> Value:
    least, most = one.details.get("days_least"), one.details.get("days_most")
    if not least and not most:
        return Value(pen.say(marked("unknown")), None, "text", "unknown", f"{path}/details")
    said = f"{least or '?'}" if least == most else f"{least or '?'}–{most or '?'}"
    return pen.label(pen.runs(written.digits(said, pen.lang)), f"{path}/details")


def _cost(one: LawFact, pen: Pen, path: str) -> Value:
    if one.details.get("cost_state") == "not_applicable":
        return pen.of_word("not_applicable", "law_status", f"{path}/details/cost_state")
    return _detail(one, "cost", pen, path)


def _side(one: LawFact, pen: Pen, path: str) -> Value:
    return pen.of_word(one.side, "side", f"{path}/side")


def _dates(one: LawFact, pen: Pen, path: str) -> tuple[Value, ...]:

    found: list[Value] = []
    for name in ("signed", "in_force", "applied_from"):
        day = one.details.get(name)
        value = date.fromisoformat(str(day)) if day else None
        found.append(pen.day(value, f"{path}/details/{name}" if day else f"{path}/details"))
    return tuple(found)


_TABLES: tuple[tuple[str, str, tuple[str, ...], _Row], ...] = (
    (
        "treatment",
        marked("How goods of this origin are treated"),
        (marked("Treatment"), marked("State"), marked("What the source says")),
        lambda one, pen, path: (
            _title(one, pen, path),
            _detail(one, "state", pen, path, "treatment"),
            _text(one, pen, path),
        ),
    ),
    (
        "agreement",
        marked("Agreements: signed, in force and applied are three different days"),
        (
            marked("Agreement"),
            marked("Signed"),
            marked("In force"),
            marked("Applied from"),
            marked("State"),
            marked("What the source says"),
        ),
        lambda one, pen, path: (
            _title(one, pen, path),
            *_dates(one, pen, path),
            _detail(one, "applied", pen, path, "applied"),
            _text(one, pen, path),
        ),
    ),
    (
        "requirement",
        marked("Requirements"),
        (marked("Side"), marked("Requirement"), marked("What the source says")),
        lambda one, pen, path: (_side(one, pen, path), _title(one, pen, path), _text(one, pen, path)),
    ),
    (
        "document",
        marked("Documents and certificates"),
        (
            marked("Side"),
            marked("Document"),
            marked("Necessity"),
            marked("Issuer"),
            marked("Where"),
            marked("Cost"),
            marked("Days"),
        ),
        lambda one, pen, path: (
            _side(one, pen, path),
            _title(one, pen, path),
            _detail(one, "necessity", pen, path, "necessity"),
            _detail(one, "issuer", pen, path),
            _detail(one, "where", pen, path),
            _cost(one, pen, path),
            _days(one, pen, path),
        ),
    ),
    (
        "step",
        marked("The procedure, step by step"),
        (marked("Side"), marked("Order"), marked("Step"), marked("Who"), marked("Where"), marked("Days")),
        lambda one, pen, path: (
            _side(one, pen, path),
            _detail(one, "order", pen, path),
            _title(one, pen, path),
            _detail(one, "who", pen, path),
            _detail(one, "where", pen, path),
            _days(one, pen, path),
        ),
    ),
    (
        "question",
        marked("Questions a person must answer; one unanswered keeps a good from being recommended"),
        (marked("Question"), marked("What is asked")),
        lambda one, pen, path: (_title(one, pen, path), _text(one, pen, path)),
    ),
    (
        "payment",
        marked("Payment: what to know and to ask; no channel is suggested"),
        (marked("Part"), marked("Title"), marked("What it says")),
        lambda one, pen, path: (
            _detail(one, "part", pen, path, "payment_part"),
            _title(one, pen, path),
            _text(one, pen, path),
        ),
    ),
)
