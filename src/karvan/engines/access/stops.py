"""Which stops apply to a product line on a day. When in doubt a stop applies: inform, and stop."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from karvan.engines.access.answer import LineStops, ProducerFinding, StopFact


@dataclass(frozen=True, slots=True)
class Rule:
    """A stop with its scope: HS codes by prefix, origin and market (empty = any)."""

    fact: StopFact
    origin: str
    market: str
    codes: tuple[str, ...]


def judge(
    codes: Sequence[str],
    *,
    home: str,
    market: str,
    on: date,
    rules: Iterable[Rule],
    producers: Sequence[ProducerFinding],
) -> LineStops:
    """Stops and flags of one line on the law's date `on`."""
    hits = [
        rule.fact
        for rule in rules
        if _is_about(rule, home, market) and _in_force(rule.fact, on) and _touches(rule.codes, codes)
    ]
    group = producer_group(producers)
    own = (_listed_only(producers),) if group == "listed_only" else ()
    return LineStops(
        stops=tuple(fact for fact in hits if fact.effect == "stop") + own,
        flags=tuple(fact for fact in hits if fact.effect != "stop"),
        producers=tuple(producers),
        producer_group=group,
    )


def producer_group(producers: Sequence[ProducerFinding]) -> str:
    """listed_only, some_listed, not_found or unknown, by the gravest reading of the known producers."""
    found = {producer.screening for producer in producers}
    if found == {"listed"}:
        return "listed_only"
    if "listed" in found:
        return "some_listed"
    return "not_found" if found == {"not_found"} else "unknown"


def _is_about(rule: Rule, home: str, market: str) -> bool:
    return rule.origin in ("", home) and rule.market in ("", market)


def _in_force(fact: StopFact, on: date) -> bool:
    """A ban without an end is in force, also when its lifting is unknown."""
    started = fact.valid_from is None or fact.valid_from <= on
    return started and (fact.valid_to is None or fact.valid_to >= on)


def _touches(scope: Sequence[str], codes: Sequence[str]) -> bool:
    """Whether any code lies inside the scope or the scope inside it: a line barred in part is barred."""
    return any(code.startswith(stop) or stop.startswith(code) for code in codes for stop in scope)


def _listed_only(producers: Sequence[ProducerFinding]) -> StopFact:
    names_en = ", ".join(producer.name_en for producer in producers)
    names_fa = "، ".join(producer.name_fa for producer in producers)
    return StopFact(
        id="only_listed_producers",
        kind="only_listed_producers",
        effect="stop",
        title_en="Every known producer is on a sanctions list",
        title_fa="همهٔ تولیدکنندگان شناخته‌شده در فهرست تحریم‌اند",
        text_en=f"The only producers we know of are listed: {names_en}.",
        text_fa=f"تنها تولیدکنندگانی که می‌شناسیم در فهرست‌اند: {names_fa}.",
        valid_from=None,
        valid_to=None,
        lifting="open",
        standing="single_source",
        observed_on=None,
        review_by=None,
        is_overdue=False,
        citations=tuple(dict.fromkeys(c for producer in producers for c in producer.citations)),
    )
