"""What screening says: a party on each list, the exposure of the other side, and the questions on the good.

The three are never merged. The words are hit, possible hit, not on this list as of its day, stale and
unknown; there is no word for harmless, because a list cannot say that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from karvan.engines.access.answer import ProducerFinding, StopFact
from karvan.engines.access.screening.decisions import Decision
from karvan.engines.access.screening.match import Pairing
from karvan.model.party import Role
from karvan.model.truth import Truth


class State(StrEnum):
    """What one list says of one party, gravest first."""

    HIT = "hit"
    POSSIBLE_HIT = "possible_hit"
    UNKNOWN = "unknown"
    STALE = "stale"
    NOT_ON_LIST = "not_on_list"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for or against a match besides the name; `change` is added to the score of the name.

    `code`: identifier_equal, identifier_number_equal, country_agrees, country_differs, birth_agrees,
    birth_differs, place_agrees, kind_differs, weak_name, only_linked.
    """

    code: str
    ours: str
    theirs: str
    change: float


@dataclass(frozen=True, slots=True)
class Match:
    """A listed party that may be ours.

    `score` is the name's, `weighed` the score with the evidence, both 0 to 1. `is_same_number`: an
    identifier is equal, so that no decision can call the match false. `decision` is the one in force.
    """

    ref: str
    listed_name: str
    asked_name: str
    listed_primary: str
    regime: str
    listed_on: date | None
    quality: str
    score: float
    weighed: float
    state: State
    is_same_number: bool
    evidence: tuple[Evidence, ...]
    explanation: tuple[Pairing, ...]
    numbers: tuple[str, ...]
    decision: Decision | None

    @property
    def is_released(self) -> bool:
        """Whether two persons have recorded that this is somebody else."""
        return self.decision is not None and self.decision.verdict == "false_match"


@dataclass(frozen=True, slots=True)
class OwnershipAnswer:
    """Whether listed owners reach the threshold of one jurisdiction, as a range of what they hold together.

    `low` and `high` are fractions; `state` yes, no, unknown, or not_applicable for persons. `owners` are
    those that count, `lacks` what keeps it open: undeclared, share_unknown, owner_unknown, control_unknown,
    joint (two owners must be shown to act apart).
    """

    state: str
    low: Decimal
    high: Decimal
    by_control: bool
    owners: tuple[str, ...]
    lacks: tuple[str, ...]
    reading: str
    standing: str
    citations: tuple[str, ...]
    decision: Decision | None


@dataclass(frozen=True, slots=True)
class ListAnswer:
    """What one jurisdiction's list says of a party.

    `reason` why silence says nothing: list_not_loaded, script_not_read (no name is in letters that the index
    reads) or empty. `snapshot` is the sha256 of the list as loaded, empty when none
    is. `contested`: the standing conflict over the regime that a match stands under. `decision` lets an
    unknown or stale answer pass the gate and changes nothing of what is said.
    """

    jurisdiction: str
    state: State
    reason: str
    published_on: date | None
    age_days: int | None
    is_stale: bool
    snapshot: str
    method: str
    matches: tuple[Match, ...]
    ownership: OwnershipAnswer
    contested: StopFact | None
    decision: Decision | None


@dataclass(frozen=True, slots=True)
class PartyAnswer:
    """One party on every list, never as one yes or no. `key` is what decisions bind.

    `pack`: what a region's pack says of a producer of this name, by lists of other days; shown beside.
    """

    key: str
    name: str
    role: Role
    on: date
    lists: tuple[ListAnswer, ...]
    pack: ProducerFinding | None

    @property
    def differs_from_pack(self) -> bool:
        """Whether a loaded list of today contradicts the pack: silence of a list not loaded, or old, does not."""
        if self.pack is None:
            return False
        if self.pack.screening == "listed":
            named = set(re.findall(r"\w+", self.pack.lists_en))
            return any(one.state is State.NOT_ON_LIST and one.jurisdiction in named for one in self.lists)
        return any(one.state in (State.HIT, State.POSSIBLE_HIT) for one in self.lists)


@dataclass(frozen=True, slots=True)
class ExposureAnswer:
    """Measures that reach the counterparty because of the sector or product: exposed, none_known or unknown."""

    state: str
    facts: tuple[StopFact, ...]


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A control question and what the firm answered; `stops_on` is the answer that stops."""

    id: str
    topic: str
    title_en: str
    title_fa: str
    stops_on: str
    answer: Truth
    citations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ControlAnswer:
    """What is known of the good on control lists.

    `is_controlled` is unknown unless the firm gives a control-list code, or says that none applies.
    `questions` is None when nothing was asked because no product and market were given.
    """

    control_code: str
    is_controlled: Truth
    questions: tuple[AskedQuestion, ...] | None


@dataclass(frozen=True, slots=True)
class Screening:
    """The three answers on one party, side by side."""

    party: PartyAnswer
    exposure: ExposureAnswer
    control: ControlAnswer
