"""The law of one market in a plan: once for the market, and by code where it is about goods."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from karvan.dossier.name import Name


@dataclass(frozen=True, slots=True)
class Place:
    """A citation (`pack:id`) and the place inside it."""

    source: str
    at: str


@dataclass(frozen=True, slots=True)
class LawFact:
    """A paper, requirement, step, question, payment fact, agreement or treatment, with both its times.

    `group`: treatment, agreement, requirement, document, step, question or payment; `side`: export or import
    (empty for agreements and payment). `details` are its own fields by name: codes, days and numbers as text, words
    as Name. `products` are the lines it concerns; empty = all that were asked about.
    """

    group: str
    side: str
    id: str
    kind: str
    title: Name
    text: Name
    details: Mapping[str, Name | str]
    products: tuple[str, ...]
    valid_from: date | None
    valid_to: date | None
    date_precision: str
    lifting: str
    observed_on: date
    review_by: date
    standing: str
    is_stale: bool
    citations: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class ChargeFact:
    """A charge on a code under one treatment. `formula` is its rate in words; empty unless `status` is known.

    `status`: known, unknown, conflict, stale or not_applicable; `why` the reason of an unknown; `low`/`high` bounds
    that a source gives. `footnotes` are marks whose text is not loaded.
    """

    kind: str
    measure: str
    status: str
    why: str
    rate: str
    low: str
    high: str
    formula: Name
    title: Name
    footnotes: tuple[str, ...]
    needs: tuple[str, ...]
    standing: str
    citations: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class BranchCharges:
    """One treatment of the goods; `state` says whether it applies, `missing` what its charges lack."""

    branch: str
    state: str
    charges: tuple[ChargeFact, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CodeLaw:
    """What the law says of one code of a product line."""

    product: str
    hs_rev: int
    code: str
    branches: tuple[BranchCharges, ...]
    export: tuple[ChargeFact, ...]
    lines: int
    is_full: bool


@dataclass(frozen=True, slots=True)
class TopicCoverage:
    """How many facts of a topic have each standing."""

    topic: str
    verified: int
    single_source: int
    conflict: int
    unknown: int
    stale: int


@dataclass(frozen=True, slots=True)
class MarketLaw:
    """The law between home and one market on the plan's day."""

    market: str
    method: str
    has_home_law: bool
    has_market_law: bool
    facts: tuple[LawFact, ...]
    codes: tuple[CodeLaw, ...]
    coverage: tuple[TopicCoverage, ...]

    def of(self, group: str, side: str = "") -> tuple[LawFact, ...]:
        """Facts of one group, in their order."""
        return tuple(one for one in self.facts if one.group == group and side in ("", one.side))
