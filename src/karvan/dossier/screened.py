"""What the loaded lists say of the people and bodies that a document names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from karvan.dossier.name import Name


@dataclass(frozen=True, slots=True)
class ListedMatch:
    """A listed party that may be the one named; `score` 0 to 1 is the name's likeness with the evidence."""

    ref: str
    listed_name: str
    regime: str
    score: float
    state: str


@dataclass(frozen=True, slots=True)
class ListFinding:
    """What one jurisdiction's list says: hit, possible_hit, unknown, stale or not_on_list.

    `is_contested`: the matches stand under a regime whose force states dispute.
    """

    jurisdiction: str
    state: str
    published_on: date | None
    age_days: int | None
    is_stale: bool
    is_contested: bool
    matches: tuple[ListedMatch, ...]


@dataclass(frozen=True, slots=True)
class ScreenedParty:
    """A party on each list apart; `pack` is what the region's pack says of it from lists of other days.

    No decision of an officer is counted here: this is what the lists say.
    """

    name: Name
    role: str
    method: str
    lists: tuple[ListFinding, ...]
    pack: str
