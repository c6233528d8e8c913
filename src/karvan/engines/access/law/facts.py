"""Facts of law as the engine holds them: one frozen record for each row of a pack."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from karvan.engines.access.law.envelope import Cited, Envelope
from karvan.engines.access.law.scope import Scope


@dataclass(frozen=True, slots=True)
class Words:
    """The same in English and Persian."""

    en: str
    fa: str


@dataclass(frozen=True, slots=True)
class Saying:
    """What one of the conflicting sources says."""

    rate: str
    text: Words
    citations: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """Whose law: code system, currency, basis of the customs value, and how charges are rounded."""

    id: str
    country: str
    system: str
    hs_rev: int
    digits: int
    currency: str
    valuation: str
    round_step: str
    round_mode: str
    title: Words
    envelope: Envelope


@dataclass(frozen=True, slots=True)
class Measure:
    """A charge or requirement. Rates are texts of karvan.model.rate; empty when there is none."""

    id: str
    pack: str
    kind: str
    scope: Scope
    branch: str
    state: str
    rate: str
    low: str
    high: str
    missing: Words
    says: tuple[Saying, ...]
    base: tuple[str, ...]
    sequence: int
    needs: tuple[str, ...]
    title: Words
    text: Words
    envelope: Envelope


@dataclass(frozen=True, slots=True)
class Treatment:
    """Which branch of the tariff goods of an origin come under."""

    id: str
    origin: str
    branch: str
    state: str
    title: Words
    text: Words
    envelope: Envelope


@dataclass(frozen=True, slots=True)
class Agreement:
    """Signed, in force and applied are three different days; any may be unknown."""

    id: str
    parties: tuple[str, ...]
    signed: date | None
    in_force: date | None
    applied_from: date | None
    applied: str
    proofs: tuple[str, ...]
    issuer: Words
    proof_months: int | None
    value_base: str
    tolerance: str
    cumulation: str
    direct_transport: str
    rules_complete: bool
    title: Words
    text: Words
    envelope: Envelope


@dataclass(frozen=True, slots=True)
class Document:
    """A document or certificate: who issues it, where, how long it takes and what it costs."""

    id: str
    country: str
    scope: Scope
    necessity: str
    issuer: Words
    where: Words
    language: str
    legalisation: Words
    per: str
    cost_state: str
    cost: str
    days_least: int | None
    days_most: int | None
    title: Words
    text: Words
    envelope: Envelope


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the procedure on one side of the border."""

    id: str
    country: str
    side: str
    order: int
    scope: Scope
    who: Words
    where: Words
    form: Words
    days_least: int | None
    days_most: int | None
    depends_on: tuple[str, ...]
    title: Words
    text: Words
    envelope: Envelope


@dataclass(frozen=True, slots=True)
class ControlQuestion:
    """A question a person must answer; `stops_on` is the answer that stops."""

    id: str
    topic: str
    country: str
    scope: Scope
    stops_on: str
    title: Words
    text: Words
    envelope: Envelope


@dataclass(frozen=True, slots=True)
class PaymentFact:
    """A term of payment with its risks, a guarantee, a fact about banks, or a question for bank or lawyer."""

    id: str
    part: str
    markets: tuple[str, ...]
    exporter_bears: Words
    importer_bears: Words
    title: Words
    text: Words
    envelope: Envelope


@dataclass(frozen=True, slots=True)
class ScheduleLine:
    """A line of a bulk schedule. `rate` is empty when it could not be read; `is_own`: the user's schedule.

    `branch` is empty for the rate that all origins come under.
    """

    schedule: str
    kind: str
    branch: str
    direction: str
    hs_rev: int
    base: tuple[str, ...]
    code: str
    description: str
    unit: str
    rate_text: str
    rate: str
    status: str
    footnote: str
    edition: date | None
    is_own: bool
    envelope: Envelope
