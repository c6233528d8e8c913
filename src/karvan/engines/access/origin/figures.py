"""Shares of value as figures: between bounds, with the formula and the sum behind them.

The formulas are those customary in agreements (build-down and build-up: 19 CFR 10.535(b), (c); MaxNOM: EU-Japan
agreement, annex 3-A). An agreement's own text goes before them.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from karvan.engines.access.origin.answer import Figure
from karvan.engines.access.origin.materials import Counted
from karvan.engines.access.origin.spans import EXACT, NOTHING, ZERO, Span, ratio, total
from karvan.model.truth import Truth

_FORMULAS = {
    "nom": "VNM / {base} x 100",
    "rvc_build_down": "({base} - VNM) / {base} x 100",
    "rvc_build_up": "VOM / {base} x 100",
    "tolerance": "VNM that misses the change / {base} x 100",
}
SOURCES = {
    "nom": "EU-Japan EPA, annex 3-A: MaxNOM",
    "rvc_build_down": "19 CFR 10.535(b): build-down method",
    "rvc_build_up": "19 CFR 10.535(c): build-up method",
    "tolerance": "",
}


def non_originating(materials: Sequence[Counted]) -> Span:
    """VNM: value of what does not originate; what may or may not counts from nothing to its value."""
    return total(_part(one, one.originating.opposite) for one in materials)


def originating(materials: Sequence[Counted]) -> Span:
    """VOM: value of what originates, between its bounds."""
    return total(_part(one, one.originating) for one in materials)


def share_figure(
    kind: str, materials: Sequence[Counted], worth: Span, base: str, limit: Decimal | None = None
) -> Figure:
    """`nom`, `rvc_build_down` or `rvc_build_up` at a base."""
    part = originating(materials) if kind == "rvc_build_up" else non_originating(materials)
    share = ratio(part, worth)
    if kind == "rvc_build_down":
        low = None if share.high is None else EXACT.subtract(Decimal(1), share.high)
        return _figure(kind, base, low, EXACT.subtract(Decimal(1), share.low), limit, part, worth)
    return _figure(kind, base, share.low, share.high, limit, part, worth)


def tolerance_used(value: Span, worth: Span, base: str, limit: Decimal | None) -> Figure:
    """How much of the product's value misses the change of classification."""
    share = ratio(value, worth)
    return _figure("tolerance", base, share.low, share.high, limit, value, worth)


def _figure(
    kind: str,
    base: str,
    low: Decimal | None,
    high: Decimal | None,
    limit: Decimal | None,
    part: Span,
    worth: Span,
) -> Figure:
    whole = _amounts(worth)
    sums = {"rvc_build_down": f"({whole} - {_amounts(part)}) / {whole}"}
    worked = sums.get(kind, f"{_amounts(part)} / {whole}")
    return Figure(kind, base, low, high, limit, _FORMULAS[kind].format(base=base), worked, SOURCES[kind])


def _part(one: Counted, counts: Truth) -> Span:
    if counts is Truth.NO:
        return NOTHING
    return one.value if counts is Truth.YES else Span(ZERO, one.value.high)


def _amounts(span: Span) -> str:
    """One amount, or «low...high»; a bound that is not known is «?»."""
    if span.is_exact:
        return _plain(span.low)
    return f"[{_plain(span.low)}...{'?' if span.high is None else _plain(span.high)}]"


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"
