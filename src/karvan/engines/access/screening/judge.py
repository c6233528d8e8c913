"""A party before one list: its matches with what speaks for and against, and its owners."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from karvan.engines.access.answer import ProducerFinding, StopFact
from karvan.engines.access.screening.answer import (
    Evidence,
    ListAnswer,
    Match,
    OwnershipAnswer,
    PartyAnswer,
    State,
)
from karvan.engines.access.screening.decisions import OWNERSHIP, WHOLE_LIST, Decision, DecisionBook
from karvan.engines.access.screening.evidence import evidence_on
from karvan.engines.access.screening.index import Candidate
from karvan.engines.access.screening.listed import ListedParty, ListHead
from karvan.engines.access.screening.ownership import holding
from karvan.engines.access.screening.parties import is_readable, number_key, party_key
from karvan.engines.access.screening.readings import reading_of
from karvan.model.party import Party
from karvan.model.text import name_key
from karvan.model.truth import Truth

# A list older than this is stale: the lists of sanctions change by the week.
STALE_AFTER_DAYS = 30
# From here on a name is taken for the same one, unless evidence speaks against it.
SURE = 0.97
_AGAINST = {"birth_differs", "country_differs", "kind_differs", "weak_name", "only_linked"}
_FOR_A_PERSON = {"birth_agrees", "identifier_number_equal"}
_REGIME_CONTESTED = "iran"


@dataclass(frozen=True, slots=True)
class LoadedList:
    """One list, ready to be asked. `numbers` maps an identifier's key to the references that carry it."""

    head: ListHead
    search: Callable[[str], Iterable[Candidate]]
    party: Callable[[str], ListedParty]
    numbers: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Books:
    """All that screening reads: a list by jurisdiction (None = not loaded), decisions, the contested regime.

    `producers`: what packs say of the producers they name, by the key of each name.
    """

    lists: Mapping[str, LoadedList | None]
    method: str
    decisions: DecisionBook
    contested: StopFact | None
    producers: Mapping[str, ProducerFinding]


def screen(party: Party, books: Books, on: date) -> PartyAnswer:
    """The party on every list on the day `on`; lists are never merged."""
    answers = tuple(_on_list(party, jurisdiction, books, on) for jurisdiction in books.lists)
    named = (books.producers.get(name_key(name)) for name in party.names)
    in_pack = next((one for one in named if one is not None), None)
    return PartyAnswer(party_key(party), party.name, party.role, on, answers, in_pack)


def _on_list(party: Party, jurisdiction: str, books: Books, on: date) -> ListAnswer:
    loaded = books.lists[jurisdiction]
    head = loaded.head if loaded else ListHead(jurisdiction, None, "", "")
    matches = _matches(party, loaded, books, on) if loaded else ()
    age = head.age_days(on)
    is_stale = loaded is not None and (age is None or age > STALE_AFTER_DAYS)
    reason = _reason(party, loaded)
    contested = books.contested if any(_is_contested(jurisdiction, one) for one in matches) else None
    return ListAnswer(
        jurisdiction=jurisdiction,
        state=_state(matches, reason, is_stale=is_stale),
        reason=reason,
        published_on=head.published_on,
        age_days=age,
        is_stale=is_stale,
        snapshot=head.snapshot,
        method=books.method,
        matches=matches,
        ownership=_ownership(party, jurisdiction, books, on),
        contested=contested,
        decision=_decision(party, head, books, on, WHOLE_LIST),
    )


def _reason(party: Party, loaded: LoadedList | None) -> str:
    """Why silence says nothing; empty when it says something."""
    if loaded is None:
        return "list_not_loaded"
    return "" if is_readable(party) else "script_not_read"


def _state(matches: Iterable[Match], reason: str, *, is_stale: bool) -> State:
    """The gravest that stands. A list that is old can still hit, but its silence says nothing."""
    standing = {one.state for one in matches if not one.is_released}
    for grave in (State.HIT, State.POSSIBLE_HIT):
        if grave in standing:
            return grave
    if reason:
        return State.UNKNOWN
    return State.STALE if is_stale else State.NOT_ON_LIST


def _is_contested(jurisdiction: str, match: Match) -> bool:
    return jurisdiction == "UN" and match.regime.lower() == _REGIME_CONTESTED


