"""Amounts, in the law's order: each charge on its base, unknown ones named and never taken as zero."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Decimal

from karvan.engines.access.law.answer import Charge, Levy, Total
from karvan.engines.access.law.facts import Jurisdiction
from karvan.engines.access.law.question import Consignment
from karvan.model.known import Known, Unknown
from karvan.model.money import Money
from karvan.model.rate import Fx, Percent, Rate, amount, needs, parse_rate

CUSTOMS_VALUE = "customs_value"
_PER_DECLARATION = "declaration"
_MODES = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN, "down": ROUND_DOWN, "up": ROUND_UP}
# Where a country's own rule is not known, amounts are shown to the hundredth and the answer says so.
_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What amounts are made from."""

    consignment: Consignment
    fx: Fx
    jurisdiction: Jurisdiction | None


@dataclass(slots=True)
class _Stack:
    """Amounts by kind of charge, as they pile up, and what they lack."""

    amounts: dict[str, Decimal] = field(default_factory=dict)
    rates: dict[str, Decimal] = field(default_factory=dict)
    lacks: dict[str, list[str]] = field(default_factory=dict)


def reckon(levies: Sequence[Levy], reckoning: Reckoning) -> tuple[Charge, ...]:
    """Charges with amounts, in the order given. A preference stands in the base where the duty would."""
    stack = _Stack()
    return tuple(_charge(levy, stack, reckoning, _rate(levy)) for levy in levies)


def total(
    levies: Sequence[Levy], charges: Sequence[Charge], reckoning: Reckoning, expected: Sequence[str] = ()
) -> Total:
    """The known part of the charges, the missing ones, and bounds where every missing one has both.

    `expected` are kinds of charge on which the law cannot be silent: one without any fact is missing.
    """
    value = reckoning.consignment.value
    spoken_of = {"mfn_duty" if one.levy.kind == "preference" else one.levy.kind for one in charges}
    silent = tuple(kind for kind in expected if kind not in spoken_of)
    due = [one for one in charges if one.levy.status != "not_applicable"]
    missing = tuple(
        one.levy.measure for one in due if one.levy.status != "known" or (one.amount is None and one.ask)
    )
    lacking = tuple(dict.fromkeys(name for one in due for name in one.lacks if name not in missing))
    lacking = tuple(name for name in lacking if name not in silent) + silent
    if value is None or not any(one.levy.status in ("known", "not_applicable") for one in charges):
        return Total(None, missing + lacking, None, None)
    known = _sum(due, value.currency)
    if not missing or silent:
        return Total(known, missing + lacking, None, None)
    low, high = (_bounded(levies, reckoning, side) for side in ("low", "high"))
    return Total(known, missing + lacking, *((low, high) if low and high else (None, None)))


def _sum(charges: Iterable[Charge], currency: str) -> Money:
    amounts = [one.amount.amount for one in charges if one.amount is not None]
    return Money(sum(amounts, Decimal(0)).quantize(_HUNDREDTH), currency)


def _bounded(levies: Sequence[Levy], reckoning: Reckoning, side: str) -> Money | None:
    """The total with each missing charge at its bound; None when one has no bound."""
    stack = _Stack()
    reckoned = [_charge(levy, stack, reckoning, _rate(levy) or _bound(levy, side)) for levy in levies]
    charges = [one for one in reckoned if one.levy.status != "not_applicable"]
    value = reckoning.consignment.value
    if value is None or any(one.amount is None or one.lacks for one in charges):
        return None
    return _sum(charges, value.currency)


def _rate(levy: Levy) -> Rate | None:
    return parse_rate(levy.rate) if levy.status == "known" and levy.rate else None


def _bound(levy: Levy, side: str) -> Rate | None:
    text = levy.low if side == "low" else levy.high
    return parse_rate(text) if text else None


def _charge(levy: Levy, stack: _Stack, reckoning: Reckoning, rate: Rate | None) -> Charge:
    kind = "mfn_duty" if levy.kind == "preference" else levy.kind
    if levy.status == "not_applicable":
        stack.amounts.setdefault(kind, Decimal(0))
        return Charge(levy, None, (), ())
    if rate is None:
        stack.lacks.setdefault(kind, []).append(levy.measure)
        return Charge(levy, None, (), ())
    if isinstance(rate, Percent):
        stack.rates[kind] = rate.fraction
    value = reckoning.consignment.value
    if value is None:
        stack.lacks.setdefault(kind, []).append(levy.measure)
        return Charge(
            levy, None, (), ("value", *sorted(needs(rate) - reckoning.consignment.quantities.keys()))
        )
    base, lacks = _base(levy, stack, value)
    due = amount(rate, base, reckoning.consignment.quantities, reckoning.fx, stack.rates)
    if isinstance(due, Unknown):
        stack.lacks.setdefault(kind, []).append(levy.measure)
        return Charge(levy, None, lacks, due.missing)
    rounded = _rounded(due, reckoning.jurisdiction)
    stack.amounts[kind] = stack.amounts.get(kind, Decimal(0)) + rounded.amount
    lacks += tuple(f"{levy.measure}: footnote {mark}" for mark in levy.footnotes)
    if lacks:
        stack.lacks.setdefault(kind, []).append(levy.measure)
    return Charge(levy, rounded, lacks, ())


def _base(levy: Levy, stack: _Stack, value: Money) -> tuple[Money, tuple[str, ...]]:
    """The known part of the base, and the names of what it lacks.

    A kind that the base names and no fact speaks of is lacking too: silence is not zero.
    """
    amounts = {CUSTOMS_VALUE: value.amount, _PER_DECLARATION: value.amount, **stack.amounts}
    lacks: list[str] = []
    for part in levy.base:
        lacks += stack.lacks.get(part, [])
        if part not in amounts and part not in stack.lacks:
            lacks.append(part)
    known = sum((amounts.get(part, Decimal(0)) for part in levy.base), Decimal(0))
    return Money(known, value.currency), tuple(dict.fromkeys(lacks))


def _rounded(due: Known[Money], jurisdiction: Jurisdiction | None) -> Money:
    money = due.value
    if jurisdiction is None or not jurisdiction.round_step or jurisdiction.currency != money.currency:
        return Money(money.amount.quantize(_HUNDREDTH, ROUND_HALF_UP), money.currency)
    step = Decimal(jurisdiction.round_step)
    steps = (money.amount / step).to_integral_value(_MODES[jurisdiction.round_mode])
    return Money(steps * step, money.currency)
