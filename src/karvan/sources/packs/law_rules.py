"""What no single field of a law file can tell: two times in order, ids that point somewhere, no overlap."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import combinations
from typing import Any, TypeAlias

from karvan.errors import OriginRuleUnreadable
from karvan.model.charge import CHARGES
from karvan.model.origin_rule import parse_rule, parse_tolerance
from karvan.sources.packs import schedules
from karvan.sources.packs.in_force import LAW_FILES
from karvan.sources.packs.study import Fact, Pack

Wrong: TypeAlias = Callable[..., None]
BRANCHES = frozenset(["mfn", "non-mfn"])  # the others are agreements


def check_law(pack: Pack) -> None:
    """Report every fault between the facts of law of one pack."""
    for name in LAW_FILES:
        facts = pack.facts(name)
        for fact in facts:
            _two_times(fact)
        _versions(facts)
    if "jurisdiction.yml" not in pack.files and any(
        pack.facts(name) for name in LAW_FILES if name != "payment.yml"
    ):
        _needs_jurisdiction(pack)
    for fact in pack.facts("measures.yml"):
        _measure(fact)
    _no_overlap(pack.facts("measures.yml"))
    _pointers(pack)
    for fact in pack.facts("agreements.yml"):
        _agreement(fact)
    for fact in pack.facts("schedules.yml"):
        if found := schedules.fault(fact):
            fact.page.report(found)


def _wrong(fact: Fact, message: str, fix: str, **facts: object) -> None:
    fact.page.report(fact.page.wrong(fact.line, message, fix, **facts))


def _needs_jurisdiction(pack: Pack) -> None:
    _wrong(
        pack.head,
        "The pack {pack} holds law but does not say of which country.",
        "Add jurisdiction.yml.",
        pack=pack.id,
    )


def _two_times(fact: Fact) -> None:
    valid, known = fact.values["valid"], fact.values["known"]
    for name, first, then in (
        ("valid.to is before valid.from", valid["from"], valid["to"]),
        ("known.review_by is before known.observed_on", known["observed_on"], known["review_by"]),
        ("known.until is before known.observed_on", known["observed_on"], known["until"]),
    ):
        if first is not None and then is not None and then < first:
            _wrong(
                fact,
                "{problem} ({then} < {first}).",
                "Correct one of the two dates.",
                problem=name,
                then=then,
                first=first,
            )
    if (valid["end"] == "lifted" and valid["to"] is None) or (
        valid["end"] == "open" and valid["to"] is not None
    ):
        _wrong(
            fact,
            "The end is {end}, but valid.to is {to}.",
            "A lifted fact has a last day, an open one has null.",
            end=valid["end"],
            to=valid["to"] or "null",
        )
    if valid["from"] is None and valid["precision"] != "unknown":
        _wrong(
            fact,
            "A fact without a first day has the precision {precision}.",
            "Write unknown.",
            precision=valid["precision"],
        )


def _versions(facts: tuple[Fact, ...]) -> None:
    """An id may stand again only as what was known later."""
    by_id: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_id[fact.values["id"]].append(fact)
    for same in by_id.values():
        for one, two in combinations(sorted(same, key=_observed), 2):
            until = one.values["known"]["until"]
            if until is None or until >= _observed(two):
                _wrong(
                    two,
                    "{id} stands twice for the same days of knowledge; first at line {first}.",
                    "Close the older one with known.until, or give each its own id.",
                    id=two.values["id"],
                    first=one.line,
                )


def _observed(fact: Fact) -> date:
    observed: date = fact.values["known"]["observed_on"]
    return observed


def _measure(fact: Fact) -> None:
    one = fact.values
    is_charge = one["kind"] in CHARGES
    has_rate = any(one["value"][key] for key in ("rate", "low", "high"))
    if is_charge and one["value"]["state"] == "known" and not one["value"]["rate"]:
        _wrong(fact, "A charge that is known has no rate.", "Write its rate, or state: unknown.")
    if not is_charge and has_rate:
        _wrong(fact, "A {kind} has a rate, but is no charge.", "Write null.", kind=one["kind"])
    if one["value"]["state"] == "conflict" and one["standing"] != "conflict":
        _wrong(
            fact,
            "The value is in conflict, the standing is {standing}.",
            "Write standing: conflict.",
            standing=one["standing"],
        )
    if is_charge and has_rate and not one["base"]:
        _wrong(
            fact, "A charge does not say of what it is.", "Write base: [customs_value] or what the law says."
        )


def _no_overlap(measures: tuple[Fact, ...]) -> None:
    """Two charges of one kind, branch and scope may not hold on the same day."""
    groups: dict[tuple[Any, ...], list[Fact]] = defaultdict(list)
    for fact in measures:
        if fact.values["kind"] in ("mfn_duty", "vat", "excise") and fact.values["known"]["until"] is None:
            groups[_scope_key(fact.values)].append(fact)
    for same in groups.values():
        for one, two in combinations(same, 2):
            if _share_a_day(one.values["valid"], two.values["valid"]):
                _wrong(
                    two,
                    "{id} holds on the same days, for the same goods, as {other}.",
                    "Give the older one a last day.",
                    id=two.values["id"],
                    other=one.values["id"],
                )


def _scope_key(one: Mapping[str, Any]) -> tuple[Any, ...]:
    scope = one["scope"]
    return (
        one["kind"],
        one["branch"],
        scope["direction"],
        scope["origins"],
        scope["destinations"],
        tuple(sorted(scope["codes"])),
    )


def _share_a_day(one: Mapping[str, Any], two: Mapping[str, Any]) -> bool:
    return _starts_in(one, two) or _starts_in(two, one)


def _starts_in(one: Mapping[str, Any], two: Mapping[str, Any]) -> bool:
    start = one["from"] or date.min
    return (two["from"] or date.min) <= start <= (two["to"] or date.max)


def _pointers(pack: Pack) -> None:
    for fact in pack.facts("measures.yml"):
        _point(pack, fact, fact.values["needs"], "documents.yml")
        _point(
            pack, fact, [fact.values["branch"]] if fact.values["branch"] else [], "agreements.yml", BRANCHES
        )
    for name in ("treatments.yml", "schedules.yml"):
        for fact in pack.facts(name):
            _point(pack, fact, [fact.values["branch"]], "agreements.yml", BRANCHES)
    for fact in pack.facts("agreements.yml"):
        _point(pack, fact, fact.values["proofs"], "documents.yml")
    for fact in pack.facts("procedure.yml"):
        _point(pack, fact, fact.values["depends_on"], "procedure.yml")


def _point(pack: Pack, fact: Fact, wanted: Any, file: str, beside: frozenset[str] = frozenset()) -> None:
    """Ids that stand in no fact of `file`; when that file lost facts to faults nothing can be said."""
    if pack.has_faulty(file):
        return
    known = {one.values["id"] for one in pack.facts(file)} | beside
    for missing in [one for one in wanted if one not in known]:
        _wrong(fact, "{id} points to {missing}, which {file} does not have.", "Correct the id, or add it.",
               id=fact.values["id"], missing=missing, file=file)  # fmt: skip


def _agreement(fact: Fact) -> None:
    for first, then in (("signed", "in_force"), ("in_force", "applied_from")):
        one, two = fact.values[first], fact.values[then]
        if one is not None and two is not None and two < one:
            _wrong(fact, "{then} ({two}) is before {first} ({one}).", "Correct one of the two dates.",
                   then=then, two=two, first=first, one=one)  # fmt: skip
    for rule in fact.values["rules"]:
        _readable(fact, parse_rule, rule["rule"])
    if fact.values["tolerance"]:
        _readable(fact, parse_tolerance, fact.values["tolerance"])


def _readable(fact: Fact, read: Callable[[str], object], text: str) -> None:
    try:
        read(text)
    except OriginRuleUnreadable as cause:
        _wrong(fact, cause.message, cause.fix, **cause.facts)


def every_law_fact(pack: Pack) -> Iterator[tuple[str, Fact]]:
    """File name and fact of all law of a pack."""
    for name in LAW_FILES:
        yield from ((name, fact) for fact in pack.facts(name))
