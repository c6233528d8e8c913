"""What the product is worth, ex works and FOB, and what follows for one when only the other is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from karvan.engines.access.origin.answer import Gap
from karvan.engines.access.origin.spans import ANYTHING, ZERO, Span
from karvan.model.bill import Bill
from karvan.model.known import Known
from karvan.model.origin_rule.tree import BASES
from karvan.model.truth import Truth


@dataclass(frozen=True, slots=True)
class Worth:
    """Both values between bounds, above 0; `lacks` names those that the firm does not give."""

    exw: Span
    fob: Span
    lacks: tuple[str, ...]

    def at(self, base: str) -> Span:
        """The value at EXW or FOB."""
        return self.exw if base == "EXW" else self.fob

    def gaps(self, base: str) -> tuple[Gap, ...]:
        """What is not known of the value at a base; an empty base is itself unknown."""
        wanted = (base,) if base else BASES
        own = () if base else (Gap(0, "value_base"),)
        return (*own, *(Gap(0, one.lower()) for one in wanted if one in self.lacks))


def worth_of(bill: Bill) -> Worth:
    """The product's values: FOB is the ex-works value and carriage, so each bounds the other."""
    exw, fob = ANYTHING, ANYTHING
    if isinstance(bill.exw, Known):
        exw, fob = Span(bill.exw.value, bill.exw.value), Span(bill.exw.value, None)
    if isinstance(bill.fob, Known):
        fob = Span(bill.fob.value, bill.fob.value)
        exw = exw if isinstance(bill.exw, Known) else Span(ZERO, bill.fob.value)
    given = {"EXW": bill.exw, "FOB": bill.fob}
    return Worth(exw, fob, tuple(base for base in BASES if not isinstance(given[base], Known)))


def over_bases(base: str, judge: Callable[[str], Truth]) -> tuple[Truth, tuple[str, ...]]:
    """The result at the base, and the bases looked at; without one it is decided only when both agree."""
    if base:
        return judge(base), (base,)
    found = {judge(one) for one in BASES}
    return (found.pop() if len(found) == 1 else Truth.UNKNOWN), BASES
