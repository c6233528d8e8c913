"""Asks the law engine about every code of the region's lines, and joins the answers for a market."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple
from datetime import date
from typing import Any

from karvan.dossier.law import BranchCharges, ChargeFact, CodeLaw, LawFact, MarketLaw, Place, TopicCoverage
from karvan.dossier.name import Name
from karvan.dossier.region import ProductLine
from karvan.engines.access.law import (
    METHOD,
    AccessAnswer,
    AccessQuestion,
    Branch,
    Charge,
    LawBook,
    answer,
    coverage_of,
    formula_of,
)

_Details = Mapping[str, Name | str]


def market_law(
    book: LawBook, lines: Sequence[ProductLine], home: str, market: str, on: date, known_on: date
) -> MarketLaw:
    """The law on the lines' codes between `home` and `market`, on `on` as known on `known_on`."""
    asked = [
        (line.product, answer(book, AccessQuestion(home, market, code, line.hs_rev, on, known_on)))
        for line in lines
        for code in line.codes
    ]
    answers = [one for _, one in asked]
    return MarketLaw(
        market=market,
        method=METHOD,
        has_home_law=bool(answers) and answers[0].export.jurisdiction is not None,
        has_market_law=bool(answers) and answers[0].imported.jurisdiction is not None,
        facts=tuple(_facts(asked)),
        codes=tuple(_code(product, one) for product, one in asked),
        coverage=tuple(TopicCoverage(*astuple(one)) for one in coverage_of(answers)),
    )


def _code(product: str, one: AccessAnswer) -> CodeLaw:
    return CodeLaw(
        product=product,
        hs_rev=one.question.hs_rev,
        code=one.question.code,
        branches=tuple(_branch(branch) for branch in one.branches),
        export=tuple(_charge(charge) for charge in one.export.charges),
        lines=len(one.lines),
        is_full=not any(branch.total.missing for branch in one.branches) and len(one.branches) == 1,
    )


def _branch(branch: Branch) -> BranchCharges:
    return BranchCharges(
        branch.id, branch.state, tuple(_charge(one) for one in branch.charges), branch.total.missing
    )


def _charge(charge: Charge) -> ChargeFact:
    levy = charge.levy
    known = levy.rate if levy.status == "known" else ""
    return ChargeFact(
        kind=levy.kind,
        measure=levy.measure,
        status=levy.status,
        why=levy.why,
        rate=known,
        low=levy.low,
        high=levy.high,
        formula=Name(*(formula_of(known, levy.base, lang) for lang in ("en", "fa"))),
        title=Name(levy.title.en, "" if levy.title.fa == levy.title.en else levy.title.fa),
        footnotes=levy.footnotes,
        needs=levy.needs,
        standing=levy.envelope.standing,
        citations=tuple(Place(one.source, one.at) for one in levy.envelope.citations),
    )


def _facts(asked: Sequence[tuple[str, AccessAnswer]]) -> Iterator[LawFact]:
    for group, side, found, details in _GROUPS:
        seen: dict[str, tuple[Any, dict[str, None]]] = {}
        for product, one in asked:
            for fact in found(one):
                seen.setdefault(fact.id, (fact, {}))[1][product] = None
        everywhere = {product for product, _ in asked}
        for fact, products in sorted(seen.values(), key=lambda pair: _order(pair[0])):
            about = () if products.keys() == everywhere else tuple(products)
            yield _fact(group, side, fact, details(fact), about, asked[0][1])


def _order(fact: Any) -> tuple[int, str]:
    return (getattr(fact, "order", 0), fact.id)


def _fact(
    group: str, side: str, fact: Any, details: _Details, products: tuple[str, ...], one: AccessAnswer
) -> LawFact:
    times = fact.envelope
    return LawFact(
        group=group,
        side=side,
        id=fact.id,
        kind=getattr(fact, "kind", "") or getattr(fact, "part", "") or getattr(fact, "topic", ""),
        title=Name(fact.title.en, fact.title.fa),
        text=Name(fact.text.en, fact.text.fa),
        details=details,
        products=products,
        valid_from=times.valid_from,
        valid_to=times.valid_to,
        date_precision=times.date_precision,
        lifting=times.lifting,
        observed_on=times.observed_on,
        review_by=times.review_by,
        standing=times.standing,
        is_stale=times.is_stale(one.question.on, one.question.known_on),
        citations=tuple(Place(cited.source, cited.at) for cited in times.citations),
    )


def _treatments(one: AccessAnswer) -> Iterable[Any]:
    return [branch.treatment for branch in one.branches if branch.treatment]


def _words(fact: Any, *names: str) -> _Details:
    """Fields of a fact that say something: words in both languages, the rest as text."""
    found: dict[str, Name | str] = {}
    for name in names:
        value = getattr(fact, name)
        if value is None or value in ("", ()):
            continue
        if hasattr(value, "fa"):
            if value.en:
                found[name] = Name(value.en, value.fa)
        else:
            found[name] = ",".join(value) if isinstance(value, tuple) else str(value)
    return found


def _of_treatment(fact: Any) -> _Details:
    return _words(fact, "branch", "state")


def _of_agreement(fact: Any) -> _Details:
    return _words(
        fact, "signed", "in_force", "applied_from", "applied", "proofs", "issuer", "proof_months", "value_base",
        "tolerance", "cumulation", "direct_transport", "rules_complete",
    )  # fmt: skip


def _of_requirement(fact: Any) -> _Details:
    return _words(fact, "state", "missing")


def _of_document(fact: Any) -> _Details:
    return _words(
        fact, "necessity", "issuer", "where", "language", "legalisation", "per", "cost_state", "cost",
        "days_least", "days_most",
    )  # fmt: skip


def _of_step(fact: Any) -> _Details:
    return _words(fact, "order", "who", "where", "form", "days_least", "days_most", "depends_on")


def _of_question(fact: Any) -> _Details:
    return _words(fact, "topic", "stops_on")


def _of_payment(fact: Any) -> _Details:
    return _words(fact, "part", "exporter_bears", "importer_bears")


_GROUPS: tuple[tuple[str, str, Callable[[AccessAnswer], Iterable[Any]], Callable[[Any], _Details]], ...] = (
    ("treatment", "import", _treatments, _of_treatment),
    ("agreement", "", lambda one: one.agreements, _of_agreement),
    ("requirement", "export", lambda one: one.export.requirements, _of_requirement),
    ("requirement", "import", lambda one: one.imported.requirements, _of_requirement),
    ("document", "export", lambda one: one.export.documents, _of_document),
    ("document", "import", lambda one: one.imported.documents, _of_document),
    ("step", "export", lambda one: one.export.steps, _of_step),
    ("step", "import", lambda one: one.imported.steps, _of_step),
    ("question", "", lambda one: one.questions, _of_question),
    ("payment", "", lambda one: one.payment, _of_payment),
)
