"""What speaks for or against a match besides the name.

Evidence moves the score and the order, and may turn a hit into a possible hit or back; it never makes a
match disappear, because a list may be wrong about a year or a country.
"""

from __future__ import annotations

from collections.abc import Iterable

from karvan.engines.access.screening.answer import Evidence
from karvan.engines.access.screening.listed import ListedParty, years_in
from karvan.engines.access.screening.parties import number_key
from karvan.model.party import Identifier, Party
from karvan.model.text import ascii_digits, name_key

# The weights are karvan's own. nomenklatura's logic-v2 takes 0.2 for another country and 0.15 for another year.
AGREES, YEAR_AGREES, DIFFERS, YEAR_DIFFERS = 0.03, 0.05, -0.1, -0.15
# Shorter numbers are shared by chance.
_SHORTEST_NUMBER = 5
_CLASSES = {
    "passport": ("passport", "گذرنامه", "پاسپورت"),
    "national": ("national", "identification", "identity", "شناسهملی", "کدملی", "ملی", "cedula"),
    "registration": ("registration", "register", "registry", "شمارهثبت", "ثبت", "ogrn"),
    "tax": ("tax", "vat", "inn", "اقتصادی", "مالیات"),
    "imo": ("imo",),
    "swift": ("swift", "bic"),
}


def evidence_on(party: Party, listed: ListedParty, quality: str) -> tuple[Evidence, ...]:
    """All that was declared and stands on the list as well, in a fixed order."""
    found = [
        *_numbers(party, listed),
        *_birth(party, listed),
        *_country(party, listed),
        *_place(party, listed),
    ]
    if party.kind and listed.kind and party.kind != listed.kind:
        found.append(Evidence("kind_differs", party.kind, listed.kind, DIFFERS))
    if quality in ("weak", "low"):
        found.append(Evidence("weak_name", "", quality, 0.0))
    if not listed.is_listing:
        found.append(Evidence("only_linked", "", listed.regime, 0.0))
    return tuple(found)


def class_of(kind: str) -> str:
    """What an identifier is, from the words used for it; empty when they do not say."""
    key = name_key(kind)
    return next((name for name, words in _CLASSES.items() if any(word in key for word in words)), "")


def same_number(ours: Identifier, kind: str, number: str) -> bool:
    """Whether two identifiers are one: equal letters and digits, and not of two known kinds."""
    key = number_key(ours.number)
    if len(key) < _SHORTEST_NUMBER or key != number_key(number):
        return False
    classes = {class_of(ours.kind), class_of(kind)} - {""}
    return len(classes) < 2


def _numbers(party: Party, listed: ListedParty) -> Iterable[Evidence]:
    for ours in party.identifiers:
        for theirs in listed.numbers:
            told = (f"{ours.kind} {ours.number}".strip(), f"{theirs.kind} {theirs.number}".strip())
            if same_number(ours, theirs.kind, theirs.number):
                yield Evidence("identifier_equal", *told, 1.0)
            elif len(key := number_key(ours.number)) >= _SHORTEST_NUMBER and key == number_key(theirs.number):
                yield Evidence("identifier_number_equal", *told, AGREES)


def _birth(party: Party, listed: ListedParty) -> Iterable[Evidence]:
    ours = years_in(ascii_digits(party.birth))
    if not ours or not listed.years:
        return
    told = (party.birth, ", ".join(map(str, sorted(listed.years))))
    if ours & listed.years:
        yield Evidence("birth_agrees", *told, YEAR_AGREES)
    elif not any(abs(one - other) <= 1 for one in ours for other in listed.years):
        yield Evidence("birth_differs", *told, YEAR_DIFFERS)


def _country(party: Party, listed: ListedParty) -> Iterable[Evidence]:
    if not party.country or not listed.countries:
        return
    told = (party.country, ", ".join(sorted(listed.countries)))
    if party.country in listed.countries:
        yield Evidence("country_agrees", *told, AGREES)
    else:
        yield Evidence("country_differs", *told, DIFFERS)


def _place(party: Party, listed: ListedParty) -> Iterable[Evidence]:
    """A place that agrees speaks for the match; another one says little, firms have many addresses."""
    ours = name_key(party.place)
    for city in listed.cities:
        if ours and name_key(city) and (name_key(city) in ours or ours in name_key(city)):
            yield Evidence("place_agrees", party.place, city, AGREES)
            return