def _matches(party: Party, loaded: LoadedList, books: Books, on: date) -> tuple[Match, ...]:
    """By name in any of the party's names, or by an identifier whatever the name; the likeliest first."""
    best: dict[str, tuple[Candidate, str]] = {}
    for asked in party.names:
        for found in loaded.search(asked):
            held = best.get(found.ref)
            if held is None or found.score > held[0].score:
                best[found.ref] = (found, asked)
    keys = [number_key(one.number) for one in party.identifiers]
    by_number = [ref for key in keys for ref in loaded.numbers.get(key, ()) if ref not in best]
    matches = [_match(party, loaded, books, on, found.ref, (found, asked)) for found, asked in best.values()]
    numbered = (_match(party, loaded, books, on, ref, None) for ref in dict.fromkeys(by_number))
    # A number too short to tell parties apart is no match by itself.
    matches += [one for one in numbered if any(said.code.startswith("identifier") for said in one.evidence)]
    return tuple(sorted(matches, key=lambda one: (one.state is not State.HIT, -one.weighed, one.ref)))


def _match(
    party: Party, loaded: LoadedList, books: Books, on: date, ref: str, by_name: tuple[Candidate, str] | None
) -> Match:
    listed = loaded.party(ref)
    found, asked = by_name or (None, "")
    quality = found.quality if found else ""
    evidence = evidence_on(party, listed, quality)
    is_same_number = any(one.code == "identifier_equal" for one in evidence)
    score = found.score if found else 0.0
    weighed = min(1.0, max(0.0, score + sum(one.change for one in evidence)))
    decision = _decision(party, loaded.head, books, on, ref)
    confirmed = decision is not None and decision.verdict == "true_match"
    is_hit = confirmed or is_same_number or _is_sure(party, listed, score, evidence)
    return Match(
        ref=ref,
        listed_name=found.name if found else listed.primary,
        asked_name=asked,
        listed_primary=listed.primary,
        regime=listed.regime,
        listed_on=listed.listed_on,
        quality=quality,
        score=score,
        weighed=weighed,
        state=State.HIT if is_hit else State.POSSIBLE_HIT,
        is_same_number=is_same_number,
        evidence=evidence,
        explanation=found.explanation if found else (),
        numbers=tuple(one.number for one in listed.numbers),
        decision=None if is_same_number and not confirmed else decision,
    )


def _is_sure(party: Party, listed: ListedParty, score: float, evidence: tuple[Evidence, ...]) -> bool:
    """Whether the name alone makes a hit: people share names, firms of one name are rare."""
    codes = {one.code for one in evidence}
    if score < SURE or codes & _AGAINST:
        return False
    is_person = "individual" in (party.kind, listed.kind)
    return not is_person or bool(codes & _FOR_A_PERSON)


def _ownership(party: Party, jurisdiction: str, books: Books, on: date) -> OwnershipAnswer:
    reading = reading_of(jurisdiction, on)
    found = holding(party, reading, lambda owner: _is_listed(owner, jurisdiction, books, on))
    loaded = books.lists[jurisdiction]
    head = loaded.head if loaded else ListHead(jurisdiction, None, "", "")
    decision = _decision(party, head, books, on, OWNERSHIP)
    return OwnershipAnswer(
        state="not_applicable" if party.kind == "individual" else str(found.is_owned),
        low=found.low,
        high=found.high,
        by_control=found.by_control,
        owners=found.owners,
        lacks=found.lacks,
        reading=reading.id,
        standing=reading.standing,
        citations=reading.citations,
        # What is owned by listed persons stays so, whoever signs.
        decision=None if found.is_owned is Truth.YES else decision,
    )


def _is_listed(owner: Party, jurisdiction: str, books: Books, on: date) -> Truth:
    """An owner's own name on one list; stale, unknown and possible are not known, unless decided."""
    loaded = books.lists[jurisdiction]
    if loaded is None:
        return Truth.UNKNOWN
    standing = {one.state for one in _matches(owner, loaded, books, on) if not one.is_released}
    if State.HIT in standing:
        return Truth.YES
    age = loaded.head.age_days(on)
    is_stale = age is None or age > STALE_AFTER_DAYS
    return Truth.UNKNOWN if standing or is_stale or not is_readable(owner) else Truth.NO


def _decision(party: Party, head: ListHead, books: Books, on: date, ref: str) -> Decision | None:
    return books.decisions.about(
        party_key(party), head.jurisdiction, ref, snapshot=head.snapshot, method=books.method, on=on
    )
