"""Which charges the law names for a good on a day, and at which rate: the most specific one decides.

Three things keep a rate from being one number: the code is shorter than the law's own lines, the source
dates a change by the month only, or the sources differ. Each gives an unknown that names its choices, with
bounds where all choices are percentages.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from karvan.engines.access.law.answer import Levy
from karvan.engines.access.law.facts import Measure, ScheduleLine, Words
from karvan.engines.access.law.scope import NONE, PART, WHOLE, Codes
from karvan.model.charge import CHARGES
from karvan.model.rate import Percent, parse_rate

# Of these the law has one for a good: the most specific. The others add up.
EXCLUSIVE = frozenset(["mfn_duty", "preference", "excise", "vat", "export_duty"])
# The place of a schedule's rate among the charges of a pack, which gives its own sequence.
SEQUENCE = {"mfn_duty": 10, "preference": 10, "export_duty": 10, "excise": 40, "vat": 50}
# The treatment that the rates of a general schedule belong to, where a country's law tells treatments apart.
MFN = "mfn"
_NOTHING = Words("", "")


@dataclass(frozen=True, slots=True)
class Moment:
    """The day of the law, the day of knowledge, and whether overdue facts count."""

    on: date
    known_on: date
    allow_stale: bool


@dataclass(frozen=True, slots=True)
class _Reached:
    levy: Levy
    reach: str
    digits: int
    is_own: bool = False


def levies(
    measures: Iterable[Measure],
    lines: Sequence[ScheduleLine],
    codes: Codes,
    *,
    origin: str,
    destination: str,
    direction: str,
    moment: Moment,
) -> tuple[Levy, ...]:
    """All charges on the good, in the law's order, each with its branch ("" = under each treatment)."""
    found = [
        _Reached(_from_measure(one, moment), reach, digits)
        for one in measures
        if one.kind in CHARGES and one.scope.direction == direction and one.scope.is_for(origin, destination)
        for reach, digits in [one.scope.reach(codes)]
        if reach != NONE and one.envelope.holds(moment.on, moment.known_on)
    ]
    found += _from_lines(lines, moment)
    groups: dict[tuple[str, str], list[_Reached]] = {}
    for one in found:
        groups.setdefault((one.levy.kind, one.levy.branch), []).append(one)
    if ("mfn_duty", MFN) in groups:
        # The user's schedule names no treatment; where the law gives the duty under MFN, it speaks of that duty.
        groups["mfn_duty", MFN] += [one for one in groups.get(("mfn_duty", ""), ()) if one.is_own]
    settled = [
        levy
        for (kind, _), group in groups.items()
        for levy in ([_most_specific(group)] if kind in EXCLUSIVE else [_alone(one) for one in group])
    ]
    return tuple(sorted(settled, key=lambda levy: (levy.sequence, levy.measure)))


def _from_measure(one: Measure, moment: Moment) -> Levy:
    stale = one.envelope.why_stale(moment.on, moment.known_on)
    force = one.envelope.force(moment.on)
    status, why = one.state, "not_loaded" if one.state == "unknown" else ""
    if one.state == "known" and force != "in_force":
        status, why = "unknown", force
    elif one.state == "unknown" and force == "end_unknown":
        why = force
    elif one.state == "known" and stale and not moment.allow_stale:
        status, why = "stale", stale
    return Levy(
        measure=one.id,
        kind=one.kind,
        branch=one.branch,
        sequence=one.sequence,
        base=one.base,
        status=status,
        why=why,
        is_stale=bool(stale),
        rate=one.rate,
        low=one.low,
        high=one.high,
        missing=one.missing,
        says=one.says,
        needs=one.needs,
        title=one.title,
        text=one.text,
        envelope=one.envelope,
    )


def _from_lines(lines: Sequence[ScheduleLine], moment: Moment) -> list[_Reached]:
    """The lines under a code are one whole: where they agree the rate is known, else the line decides."""
    by_schedule: dict[tuple[str, str, str], list[ScheduleLine]] = {}
    for line in lines:
        if line.envelope.holds(moment.on, moment.known_on):
            by_schedule.setdefault((line.schedule, line.kind, line.branch), []).append(line)
    return [
        _Reached(_of_schedule(group, moment), WHOLE, min(len(one.code) for one in group), group[0].is_own)
        for group in by_schedule.values()
    ]


