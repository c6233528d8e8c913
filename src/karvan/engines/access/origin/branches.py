"""A product's rule over its bill, part by part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from karvan.engines.access.origin.answer import Branch, Gap
from karvan.engines.access.origin.materials import Counted
from karvan.engines.access.origin.scheme import OriginScheme
from karvan.engines.access.origin.shift import judge_shift
from karvan.engines.access.origin.values import judge_value
from karvan.engines.access.origin.worth import Worth
from karvan.model.bill import Bill
from karvan.model.origin_rule import AllOf, AnyOf, MaxNom, Process, RegionalValue, Rule, Shift, WhollyObtained
from karvan.model.truth import Truth, every, some


@dataclass(frozen=True, slots=True)
class Case:
    """A bill under a scheme, its materials counted and its values bounded."""

    bill: Bill
    scheme: OriginScheme
    materials: tuple[Counted, ...]
    worth: Worth


def judge_rule(rule: Rule, case: Case) -> Branch:
    """The rule's result with the lines that decide it, or that keep it open."""
    match rule:
        case WhollyObtained():
            return _wholly_obtained(case)
        case Shift():
            return judge_shift(rule, case.bill.hs, case.materials, case.scheme, case.worth)
        case MaxNom() | RegionalValue():
            return judge_value(rule, case.materials, case.scheme, case.worth)
        case Process(name):
            done = case.bill.processes.get(name, Truth.UNKNOWN)
            gaps = (Gap(0, "process", name),) if done is Truth.UNKNOWN else ()
            return Branch(str(rule), done, gaps=gaps)
        case AllOf(parts):
            branches = tuple(judge_rule(part, case) for part in parts)
            return _joined(str(rule), every(one.outcome for one in branches), branches)
        case AnyOf(parts):
            branches = tuple(judge_rule(part, case) for part in parts)
            return _joined(str(rule), some(one.outcome for one in branches), branches)
        case _:
            assert_never(rule)


def deciding(branch: Branch) -> tuple[Branch, ...]:
    """The smallest parts that make the branch what it is."""
    if not branch.parts:
        return (branch,)
    same = [one for one in branch.parts if one.outcome is branch.outcome]
    return tuple(leaf for one in same for leaf in deciding(one))


def _joined(text: str, outcome: Truth, parts: Sequence[Branch]) -> Branch:
    same = [one for one in parts if one.outcome is outcome]
    lines = tuple(dict.fromkeys(line for one in same for line in one.lines))
    gaps = tuple(dict.fromkeys(gap for one in same for gap in one.gaps))
    return Branch(text, outcome, lines, gaps, parts=tuple(parts))


def _wholly_obtained(case: Case) -> Branch:
    """The firm says that the product is, and every material is: a product may have none, as a stone has."""
    said = case.bill.wholly_obtained
    outcome = every((said, *(one.wholly_obtained for one in case.materials)))
    lines = tuple(one.line for one in case.materials if one.wholly_obtained is outcome is not Truth.YES)
    if outcome is not Truth.UNKNOWN:
        return Branch("WO", outcome, lines)
    gaps = [Gap(0, "wholly_obtained")] if said is Truth.UNKNOWN else []
    for one in case.materials:
        if one.wholly_obtained is Truth.UNKNOWN:
            gaps.extend(dict.fromkeys((*one.gaps, *_status_gap(one))))
    return Branch("WO", outcome, lines, tuple(gaps))


def _status_gap(one: Counted) -> tuple[Gap, ...]:
    return (Gap(one.line, "status"),) if one.material.status == "unknown" else ()
