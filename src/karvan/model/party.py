"""A party to a deal or to a programme: who it says it is, and who owns it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from karvan.errors import QuestionError
from karvan.model.known import Known, Maybe
from karvan.model.truth import Truth

# Longer than any name on a list: a text of this length is no name, and would meet nothing.
LONGEST_NAME = 300
KINDS = ("individual", "entity", "vessel", "aircraft")


class Role(StrEnum):
    """What a party does in the programme; each of them is screened in the same way."""

    PRODUCER = "producer"
    BUYER = "buyer"
    BANK = "bank"
    EMC = "emc"
    CARRIER = "carrier"
    INVESTOR = "investor"
    ORGANISER = "organiser"
    PARTNER = "partner"
    SPONSOR = "sponsor"
    OWNER = "owner"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number that stands for one party only: `kind` as the firm calls it (passport, national id, ...)."""

    kind: str
    number: str


@dataclass(frozen=True, slots=True)
class Stake:
    """What an owner holds: `share` as a fraction of the whole, `control` by other means than shares."""

    owner: Party
    share: Maybe[Decimal]
    control: Truth


@dataclass(frozen=True, slots=True)
class Party:
    """A party as it is declared; what was not declared is empty or unknown, and never taken for absent.

    `names` in any script, the first is shown. `kind` is one of KINDS or empty, `country` ISO 3166-1 alpha-3
    or empty. Raises QuestionError for a party without a name, an unknown kind, or shares above the whole.
    """

    names: tuple[str, ...]
    role: Role = Role.UNKNOWN
    kind: str = ""
    country: str = ""
    identifiers: tuple[Identifier, ...] = ()
    place: str = ""
    birth: str = ""
    stakes: tuple[Stake, ...] = ()

    def __post_init__(self) -> None:
        if not self.names or not all(name.strip() for name in self.names):
            raise QuestionError("A party has no name.", fix="Write the name it is registered under.")
        if any(len(name) > LONGEST_NAME for name in self.names):
            raise QuestionError(
                "A name is longer than {most} characters.",
                fix="Write the name alone; further names are separate.",
                most=LONGEST_NAME,
            )
        if self.kind not in ("", *KINDS):
            raise QuestionError(
                "{kind} is no kind of party.",
                fix="Use one of: {known}.",
                kind=self.kind,
                known=", ".join(KINDS),
            )
        shares = [stake.share.value for stake in self.stakes if isinstance(stake.share, Known)]
        if any(share < 0 for share in shares) or sum(shares) > 1:
            raise QuestionError(
                "The declared owners of {name} hold more than the whole, or less than nothing.",
                fix="Check the shares: together they are at most 100 %.",
                name=self.name,
            )

    @property
    def name(self) -> str:
        """The name it is shown under."""
        return self.names[0]
