"""What the law says of one good between two countries on a day: branches, charges, papers, steps, questions."""

from __future__ import annotations

from dataclasses import dataclass

from karvan.engines.access.answer import StopFact
from karvan.engines.access.law.envelope import Envelope
from karvan.engines.access.law.exchange import ExchangeRate
from karvan.engines.access.law.facts import (
    Agreement,
    ControlQuestion,
    Document,
    Jurisdiction,
    Measure,
    PaymentFact,
    Saying,
    ScheduleLine,
    Step,
    Treatment,
    Words,
)
from karvan.engines.access.law.question import AccessQuestion
from karvan.engines.access.law.trains import ListedMeasure, TariffBand
from karvan.model.money import Money

METHOD = "access/1"


@dataclass(frozen=True, slots=True)
class Levy:
    """A charge the law names, before any amount: what its rate is and how sure that is.

    `status` is known, unknown, conflict, stale or not_applicable; `why` gives the reason of an unknown:
    not_loaded, national_line (the national code decides), edge, start_unknown, end_unknown, unreadable.
    `rate`, `low` and `high` are texts of karvan.model.rate, empty when there is none. `choices` are the
    measures or lines among which the national code or the day decides. `footnotes` are marks on a line whose
    text is not loaded: such a note may replace the printed rate for a time, so the sum is not complete.
    """

    measure: str
    kind: str
    branch: str
    sequence: int
    base: tuple[str, ...]
    status: str
    why: str
    is_stale: bool
    rate: str
    low: str
    high: str
    missing: Words
    says: tuple[Saying, ...]
    needs: tuple[str, ...]
    title: Words
    text: Words
    envelope: Envelope
    choices: tuple[str, ...] = ()
    footnotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Charge:
    """A levy with its amount.

    `amount` is on the known part of its base and None when it cannot be reckoned; `lacks` names what its
    base does not contain; `ask` names what the user has to give (value, kg, a rate of exchange EUR/USD).
    """

    levy: Levy
    amount: Money | None
    lacks: tuple[str, ...]
    ask: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Total:
    """The known part, what is missing from it, and an interval only where a source bounds every missing charge."""

    known: Money | None
    missing: tuple[str, ...]
    low: Money | None
    high: Money | None

    @property
    def is_complete(self) -> bool:
        """Whether every charge is reckoned on its whole base."""
        return self.known is not None and not self.missing


@dataclass(frozen=True, slots=True)
class Branch:
    """One treatment of the goods: mfn, non-mfn or an agreement; `state` says whether it applies."""

    id: str
    state: str
    treatment: Treatment | None
    charges: tuple[Charge, ...]
    total: Total


@dataclass(frozen=True, slots=True)
class Topic:
    """One cell of the coverage line: how many facts of a topic have each standing."""

    topic: str
    verified: int
    single_source: int
    conflict: int
    unknown: int
    stale: int


@dataclass(frozen=True, slots=True)
class Side:
    """Papers, other requirements and ordered steps on one side of the border."""

    jurisdiction: Jurisdiction | None
    charges: tuple[Charge, ...]
    total: Total
    requirements: tuple[Measure, ...]
    documents: tuple[Document, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class AccessAnswer:
    """The whole answer. It informs; a stop bars the good from every recommendation.

    `is_code`: whether the HS revision has the code; None where its table is not loaded. `lines` are the national
    lines under the code, `rates` the rates of exchange used. `bands` and `listed` come from the user's TRAINS
    downloads and stand beside the law: no charge is reckoned from them.
    """

    question: AccessQuestion
    method: str
    is_code: bool | None
    branches: tuple[Branch, ...]
    export: Side
    imported: Side
    stops: tuple[StopFact, ...]
    flags: tuple[StopFact, ...]
    agreements: tuple[Agreement, ...]
    questions: tuple[ControlQuestion, ...]
    payment: tuple[PaymentFact, ...]
    lines: tuple[ScheduleLine, ...]
    rates: tuple[ExchangeRate, ...]
    bands: tuple[TariffBand, ...]
    listed: tuple[ListedMeasure, ...]
    coverage: tuple[Topic, ...]
    versions: tuple[tuple[str, str], ...]

    @property
    def is_full(self) -> bool:
        """Whether the answer is one number: one branch applies, and nothing is missing from its total."""
        open_branches = [one for one in self.branches if one.state != "does_not_apply"]
        return (
            [one.state for one in open_branches] == ["applies"]
            and open_branches[0].total.is_complete
            and self.export.total.is_complete
        )
