"""What comes of a question of origin: verdict, branches, figures, what is missing and what must be proven."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from karvan.engines.access.origin.scheme import ProductRule
from karvan.model.known import Maybe
from karvan.model.truth import Truth

METHOD = "access/origin/1"


class Outcome(StrEnum):
    """The verdict; an unknown that could change it makes it unknown."""

    QUALIFIES = "qualifies"
    DOES_NOT_QUALIFY = "does_not_qualify"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, order=True)
class Gap:
    """Something not known: `line` of the material, 0 for the product or the agreement.

    `kind`: hs, origin, status, proof, value, inputs (of a material); product_hs, exw, fob, wholly_obtained,
    only_simple_operations, transport, process (of the firm; `name` says which process); tolerance, value_base,
    cumulation, cumulates_with, direct_transport, applied, or rule with its reason as `name` (of the agreement).
    """

    line: int
    kind: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A share of the product's value, as a fraction between bounds; None is without bound.

    `kind`: nom, rvc_build_down, rvc_build_up or tolerance. `limit` is the rule's, None beside the verdict.
    `formula` and `worked` are in symbols: VNM and VOM are the values of (non-)originating materials.
    """

    kind: str
    base: str
    low: Decimal | None
    high: Decimal | None
    limit: Decimal | None
    formula: str
    worked: str
    source: str


@dataclass(frozen=True, slots=True)
class Branch:
    """A rule, or a part of one, with its own result.

    `lines` are the materials that decide it: those that fail it, or keep it open. `tolerated` fail the change
    of classification but stay within the tolerance. `gaps` are filled only while the result is unknown.
    """

    rule: str
    outcome: Truth
    lines: tuple[int, ...] = ()
    gaps: tuple[Gap, ...] = ()
    figures: tuple[Figure, ...] = ()
    tolerated: tuple[int, ...] = ()
    parts: tuple[Branch, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold besides the rule: applied, sufficient_working or direct_transport."""

    name: str
    outcome: Truth
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class MaterialView:
    """A material as it was judged; the last three say whether its chapter, heading, subheading changes."""

    line: int
    name: str
    hs: Maybe[str]
    origin: Maybe[str]
    value: Maybe[Decimal]
    originating: Truth
    wholly_obtained: Truth
    cc: Truth
    cth: Truth
    ctsh: Truth


@dataclass(frozen=True, slots=True)
class OriginAnswer:
    """Whether a product takes an agreement's preference, as far as origin goes.

    `branch` is None when no rule is known: figures and materials then inform, and are no verdict. `decided_by`
    names the rule parts and conditions the verdict rests on, `lines` the materials. `missing` could change the
    verdict, `harmless` is not known either but cannot. `material_proofs` are lines whose origin must be proven too.
    """

    outcome: Outcome
    product: str
    hs_rev: int
    exporter: str
    importer: str
    on: date
    agreement: str
    is_own_rule: bool
    rule: Maybe[ProductRule]
    branch: Branch | None
    conditions: tuple[Condition, ...]
    decided_by: tuple[str, ...]
    lines: tuple[int, ...]
    missing: tuple[Gap, ...]
    harmless: tuple[Gap, ...]
    materials: tuple[MaterialView, ...]
    figures: tuple[Figure, ...]
    currency: str
    proofs: tuple[str, ...]
    proof_months: int | None
    material_proofs: tuple[int, ...]
    citations: tuple[str, ...]
    method: str = METHOD
