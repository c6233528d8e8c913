"""Whether a material's code differs from the product's as far as a rule asks, and how much may miss it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from karvan.engines.access.origin.answer import Branch, Gap
from karvan.engines.access.origin.figures import tolerance_used
from karvan.engines.access.origin.materials import Counted
from karvan.engines.access.origin.scheme import OriginScheme
from karvan.engines.access.origin.spans import ZERO, Span, at_most, total
from karvan.engines.access.origin.worth import Worth, over_bases
from karvan.model.known import Known, Maybe
from karvan.model.origin_rule import Shift, Tolerance
from karvan.model.truth import Truth, every


def changes(product: str, material: Maybe[str], digits: int) -> Truth:
    """Whether the first `digits` of the two codes differ; unknown when a code is too short to tell."""
    if not isinstance(material, Known):
        return Truth.UNKNOWN
    common = min(len(product), len(material.value), digits)
    if product[:common] != material.value[:common]:
        return Truth.YES
    return Truth.NO if common == digits else Truth.UNKNOWN


def passes(product: str, material: Maybe[str], rule: Shift) -> Truth:
    """Whether a material changes its classification as the rule asks, and is under none of its exceptions."""
    return every((changes(product, material, rule.digits), _excepted(material, rule.excepted).opposite))


def judge_shift(
    rule: Shift, product: str, materials: Sequence[Counted], scheme: OriginScheme, worth: Worth
) -> Branch:
    """The rule over all non-originating materials; those that fail it may be let pass by the tolerance."""
    failing = {one.line: _fails(one, product, rule) for one in materials}
    suspects = [one for one in materials if failing[one.line] is not Truth.NO]
    if not suspects:
        return Branch(str(rule), Truth.YES)
    lines = tuple(one.line for one in suspects)
    sure = tuple(one.line for one in suspects if failing[one.line] is Truth.YES)
    value = total(_span(one, failing[one.line]) for one in suspects)
    share = _share(scheme, rule, product)
    outcome, bases = over_bases(scheme.value_base, lambda base: _let_pass(value, share, worth.at(base), sure))
    figures = tuple(tolerance_used(value, worth.at(base), base, share) for base in bases if share != 0)
    if outcome is Truth.YES:
        return Branch(str(rule), outcome, figures=figures, tolerated=lines)
    if outcome is Truth.NO:
        return Branch(str(rule), outcome, lines=sure, figures=figures)
    gaps = [gap for one in suspects for gap in _gaps(one, product, rule, has_tolerance=share != 0)]
    if share is None:
        gaps.append(Gap(0, "tolerance"))
    if share != 0:
        gaps.extend(worth.gaps(scheme.value_base))
    return Branch(str(rule), outcome, lines, tuple(dict.fromkeys(gaps)), figures)


def _excepted(material: Maybe[str], codes: Sequence[str]) -> Truth:
    if not codes:
        return Truth.NO
    if not isinstance(material, Known):
        return Truth.UNKNOWN
    if any(material.value.startswith(code) for code in codes):
        return Truth.YES
    return Truth.UNKNOWN if any(code.startswith(material.value) for code in codes) else Truth.NO


def _fails(one: Counted, product: str, rule: Shift) -> Truth:
    return every((one.originating.opposite, passes(product, one.material.hs, rule).opposite))


def _span(one: Counted, fails: Truth) -> Span:
    return one.value if fails is Truth.YES else Span(ZERO, one.value.high)


def _share(scheme: OriginScheme, rule: Shift, product: str) -> Decimal | None:
    """What the tolerance lets pass for this rule; None when the agreement's tolerance is not known."""
    known: Maybe[Tolerance] = scheme.tolerance
    return known.value.share_for(rule.level, product[:2]) if isinstance(known, Known) else None


def _let_pass(value: Span, share: Decimal | None, worth: Span, sure: Sequence[int]) -> Truth:
    """Whether what fails stays within the tolerance; an unknown tolerance is any from nothing to everything."""
    if share is None:
        return Truth.NO if sure and at_most(value, Decimal(1), worth) is Truth.NO else Truth.UNKNOWN
    if share == 0:
        return Truth.NO if sure else Truth.UNKNOWN
    return at_most(value, share, worth)


def _gaps(one: Counted, product: str, rule: Shift, *, has_tolerance: bool) -> Iterator[Gap]:
    yield from one.gaps
    if passes(product, one.material.hs, rule) is Truth.UNKNOWN:
        is_short = isinstance(one.material.hs, Known) and len(product) < rule.digits
        yield Gap(0, "product_hs") if is_short else Gap(one.line, "hs")
    if has_tolerance and not one.value.is_exact:
        yield Gap(one.line, "value")
