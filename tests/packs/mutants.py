"""Law books with one thing taken away, and the questions that touch what was taken."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from karvan.engines.access.law import AccessQuestion, Consignment, LawBook
from karvan.engines.access.law.book import CountryLaw
from karvan.engines.access.law.envelope import Envelope
from karvan.engines.access.law.facts import Measure, ScheduleLine
from karvan.engines.access.law.schedule import Schedule
from karvan.model.money import Money

AS_OF = date(2026, 11, 24)
GOODS = Consignment(
    Money(Decimal(10_000), "USD"),
    {unit: Decimal(1_000) for unit in ("kg", "pc", "l", "m2", "m", "m3", "pair", "t")},
)
OF_COUNTRY = ("measures", "treatments", "agreements", "documents", "steps")
OF_BOOK = ("questions", "payment")
ANY_CODE = ("99999999", "760711", "690721", "200290", "271012")


@dataclass(frozen=True)
class Removed:
    """One fact of a book: `side` is home, market or book; `where` the field it stands in."""

    side: str
    where: str
    fact: Any

    @property
    def name(self) -> str:
        return f"{self.side}.{self.where}:{self.fact.id}"


def facts_of(book: LawBook) -> Iterator[Removed]:
    """Every fact of a book except schedule lines and stops.

    Iran's own and those of all markets are the same in each book: they are taken away beside Iraq only, with which the cases of Iran ask.
    """
    is_first = book.market.country == "IRQ"
    for side in ("home", "market") if is_first else ("market",):
        for where in OF_COUNTRY:
            for fact in getattr(getattr(book, side), where):
                yield Removed(side, where, fact)
    for where in OF_BOOK:
        for fact in [fact for fact in getattr(book, where) if is_first or is_of_market(fact, book)]:
            yield Removed("book", where, fact)


def is_of_market(fact: Any, book: LawBook) -> bool:
    """Whether a question or a fact of payment is about this market alone."""
    return book.market.country in (getattr(fact, "country", ""), *getattr(fact, "markets", ()))


def sources_of(book: LawBook) -> tuple[str, ...]:
    """Every citation that some fact rests on alone."""
    return tuple(sorted({found for one in facts_of(book) for found in [alone(one)] if found}))


def alone(one: Removed) -> str:
    """The only citation of a fact, or nothing."""
    found = {cited.source for cited in one.fact.envelope.citations}
    return found.pop() if len(found) == 1 else ""


def without(book: LawBook, removed: Iterable[Removed]) -> LawBook:
    """The book without these facts."""
    gone = {id(one.fact) for one in removed}

    def kept(facts: Iterable[Any]) -> tuple[Any, ...]:
        return tuple(fact for fact in facts if id(fact) not in gone)

    return replace(
        book,
        **{side: _each(getattr(book, side), kept) for side in ("home", "market")},
        **{where: kept(getattr(book, where)) for where in OF_BOOK},
    )


def blanked(book: LawBook, one: Removed) -> LawBook:
    """The book with the rate of one measure unknown and without bounds."""

    def blank(facts: Iterable[Any]) -> tuple[Any, ...]:
        return tuple(
            replace(fact, state="unknown", rate="", low="", high="") if fact is one.fact else fact
            for fact in facts
        )

    law = getattr(book, one.side)
    return replace(book, **{one.side: replace(law, measures=blank(law.measures))})


def _each(law: CountryLaw, kept: Callable[[Iterable[Any]], tuple[Any, ...]]) -> CountryLaw:
    return replace(law, **{where: kept(getattr(law, where)) for where in OF_COUNTRY})


def with_line(book: LawBook, at: int, line: ScheduleLine | None) -> LawBook:
    """The book with line number `at` of the market's schedule replaced, or taken out."""
    schedule = book.market.schedules[0]
    keys, lines = list(schedule.keys), list(schedule.lines)
    if line is None:
        del keys[at], lines[at]
    else:
        lines[at] = line
    changed = Schedule(schedule.hs_rev, tuple(keys), tuple(lines))
    return replace(book, market=replace(book.market, schedules=(changed, *book.market.schedules[1:])))


def questions_on(one: Removed, book: LawBook) -> Iterator[AccessQuestion]:
    """Questions inside the scope of a fact, on a day on which it holds."""
    scope = getattr(one.fact, "scope", None)
    home = scope.origins[0] if scope and scope.origins else getattr(one.fact, "origin", "IRN")
    market = scope.destinations[0] if scope and scope.destinations else book.market.country
    for hs_rev, code in goods_of(scope):
        for on, known_on in moments(one.fact.envelope):
            yield AccessQuestion(home, market, code, hs_rev, on, known_on, GOODS, allow_stale=True)


def goods_of(scope: Any) -> Iterator[tuple[int, str]]:
    """Codes inside a scope: as it writes them, and longer ones beside its finer neighbours."""
    if scope is None or not scope.codes:
        yield from ((2022, code) for code in ANY_CODE)
        return
    for code in scope.codes:
        yield from ((scope.hs_rev, longer) for longer in (code, code.ljust(10, "9"), code.ljust(10, "0")))


def moments(envelope: Envelope) -> Iterator[tuple[date, date]]:
    """Days of the law and of knowledge on which the fact is certain, or at least holds."""
    known_on = envelope.observed_on if envelope.known_until else max(AS_OF, envelope.observed_on)
    start = envelope.valid_from or envelope.observed_on
    settled = start + timedelta(days={"month": 31, "year": 366}.get(envelope.date_precision, 0))
    for on in (known_on, settled, envelope.valid_to, start):
        if on is not None and envelope.holds(on, known_on):
            yield on, known_on


def is_charge(one: Removed, kinds: Iterable[str]) -> bool:
    """Whether it is a measure that is paid."""
    return isinstance(one.fact, Measure) and one.fact.kind in kinds
