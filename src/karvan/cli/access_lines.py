"""The answer of `karvan access` as lines for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from karvan.cli.output import line
from karvan.cli.session import current
from karvan.cli.words import marked
from karvan.engines.access.answer import StopFact
from karvan.engines.access.law import AccessAnswer, Branch, Charge, Side, Total
from karvan.engines.access.law.document import in_words
from karvan.engines.access.law.envelope import Envelope
from karvan.engines.access.law.exchange import ExchangeRate
from karvan.engines.access.law.facts import Agreement, ControlQuestion, Document, PaymentFact, Step, Words
from karvan.engines.access.law.said import money
from karvan.model.money import Money
from karvan.reports.law_words import LAW_CODES

STANDINGS = {
    "verified": marked("verified"),
    "single_source": marked("single source"),
    "conflict": marked("conflict"),
    "stale": marked("stale"),
    "assigned": marked("ours"),
    "unknown": marked("unknown"),
}
KINDS, STATES, WHY = LAW_CODES["charge"], LAW_CODES["law_status"], LAW_CODES["law_why"]
APPLIES, APPLIED, NECESSITY = LAW_CODES["treatment"], LAW_CODES["applied"], LAW_CODES["necessity"]
TOPICS, PARTS = LAW_CODES["topic_of_law"], LAW_CODES["payment_part"]


def access_lines(answer: AccessAnswer) -> list[str]:
    """Everything the answer holds, in the order in which people need it."""
    asked = answer.question
    head = line(
        marked("{code} (HS {hs_rev}), {home} to {market}: the law of {on}, as known on {known_on}"),
        code=asked.code,
        hs_rev=asked.hs_rev,
        home=asked.home,
        market=asked.market,
        on=asked.on,
        known_on=asked.known_on,
    )
    return [
        head,
        *_unheard_of(answer),
        *_stops(answer.stops, line(marked("STOP"))),
        *_stops(answer.flags, line(marked("NOTE"))),
        *chain.from_iterable(_branch(branch) for branch in answer.branches),
        *_exchange(answer.rates),
        *_lines_of_schedule(answer),
        *_trains(answer),
        *_agreements(answer.agreements),
        *_side(answer.export, line(marked("Export side"))),
        *_side(answer.imported, line(marked("Import side"))),
        *_questions(answer.questions),
        *_payment(answer.payment),
        *_coverage(answer),
        line(marked("This informs; it is no legal advice, and nothing here clears a party or a good.")),
    ]


def _unheard_of(answer: AccessAnswer) -> Iterator[str]:
    if answer.is_code is False:
        yield line(
            marked("NOTE: {code} is not in HS {hs_rev}: check the digits before you read on."),
            code=answer.question.code,
            hs_rev=answer.question.hs_rev,
        )


def _two(words: Words) -> str:
    return words.fa if current().lang == "fa" else words.en


def _said(template: str) -> str:
    return line(template)


def _source(envelope: Envelope) -> str:
    places = "; ".join(f"{one.source} {one.at}".strip() for one in envelope.citations)
    dates = f"{envelope.valid_from or '?'} – {envelope.valid_to or '…'}"
    return f"[{dates}; {_said(STANDINGS[envelope.standing])}; {places}]"


def _stops(facts: Iterable[StopFact], mark: str) -> Iterator[str]:
    for fact in facts:
        title, text = (
            (fact.title_fa, fact.text_fa) if current().lang == "fa" else (fact.title_en, fact.text_en)
        )
        lifting = line(marked(", lifting unknown")) if fact.lifting == "unknown" else ""
        yield f"{mark}: {title} [{fact.valid_from or '?'}{lifting}; {', '.join(fact.citations)}]"
        yield f"    {text}"


def _branch(branch: Branch) -> Iterator[str]:
    yield ""
    name = (
        _two(branch.treatment.title) if branch.treatment else line(marked("no fact on goods of this origin"))
    )
    yield f"{branch.id}: {_said(APPLIES[branch.state])} — {name}"
    if branch.treatment:
        yield f"    {_source(branch.treatment.envelope)}"
    for charge in branch.charges:
        yield from _charge(charge)
    yield from _total(branch.total)


def _charge(charge: Charge) -> Iterator[str]:
    levy, lang = charge.levy, current().lang
    rate = in_words(levy.rate, levy.base, lang) if levy.status == "known" else _unknown(charge)
    amount = f" = {money(charge.amount)}" if charge.amount else ""
    lacks = (
        line(
            marked(" (on the known part of its base; it lacks {lacks})"),
            lacks=", ".join(map(_named, charge.lacks)),
        )
        if charge.lacks and charge.amount
        else ""
    )
    yield f"  {_said(KINDS[levy.kind])}: {rate}{amount}{lacks} — {_two(levy.title) or levy.measure}"
    for mark in levy.footnotes:
        yield line(
            marked(
                "      footnote {mark} is on the line, its text is not loaded: it may replace the rate for a time"
            ),
            mark=mark,
        )
    for said in levy.says:
        yield f"      · {_two(said.text)} [{', '.join(one.source for one in said.citations)}]"
    if charge.ask:
        yield line(marked("      to reckon it, give: {ask}"), ask=", ".join(map(_asked, charge.ask)))
    if levy.needs:
        yield line(marked("      only with: {needs}"), needs=", ".join(levy.needs))
    yield f"      {levy.measure} {_source(levy.envelope)}"


def _asked(what: str) -> str:
    """What the user can do about it: an option, a table to load, or the rate that another charge lacks."""
    if "/" in what:
        return line(marked("an official rate {pair} of at most 31 days before (fx_rates)"), pair=what)
    if what in KINDS:
        return line(marked("the rate of: {kind}"), kind=_said(KINDS[what]))
    options = {"value": "--value", "kg": "--weight"}
    return options.get(what, f"--quantity {what}=")


def _named(what: str) -> str:
    """A measure by its id, a kind of charge of which no fact speaks by its name."""
    return line(marked("{kind} (no fact)"), kind=_said(KINDS[what])) if what in KINDS else what


def _unknown(charge: Charge) -> str:
    levy = charge.levy
    why = f" ({_said(WHY[levy.why])})" if levy.why else ""
    bounds = f", {levy.low or '?'} – {levy.high or '?'}" if levy.low or levy.high else ""
    missing = f"; {_two(levy.missing)}" if _two(levy.missing) else ""
    return f"{_said(STATES[levy.status])}{why}{bounds}{missing}"


def _total(total: Total) -> Iterator[str]:
    if total.known is not None:
        yield line(marked("  known part: {amount}"), amount=money(total.known))
    if total.missing:
        yield line(marked("  missing from it: {missing}"), missing=", ".join(map(_named, total.missing)))
    if total.low is not None and total.high is not None:
        yield line(
            marked("  with the bounds that sources give: {low} to {high}"),
            low=_short(total.low),
            high=_short(total.high),
        )


def _short(amount: Money) -> str:
    return f"{amount.amount:,.2f} {amount.currency}"


def _exchange(rates: Iterable[ExchangeRate]) -> Iterator[str]:
    for one in rates:
        yield ""
        yield line(
            marked("Exchange: 1 {base} = {rate} {quote}, official rate of {on} ({source})"),
            base=one.base,
            rate=f"{one.rate:f}",
            quote=one.quote,
            on=one.on,
            source=one.source,
        )


def _lines_of_schedule(answer: AccessAnswer) -> Iterator[str]:
    longer = [one for one in answer.lines if len(one.code) > len(answer.question.code)]
    if len({one.code for one in longer}) > 1:
        yield ""
        yield line(marked("National lines under this code; ask again with one of them:"))
        for one in longer:
            of = "" if one.kind == "mfn_duty" else f"  {_said(KINDS[one.kind])}"
            yield f"  {one.code}{of}  {one.rate_text or '?'}  {one.description}"


def _trains(answer: AccessAnswer) -> Iterator[str]:
    if answer.bands or answer.listed:
        yield ""
        yield line(marked("From your TRAINS downloads, beside the law and in no sum:"))
    for one in answer.bands:
        yield line(
            marked("  {duty} of {year} for {partner}: mean {mean}, from {low} to {high}"),
            duty=one.duty_type,
            year=one.year,
            partner=one.partner,
            mean=_share(one.simple_average),
            low=_share(one.min_rate),
            high=_share(one.max_rate),
        )
    for two in answer.listed:
        yield f"  {two.ntm_code} {two.code} {two.partner}: {two.description or two.regulation} {two.link}".rstrip()


def _share(share: float | None) -> str:
    return _said(STATES["unknown"]) if share is None else f"{share:.2%}"


def _agreements(agreements: Iterable[Agreement]) -> Iterator[str]:
    for one in agreements:
        yield ""
        yield line(
            marked("{title}: signed {signed}, in force {in_force}, applied from {applied_from}: {applied}"),
            title=_two(one.title),
            signed=one.signed or "?",
            in_force=one.in_force or "?",
            applied_from=one.applied_from or "?",
            applied=_said(APPLIED[one.applied]),
        )
        yield f"    {_two(one.text)} {_source(one.envelope)}"


def _side(side: Side, title: str) -> Iterator[str]:
    yield ""
    yield title if side.jurisdiction else title + line(marked(": no law of this country is loaded"))
    for charge in side.charges:
        yield from _charge(charge)
    for requirement in side.requirements:
        yield f"  {_two(requirement.title)}: {_two(requirement.text)} {_source(requirement.envelope)}"
    for document in side.documents:
        yield from _document(document)
    # Numbered anew: steps that do not hold for these goods would leave gaps.
    order = {step.id: at for at, step in enumerate(side.steps, 1)}
    for step in side.steps:
        yield _step(step, order[step.id])
        yield from _hangs_on(step, order)


def _document(one: Document) -> Iterator[str]:
    cost = one.cost if one.cost_state == "known" else _said(STATES[one.cost_state])
    yield line(
        marked(
            "  Document: {title} ({necessity}); issuer: {issuer}; where: {where}; cost: {cost}; days: {days}"
        ),
        title=_two(one.title),
        necessity=_said(NECESSITY[one.necessity]),
        issuer=_two(one.issuer),
        where=_two(one.where),
        cost=cost,
        days=_days(one.days_least, one.days_most),
    )
    yield f"      {_source(one.envelope)}"


def _days(least: int | None, most: int | None) -> str:
    if least is None and most is None:
        return _said(STATES["unknown"])
    return str(least) if least == most else f"{least or '?'}–{most or '?'}"


def _step(one: Step, order: int) -> str:
    return line(
        marked("  {order}. {title} — {who}, {where}; days: {days} {source}"),
        order=order,
        title=_two(one.title),
        who=_two(one.who),
        where=_two(one.where),
        days=_days(one.days_least, one.days_most),
        source=_source(one.envelope),
    )


def _hangs_on(one: Step, order: Mapping[str, int]) -> Iterator[str]:
    """What to do, on which form, and after which of the steps that hold for this good."""
    first = ", ".join(str(order[name]) for name in one.depends_on if name in order)
    parts = (
        _two(one.text),
        line(marked("Form: {form}."), form=_two(one.form)) if _two(one.form) else "",
        line(marked("After: {steps}."), steps=first) if first else "",
    )
    if any(parts):
        yield "      " + " ".join(part for part in parts if part)


def _questions(questions: Iterable[ControlQuestion]) -> Iterator[str]:
    listed = tuple(questions)
    if listed:
        yield ""
        yield line(
            marked("Questions a person must answer; one unanswered keeps the good from being recommended:")
        )
    for one in listed:
        yield f"  {_two(one.title)}: {_two(one.text)} {_source(one.envelope)}"


def _payment(facts: Iterable[PaymentFact]) -> Iterator[str]:
    listed = tuple(facts)
    if listed:
        yield ""
        yield line(marked("Payment: what to know and to ask; no channel is suggested:"))
    for one in listed:
        yield f"  {_said(PARTS[one.part])}: {_two(one.title)}. {_two(one.text)} {_source(one.envelope)}"
        bears = (
            (marked("      exporter bears: {risk}"), one.exporter_bears),
            (marked("      importer bears: {risk}"), one.importer_bears),
        )
        yield from (line(template, risk=_two(words)) for template, words in bears if words.en)


def _coverage(answer: AccessAnswer) -> Iterator[str]:
    yield ""
    cells = []
    for one in answer.coverage:
        counts = {
            name: getattr(one, name) for name in ("verified", "single_source", "conflict", "unknown", "stale")
        }
        shown = ", ".join(f"{_said(STANDINGS[name])} {count}" for name, count in counts.items() if count)
        cells.append(f"{_said(TOPICS[one.topic])}: {shown}")
    yield line(marked("Coverage: {cells}"), cells=" | ".join(cells))
