"""The answer of `karvan origin` as lines for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from karvan.cli.origin_words import (
    CONDITIONS,
    FIGURES,
    OF_MATERIAL,
    OF_PRODUCT,
    OUTCOMES,
    TRUTHS,
    WHY_NO_RULE,
    WHY_NOT_APPLIED,
)
from karvan.cli.output import line, table
from karvan.cli.session import current
from karvan.cli.words import marked
from karvan.model.known import Known, Maybe

if TYPE_CHECKING:
    from karvan.engines.access.law.facts import Agreement, Words
    from karvan.engines.access.origin import Branch, Figure, Gap, OriginAnswer
    from karvan.model.bill import Bill


_LINES = {
    False: marked("Lines of the bill that decide: {lines}"),
    True: marked("Lines of the bill that keep it open: {lines}"),
}


def origin_lines(answer: OriginAnswer, bill: Bill, agreement: Agreement | None) -> Iterator[str]:
    """Verdict first, then what it rests on."""
    yield line(
        marked("{name} (HS {hs_rev} {hs}), {exporter} -> {importer}, {agreement}, on {on}"),
        name=bill.name,
        hs_rev=answer.hs_rev,
        hs=answer.product,
        exporter=answer.exporter,
        importer=answer.importer,
        agreement=answer.agreement or "-",
        on=answer.on.isoformat(),
    )
    yield line(OUTCOMES[answer.outcome])
    yield from _basis(answer)
    yield from _rule(answer)
    for one in answer.conditions:
        yield line(
            marked("{what}: {truth}"), what=line(CONDITIONS[one.name]), truth=line(TRUTHS[one.outcome])
        )
    yield from _materials(answer)
    yield line(marked("For information, whatever the rule:"))
    yield from (f"  {one}" for one in _figures(answer.figures))
    yield from _proofs(answer, agreement)
    yield from _sources(answer, agreement)


def _basis(answer: OriginAnswer) -> Iterator[str]:
    if answer.is_own_rule:
        yield line(marked("By your rule, which karvan has not read in the agreement."))
    if answer.decided_by and not answer.missing:
        yield line(marked("Decided by: {what}"), what="; ".join(_named(one) for one in answer.decided_by))
    if answer.lines:
        yield line(_LINES[bool(answer.missing)], lines=_listed(answer.lines))
    if answer.missing:
        yield line(marked("Not known, and it could change the answer:"))
        yield from (f"  - {_gap(one)}" for one in answer.missing)
    if answer.harmless:
        yield line(marked("Not known, but the answer is the same whatever it is:"))
        yield from (f"  - {_gap(one)}" for one in answer.harmless)


def _named(what: str) -> str:
    return line(CONDITIONS[what]) if what in CONDITIONS else what


def _rule(answer: OriginAnswer) -> Iterator[str]:
    if isinstance(answer.rule, Known) and answer.branch is not None:
        yield line(marked("Rule: {rule}"), rule=_head(answer.branch))
        yield from _below(answer.branch, 1)
        return
    yield line(marked("No rule is judged; what follows informs and is no verdict."))


def _head(branch: Branch) -> str:
    where = line(marked(", lines {lines}"), lines=_listed(branch.lines)) if branch.lines else ""
    return f"{branch.rule}: {line(TRUTHS[branch.outcome])}{where}"


def _below(branch: Branch, depth: int) -> Iterator[str]:
    margin = "  " * depth
    yield from (margin + one for one in _figures(branch.figures))
    if branch.tolerated:
        yield margin + line(
            marked("let pass by the tolerance: lines {lines}"), lines=_listed(branch.tolerated)
        )
    for part in branch.parts:
        yield margin + _head(part)
        yield from _below(part, depth + 1)


def _materials(answer: OriginAnswer) -> Iterator[str]:
    headings = (
        line(marked("line")),
        line(marked("material")),
        "HS",
        line(marked("origin")),
        answer.currency,
        line(marked("originating")),
        "CC",
        "CTH",
        "CTSH",
    )
    rows = [
        (
            str(one.line),
            one.name[:40],
            _or_unknown(one.hs),
            _or_unknown(one.origin),
            _or_unknown(one.value),
            *(line(TRUTHS[truth]) for truth in (one.originating, one.cc, one.cth, one.ctsh)),
        )
        for one in answer.materials
    ]
    yield from table(headings, rows) if rows else ()


def _figures(figures: Iterable[Figure]) -> Iterator[str]:
    for one in figures:
        limit = "" if one.limit is None else line(marked(", limit {limit}"), limit=_percent(one.limit))
        source = f" [{one.source}]" if one.source else ""
        yield f"{line(FIGURES[one.kind])}: {_between(one)}{limit} = {one.worked} ({one.formula}){source}"


def _proofs(answer: OriginAnswer, agreement: Agreement | None) -> Iterator[str]:
    if answer.proofs:
        yield line(marked("Proof of origin to be held: {proofs}"), proofs=", ".join(answer.proofs))
    else:
        yield line(marked("Which proof of origin must be held is not loaded."))
    if agreement is not None and agreement.issuer.en:
        yield line(marked("It is issued by: {issuer}"), issuer=_said(agreement.issuer))
    if answer.proof_months is not None:
        yield line(marked("A proof is valid for {months} months."), months=answer.proof_months)
    if answer.material_proofs:
        yield line(
            marked("Proofs of origin must be held for these lines as well: {lines}"),
            lines=_listed(answer.material_proofs),
        )


def _sources(answer: OriginAnswer, agreement: Agreement | None) -> Iterator[str]:
    if agreement is not None:
        title, text = _said(agreement.title), _said(agreement.text)
        yield line(marked("What the sources say of {agreement}: {text}"), agreement=title, text=text)
    if answer.citations:
        yield line(marked("Sources: {sources}"), sources="; ".join(answer.citations))
    yield line(marked("Method {method}. It informs and is no certificate."), method=answer.method)


def _said(words: Words) -> str:
    return words.fa if current().lang == "fa" else words.en


def _gap(gap: Gap) -> str:
    if gap.line:
        return line(OF_MATERIAL[gap.kind], line=gap.line)
    reasons = {"rule": WHY_NO_RULE, "applied": WHY_NOT_APPLIED}.get(gap.kind, {})
    name = line(reasons[gap.name]) if gap.name in reasons else gap.name
    return line(OF_PRODUCT[gap.kind], name=name)


def _between(figure: Figure) -> str:
    if figure.low == figure.high and figure.low is not None:
        return _percent(figure.low)
    low, high = ("?" if one is None else _percent(one) for one in (figure.low, figure.high))
    return f"{low}...{high}"


def _percent(share: Decimal) -> str:
    """Up to four decimals, as many as the figure has: 50.0001 % is not 50 %."""
    text = f"{share * 100:.4f}".rstrip("0").rstrip(".")
    return f"{text} %"


def _or_unknown(value: Maybe[Any]) -> str:
    if not isinstance(value, Known):
        return "?"
    return f"{value.value:f}" if isinstance(value.value, Decimal) else str(value.value)


def _listed(lines: Iterable[int]) -> str:
    return ", ".join(map(str, lines))
