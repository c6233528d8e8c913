"""The answer to a question, from a law book."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from karvan.engines.access.answer import StopFact
from karvan.engines.access.law.answer import METHOD, AccessAnswer, Branch, Charge, Levy, Side, Total
from karvan.engines.access.law.book import CountryLaw, LawBook
from karvan.engines.access.law.coverage import counted, standings
from karvan.engines.access.law.envelope import Envelope
from karvan.engines.access.law.exchange import Exchange
from karvan.engines.access.law.facts import Agreement, Measure, ScheduleLine, Step, Treatment
from karvan.engines.access.law.levies import MFN, Moment, levies
from karvan.engines.access.law.question import AccessQuestion
from karvan.engines.access.law.schedule import own_before_shipped
from karvan.engines.access.law.scope import NONE, Codes, Scope
from karvan.engines.access.law.stack import Reckoning, reckon, total
from karvan.engines.access.stops import judge
from karvan.model.charge import CHARGES, EXPECTED

NON_MFN = "non-mfn"


def answer(book: LawBook, question: AccessQuestion) -> AccessAnswer:
    """Everything the loaded law says of the good on the day; what it does not say is named as unknown."""
    codes = book.codes_of(question.hs_rev, question.code)
    moment = Moment(question.on, question.known_on, question.allow_stale)
    lines = _lines(book.market, codes, "import", moment)
    fx = book.fx_on(question.on, question.allow_stale)
    branches = _branches(book, question, codes, lines, moment, fx)
    export = _side(book.home, question, codes, moment, "export", fx)
    imported = _side(book.market, question, codes, moment, "import", fx)
    stops, flags = _stops(book, question, codes)
    questions = tuple(
        one
        for one in book.questions
        if _holds(one.envelope, moment) and _is_about(one.scope, codes, question)
        if one.country in ("", question.home if one.scope.direction == "export" else question.market)
    )
    payment = tuple(
        one
        for one in book.payment
        if _holds(one.envelope, moment) and (not one.markets or question.market in one.markets)
    )
    return AccessAnswer(
        question=question,
        method=METHOD,
        is_code=book.is_code(question.hs_rev, question.code),
        branches=branches,
        export=export,
        imported=imported,
        stops=stops,
        flags=flags,
        agreements=_agreements(book, question, moment),
        questions=tuple(sorted(questions, key=lambda one: one.id)),
        payment=payment,
        lines=lines,
        rates=fx.used,
        bands=book.bands_of(codes),
        listed=book.measures_of(codes),
        coverage=counted(standings(branches, export, imported, stops + flags, questions, payment, moment)),
        versions=tuple(sorted(book.versions.items())),
    )


def _holds(envelope: Envelope, moment: Moment) -> bool:
    return envelope.holds(moment.on, moment.known_on)


def _is_about(scope: Scope, codes: Codes, question: AccessQuestion) -> bool:
    return scope.is_for(question.home, question.market) and scope.reach(codes)[0] != NONE


def _lines(law: CountryLaw, codes: Codes, direction: str, moment: Moment) -> tuple[ScheduleLine, ...]:
    found = [line for schedule in law.schedules for line in schedule.under(codes)]
    return own_before_shipped(
        line for line in found if line.direction == direction and _holds(line.envelope, moment)
    )


def _branches(
    book: LawBook,
    question: AccessQuestion,
    codes: Codes,
    lines: Sequence[ScheduleLine],
    moment: Moment,
    fx: Exchange,
) -> tuple[Branch, ...]:
    all_levies = levies(
        book.market.measures,
        lines,
        codes,
        origin=question.home,
        destination=question.market,
        direction="import",
        moment=moment,
    )
    reckoning = Reckoning(question.consignment, fx, book.market.jurisdiction(question.known_on))
    return tuple(
        _branch(
            name, state, treatment, _of_branch(all_levies, name), reckoning, _expected(book, question, name)
        )
        for name, state, treatment in treatments(book.market, question.home, moment)
    )


def _expected(book: LawBook, question: AccessQuestion, branch: str) -> tuple[str, ...]:
    """Kinds on which the law cannot be silent: those of every law, and what this one has had on all goods."""
    had = {
        one.kind
        for one in book.market.measures
        if one.kind in CHARGES and one.kind != "preference" and one.scope.direction == "import"
        if one.branch in ("", branch) and not one.scope.codes and one.envelope.was_known(question.known_on)
        if one.scope.is_for(question.home, question.market)
    }
    return (*EXPECTED, *(kind for kind in CHARGES if kind in had and kind not in EXPECTED))


def treatments(law: CountryLaw, origin: str, moment: Moment) -> list[tuple[str, str, Treatment | None]]:
    """Branch, whether it applies, and the fact that says so. MFN is always there, beside any preference."""
    found: dict[str, tuple[str, Treatment | None]] = {MFN: ("unknown", None)}
    for one in law.treatments:
        if one.origin == origin and _holds(one.envelope, moment):
            certain = one.envelope.force(moment.on) == "in_force"
            found[one.branch] = (one.state if certain else "unknown", one)
    order = sorted(
        found, key=lambda name: ((MFN, NON_MFN).index(name) if name in (MFN, NON_MFN) else 2, name)
    )
    return [(name, *found[name]) for name in order]


def _branch(
    name: str,
    state: str,
    treatment: Treatment | None,
    mine: Sequence[Levy],
    reckoning: Reckoning,
    expected: Sequence[str],
) -> Branch:
    charges = reckon(mine, reckoning)
    return Branch(name, state, treatment, charges, total(mine, charges, reckoning, expected))


def _of_branch(all_levies: Sequence[Levy], name: str) -> tuple[Levy, ...]:
    """Charges under one treatment: its own stand in for those that hold under each; a preference for the duty."""
    own = [levy for levy in all_levies if levy.branch == name]
    replaced = {levy.kind for levy in own if levy.kind in ("mfn_duty", "vat", "excise")}
    if any(levy.kind == "preference" for levy in own):
        replaced.add("mfn_duty")
    general = [levy for levy in all_levies if not levy.branch and levy.kind not in replaced]
    mine = [replace(levy, branch=name) for levy in (*own, *general)]
    return tuple(sorted(mine, key=lambda levy: (levy.sequence, levy.measure)))


def _side(
    law: CountryLaw, question: AccessQuestion, codes: Codes, moment: Moment, direction: str, fx: Exchange
) -> Side:
    """Requirements, papers and steps of one country; on the export side also its charges."""
    charges: tuple[Charge, ...] = ()
    due = Total(None, (), None, None)
    jurisdiction = law.jurisdiction(question.known_on)
    if direction == "export":
        named = levies(
            law.measures,
            _lines(law, codes, direction, moment),
            codes,
            origin=question.home,
            destination=question.market,
            direction=direction,
            moment=moment,
        )
        reckoning = Reckoning(question.consignment, fx, jurisdiction)
        charges = reckon(named, reckoning)
        due = total(named, charges, reckoning, ("export_duty",))
    return Side(
        jurisdiction=jurisdiction,
        charges=charges,
        total=due,
        requirements=_requirements(law.measures, question, codes, moment, direction),
        documents=tuple(
            one
            for one in sorted(law.documents, key=lambda one: one.id)
            if one.scope.direction == direction
            if _holds(one.envelope, moment) and _is_about(one.scope, codes, question)
        ),
        steps=_steps(law.steps, question, codes, moment, direction),
    )


def _requirements(
    measures: Iterable[Measure], question: AccessQuestion, codes: Codes, moment: Moment, direction: str
) -> tuple[Measure, ...]:
    found = [
        one
        for one in measures
        if one.kind not in CHARGES and one.scope.direction == direction
        if _holds(one.envelope, moment) and _is_about(one.scope, codes, question)
    ]
    return tuple(sorted(found, key=lambda one: one.id))


def _steps(
    steps: Iterable[Step], question: AccessQuestion, codes: Codes, moment: Moment, direction: str
) -> tuple[Step, ...]:
    found = [
        one
        for one in steps
        if one.scope.direction == direction
        if _holds(one.envelope, moment) and _is_about(one.scope, codes, question)
    ]
    return tuple(sorted(found, key=lambda one: (one.order, one.id)))


def _stops(
    book: LawBook, question: AccessQuestion, codes: Codes
) -> tuple[tuple[StopFact, ...], tuple[StopFact, ...]]:
    found = judge(
        tuple(dict.fromkeys(code for same in codes.values() for code in same)),
        home=question.home,
        market=question.market,
        on=question.on,
        rules=[rule for rule in book.rules if _was_read(rule.fact, question)],
        producers=(),
    )
    own = [one for one in book.own_stops_of(codes, question.on) if _was_read(one, question)]
    stops = (*found.stops, *(one for one in own if one.effect == "stop"))
    flags = (*found.flags, *(one for one in own if one.effect != "stop"))
    return _by_id(stops), _by_id(flags)


def _was_read(stop: StopFact, question: AccessQuestion) -> bool:
    """A stop read after the day of knowledge was not known on it, and an old answer must be made again whole."""
    return stop.observed_on is None or stop.observed_on <= question.known_on


def _by_id(facts: Iterable[StopFact]) -> tuple[StopFact, ...]:
    return tuple(sorted(facts, key=lambda one: one.id))


def _agreements(book: LawBook, question: AccessQuestion, moment: Moment) -> tuple[Agreement, ...]:
    found: dict[str, Agreement] = {}
    for one in (*book.market.agreements, *book.home.agreements):
        between = question.home in one.parties and question.market in one.parties
        if between and _holds(one.envelope, moment):
            found.setdefault(one.id, one)
    return tuple(found[name] for name in sorted(found))
