"""The verdict: the rule, work that suffices, and the direct way, each yes, no or unknown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from karvan.engines.access.origin.answer import (
    Branch,
    Condition,
    Figure,
    Gap,
    MaterialView,
    OriginAnswer,
    Outcome,
)
from karvan.engines.access.origin.branches import Case, deciding, judge_rule
from karvan.engines.access.origin.figures import share_figure
from karvan.engines.access.origin.materials import Counted, counted
from karvan.engines.access.origin.scheme import OriginScheme, ProductRule, rule_for
from karvan.engines.access.origin.shift import changes
from karvan.engines.access.origin.unknowns import unknowns
from karvan.engines.access.origin.worth import worth_of
from karvan.errors import QuestionError
from karvan.model.bill import Bill, Transport
from karvan.model.known import Known, Maybe
from karvan.model.origin_rule.tree import BASES
from karvan.model.truth import Truth, every, some

_OUTCOMES = {
    Truth.YES: Outcome.QUALIFIES,
    Truth.NO: Outcome.DOES_NOT_QUALIFY,
    Truth.UNKNOWN: Outcome.UNKNOWN,
}
_KINDS = ("nom", "rvc_build_down", "rvc_build_up")


@dataclass(frozen=True, slots=True)
class Question:
    """A bill, an agreement as known, the importing country and the day of the law.

    `applied`: whether the agreement is applied that day, and `why` that is unknown; None for a rule that
    belongs to no agreement we read.
    """

    bill: Bill
    scheme: OriginScheme
    importer: str
    on: date
    applied: Truth | None
    why: str = ""


def judge(question: Question) -> OriginAnswer:
    """Whether the bill's product takes the agreement's preference, as far as origin goes.

    Raises QuestionError when the two countries are one, or one of them is no party of the agreement.
    """
    bill, scheme = question.bill, question.scheme
    _check_parties(question)
    materials = tuple(counted(one, scheme, bill.country) for one in bill.materials)
    case = Case(bill, scheme, materials, worth_of(bill))
    rule = rule_for(scheme, bill.hs, bill.hs_rev)
    branch = judge_rule(rule.value.rule, case) if isinstance(rule, Known) else None
    conditions = _conditions(question, materials)
    truth = every((_truth(branch), *(one.outcome for one in conditions)))
    missing = tuple(dict.fromkeys(_missing(rule, branch, conditions))) if truth is Truth.UNKNOWN else ()
    return OriginAnswer(
        outcome=_OUTCOMES[truth],
        product=bill.hs,
        hs_rev=bill.hs_rev,
        exporter=bill.country,
        importer=question.importer,
        on=question.on,
        agreement=scheme.agreement,
        is_own_rule=scheme.is_own,
        rule=rule,
        branch=branch,
        conditions=conditions,
        decided_by=_decided_by(truth, branch, conditions),
        lines=branch.lines if branch is not None and branch.outcome is truth else (),
        missing=missing,
        harmless=tuple(gap for gap in unknowns(bill, scheme) if gap not in missing),
        materials=tuple(_view(one, bill.hs) for one in materials),
        figures=_figures(case),
        currency=bill.currency,
        proofs=scheme.proofs,
        proof_months=scheme.proof_months,
        material_proofs=_material_proofs(materials, bill),
        citations=_citations(scheme, rule),
    )


def _check_parties(question: Question) -> None:
    if question.bill.country == question.importer:
        raise QuestionError(
            "{country} cannot sell to itself across a border.",
            fix="Name the importing country.",
            country=question.importer,
        )
    for country in (question.bill.country, question.importer):
        if country not in question.scheme.parties:
            raise QuestionError(
                "{country} is no party of {agreement}.",
                fix="Its parties are {parties}.",
                country=country,
                agreement=question.scheme.agreement,
                parties=", ".join(question.scheme.parties),
            )


def _truth(branch: Branch | None) -> Truth:
    return Truth.UNKNOWN if branch is None else branch.outcome


def _conditions(question: Question, materials: tuple[Counted, ...]) -> tuple[Condition, ...]:
    applied = (
        ()
        if question.applied is None
        else (_condition("applied", question.applied, (Gap(0, "applied", question.why),)),)
    )
    return (*applied, _sufficient(question.bill, materials), _direct(question))


def _sufficient(bill: Bill, materials: tuple[Counted, ...]) -> Condition:
    """Simple packing or mixing gives no origin to what has none; what originates already keeps it."""
    own = every(one.originating for one in materials)
    outcome = some((own, bill.only_simple_operations.opposite))
    gaps = [Gap(0, "only_simple_operations")] if bill.only_simple_operations is Truth.UNKNOWN else []
    if own is Truth.UNKNOWN:
        gaps.extend(gap for one in materials for gap in one.gaps)
    return _condition("sufficient_working", outcome, tuple(dict.fromkeys(gaps)))


def _direct(question: Question) -> Condition:
    required, way = question.scheme.direct_transport, question.bill.transport
    if required is Truth.NO or way is Transport.DIRECT:
        return Condition("direct_transport", Truth.YES)
    if required is Truth.UNKNOWN:
        # Whether a way through a third country is allowed, and on which proof, is the agreement's to say.
        own = (Gap(0, "transport"),) if way is Transport.UNKNOWN else ()
        return Condition("direct_transport", Truth.UNKNOWN, (*own, Gap(0, "direct_transport")))
    outcome = {Transport.CONTROLLED: Truth.YES, Transport.UNCONTROLLED: Truth.NO}.get(way, Truth.UNKNOWN)
    return _condition("direct_transport", outcome, (Gap(0, "transport"),))


def _condition(name: str, outcome: Truth, gaps: tuple[Gap, ...]) -> Condition:
    return Condition(name, outcome, gaps if outcome is Truth.UNKNOWN else ())


def _missing(
    rule: Maybe[ProductRule], branch: Branch | None, conditions: tuple[Condition, ...]
) -> Iterator[Gap]:
    if not isinstance(rule, Known):
        yield Gap(0, "rule", rule.reason)
    if branch is not None:
        yield from branch.gaps
    for one in conditions:
        yield from one.gaps


def _decided_by(truth: Truth, branch: Branch | None, conditions: tuple[Condition, ...]) -> tuple[str, ...]:
    rules = deciding(branch) if branch is not None and branch.outcome is truth else ()
    held_up = [one.name for one in conditions if one.outcome is truth is not Truth.YES]
    return tuple(dict.fromkeys([*(one.rule for one in rules), *held_up]))


def _view(one: Counted, product: str) -> MaterialView:
    given = one.material
    cc, cth, ctsh = (changes(product, given.hs, digits) for digits in (2, 4, 6))
    return MaterialView(
        line=given.line,
        name=given.name,
        hs=given.hs,
        origin=given.origin,
        value=given.value,
        originating=one.originating,
        wholly_obtained=one.wholly_obtained,
        cc=cc,
        cth=cth,
        ctsh=ctsh,
    )


def _figures(case: Case) -> tuple[Figure, ...]:
    """Every usual share at every base: they inform, whatever the rule."""
    return tuple(
        share_figure(kind, case.materials, case.worth.at(base), base) for base in BASES for kind in _KINDS
    )


def _material_proofs(materials: tuple[Counted, ...], bill: Bill) -> tuple[int, ...]:
    """Lines that count as originating though they come from another country."""
    return tuple(
        one.line
        for one in materials
        if one.originating is Truth.YES and one.material.origin != Known(bill.country)
    )


def _citations(scheme: OriginScheme, rule: Maybe[ProductRule]) -> tuple[str, ...]:
    own = rule.value.citations if isinstance(rule, Known) else ()
    return tuple(dict.fromkeys((*scheme.citations, *own)))