def _of_schedule(group: Sequence[ScheduleLine], moment: Moment) -> Levy:
    each = [_from_line(line, moment) for line in group]
    if len({(one.status, one.why, one.rate) for one in each}) == 1:
        return each[0] if len(group) == 1 else _together(each, each[0], group)
    return _together(each, _undecided(each, "national_line", ""), group)


def _together(each: Sequence[Levy], levy: Levy, group: Sequence[ScheduleLine]) -> Levy:
    """Several lines as one charge, named by the digits they share."""
    return replace(
        levy,
        measure=f"{group[0].schedule}:{_common(group)}",
        title=Words(f"{len(group)} national lines", f"{len(group)} ردیف ملی تعرفه"),
        text=_NOTHING,
        choices=_names(each),
        footnotes=tuple(sorted({mark for one in each for mark in one.footnotes})),
    )


def _common(group: Sequence[ScheduleLine]) -> str:
    """The digits that all codes begin with, in whole pairs."""
    first, last = min(one.code for one in group), max(one.code for one in group)
    same = next(
        (at for at, (one, two) in enumerate(zip(first, last, strict=False)) if one != two), len(first)
    )
    return first[: same - same % 2]


def _from_line(line: ScheduleLine, moment: Moment) -> Levy:
    stale = line.envelope.why_stale(moment.on, moment.known_on)
    force = line.envelope.force(moment.on)
    status, why = (line.status, "") if line.rate and line.status == "known" else ("unknown", "unreadable")
    if line.status == "conflict":
        status, why = "conflict", ""
    if status == "known" and force != "in_force":
        status, why = "unknown", force
    elif status == "known" and stale and not moment.allow_stale:
        status, why = "stale", stale
    return Levy(
        measure=f"{line.schedule}:{line.code}",
        kind=line.kind,
        branch=line.branch,
        sequence=SEQUENCE[line.kind],
        base=line.base,
        status=status,
        why=why,
        is_stale=bool(stale),
        rate=line.rate if line.status == "known" else "",
        low="",
        high="",
        missing=_NOTHING,
        says=(),
        needs=(),
        title=Words(line.description, line.description),
        text=_NOTHING,
        envelope=line.envelope,
        footnotes=(line.footnote,) if line.footnote and not line.is_own else (),
    )


def _most_specific(group: Sequence[_Reached]) -> Levy:
    whole = [one for one in group if one.reach == WHOLE]
    deepest = max((one.digits for one in whole), default=-1)
    best = [one.levy for one in whole if one.digits == deepest]
    inside = [one.levy for one in group if one.reach == PART and one.digits > deepest]
    if len(best) == 1 and not inside:
        return best[0]
    # Facts of equal scope differ because a day is unsure, or because they are about different national lines.
    is_dated = any(one.why in ("edge", "start_unknown", "end_unknown") for one in best)
    why = "edge" if is_dated and not inside else "national_line"
    if not inside and len({(one.status, one.rate) for one in best}) == 1:
        return best[0]
    return _undecided([*inside, *best], why, (inside or best)[0].measure)


def _alone(one: _Reached) -> Levy:
    """A charge that adds up; on part of the goods only, it may be due or not."""
    if one.reach == WHOLE:
        return one.levy
    levy = one.levy
    return replace(
        levy,
        status="unknown",
        why="national_line",
        low="0%" if _percent(levy.rate or levy.high) is not None else "",
        high=levy.rate or levy.high,
        rate="",
        choices=(levy.measure,),
    )


def _undecided(among: Sequence[Levy], why: str, name: str) -> Levy:
    """One of several; bounds where every choice is a percentage or is bounded by percentages."""
    lows = [_percent(one.rate or one.low) for one in among]
    highs = [_percent(one.rate or one.high) for one in among]
    known_lows = [one for one in lows if one is not None]
    known_highs = [one for one in highs if one is not None]
    bounded = len(known_lows) == len(known_highs) == len(among) and all(
        one.status in ("known", "unknown", "conflict") for one in among
    )
    return replace(
        among[0],
        measure=name,
        status="unknown",
        why=why,
        rate="",
        low=str(min(known_lows, key=_fraction)) if bounded else "",
        high=str(max(known_highs, key=_fraction)) if bounded else "",
        choices=_names(among),
    )


def _names(among: Iterable[Levy]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.measure for one in among))


def _percent(text: str) -> Percent | None:
    rate = parse_rate(text) if text else None
    return rate if isinstance(rate, Percent) else None


def _fraction(rate: Percent) -> Decimal:
    return rate.fraction
