"""Screens everybody whom the documents name: organisers, partners, known producers, and a firm of one's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from karvan.dossier.name import Name
from karvan.dossier.plan import MarketPlan, Question
from karvan.dossier.screened import ListedMatch, ListFinding, ScreenedParty
from karvan.engines.access.screening import PartyAnswer, screen
from karvan.engines.access.screening.ask import open_books
from karvan.model.party import Party, Role
from karvan.store.snapshot import Snapshot


def screened_parties(
    snapshot: Snapshot, question: Question, home: str, markets: Iterable[MarketPlan]
) -> tuple[ScreenedParty, ...]:
    """Organisers and partners of the announcement, then the known producers, each once."""
    named = dict.fromkeys([*_announced(question), *_producers(markets)])
    books = open_books(snapshot, None, question.as_of)
    return tuple(
        _screened(name, role, screen(_party(name, role, home), books, question.as_of)) for name, role in named
    )


def screened_firm(snapshot: Snapshot, question: Question, firm: Party, name: Name) -> ScreenedParty:
    """One firm."""
    books = open_books(snapshot, None, question.as_of)
    return _screened(name, firm.role, screen(firm, books, question.as_of))


def _announced(question: Question) -> Iterator[tuple[Name, Role]]:
    if question.announced is not None:
        yield from ((Name(one, one), Role.ORGANISER) for one in question.announced.organisers)
        yield from ((Name(one, one), Role.PARTNER) for one in question.announced.partners)


def _producers(markets: Iterable[MarketPlan]) -> Iterator[tuple[Name, Role]]:
    for market in markets:
        for group in market.sections:
            for line in (*group.recommended, *group.stopped):
                yield from ((one.name, Role.PRODUCER) for one in line.producers)


def _party(name: Name, role: Role, home: str) -> Party:
    names = tuple(dict.fromkeys(one for one in (name.en, name.fa) if one))
    return Party(names, role=role, kind="entity", country=home)


def _screened(name: Name, role: Role, answer: PartyAnswer) -> ScreenedParty:
    return ScreenedParty(
        name=name,
        role=str(role),
        method=answer.lists[0].method if answer.lists else "",
        lists=tuple(
            ListFinding(
                jurisdiction=one.jurisdiction,
                state=str(one.state),
                published_on=one.published_on,
                age_days=one.age_days,
                is_stale=one.is_stale,
                is_contested=one.contested is not None,
                matches=tuple(
                    ListedMatch(match.ref, match.listed_name, match.regime, match.weighed, str(match.state))
                    for match in one.matches[:3]
                ),
            )
            for one in answer.lists
        ),
        pack=answer.pack.screening if answer.pack else "",
    )
