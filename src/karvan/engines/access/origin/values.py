"""Rules on value: at most so much that does not originate, at least so much regional content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from karvan.engines.access.origin.answer import Branch, Gap
from karvan.engines.access.origin.figures import non_originating, originating, share_figure
from karvan.engines.access.origin.materials import Counted
from karvan.engines.access.origin.scheme import OriginScheme
from karvan.engines.access.origin.spans import EXACT, Span, at_least, at_most
from karvan.engines.access.origin.worth import Worth, over_bases
from karvan.model.origin_rule import MaxNom, RegionalValue
from karvan.model.truth import Truth

_ONE = Decimal(1)


def judge_value(
    rule: MaxNom | RegionalValue, materials: Sequence[Counted], scheme: OriginScheme, worth: Worth
) -> Branch:
    """The rule at its own base, else at the agreement's."""
    kind = _kind(rule)
    base = rule.base or scheme.value_base
    outcome, bases = over_bases(base, lambda one: _holds(rule, kind, materials, worth.at(one)))
    figures = tuple(share_figure(kind, materials, worth.at(one), one, rule.share) for one in bases)
    if outcome is Truth.YES:
        return Branch(str(rule), outcome, figures=figures)
    if outcome is Truth.NO:
        return Branch(str(rule), outcome, _too_much(rule, materials, worth.at(bases[0])), figures=figures)
    gaps = [gap for one in materials for gap in _gaps(one, kind)]
    gaps.extend(worth.gaps(base))
    lines = tuple(one.line for one in materials if any(_gaps(one, kind)))
    return Branch(str(rule), outcome, lines, tuple(gaps), figures)


def _kind(rule: MaxNom | RegionalValue) -> str:
    if isinstance(rule, MaxNom):
        return "nom"
    return "rvc_build_up" if rule.method == "build-up" else "rvc_build_down"


def _allowed(rule: MaxNom | RegionalValue) -> Decimal:
    """Largest share of non-originating materials: building down from 40 % leaves 60 %."""
    return rule.share if isinstance(rule, MaxNom) else EXACT.subtract(_ONE, rule.share)


def _holds(rule: MaxNom | RegionalValue, kind: str, materials: Sequence[Counted], worth: Span) -> Truth:
    if kind == "rvc_build_up":
        return at_least(originating(materials), rule.share, worth)
    return at_most(non_originating(materials), _allowed(rule), worth)


def _too_much(rule: MaxNom | RegionalValue, materials: Sequence[Counted], worth: Span) -> tuple[int, ...]:
    """The fewest non-originating lines, largest first, that already break the rule; all of them for build-up."""
    sure = [one for one in materials if one.originating is Truth.NO]
    ranked = sorted(sure, key=lambda one: (-one.value.low, one.line))
    if _kind(rule) == "rvc_build_up" or worth.high is None:
        return tuple(one.line for one in ranked)
    lines, sum_of_them, limit = [], Decimal(0), EXACT.multiply(_allowed(rule), worth.high)
    for one in ranked:
        if sum_of_them > limit:
            break
        lines.append(one.line)
        sum_of_them = EXACT.add(sum_of_them, one.value.low)
    return tuple(lines)


def _gaps(one: Counted, kind: str) -> Iterator[Gap]:
    yield from one.gaps
    counts = one.originating if kind == "rvc_build_up" else one.originating.opposite
    if counts is not Truth.NO and not one.value.is_exact:
        yield Gap(one.line, "value")
