"""Who seems to report its trade? BACI carries no reporter flag, so we infer one, and say how sure we are.

A flow is in BACI when at least one side declared it. So when a pair that traded a lot a few years ago has
no row at all, neither side reports (or the trade died). Countries that do not report lose their trade with
*each other* and keep it with everybody else. That pattern is sharp: with 2024 flows against 2015-2019
history, 72 countries have lost nearly all of their once-large trade with each other and nearly none with
the rest (see docs/explanation/reporting-status.md for the counts).

The rule: start from the countries with at least SEED vanished partners; then repeat: a country is silent
when at least TWO of its once-large pairs with silent countries vanished and these are at least HALF of
them; until nothing changes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

LARGE_USD = 10_000_000
SEED = 3
LEAST_VANISHED = 2
SILENT_SHARE = 0.5
_ROUNDS = 50


@dataclass(frozen=True, slots=True)
class Reporter:
    """One country's inferred behaviour in one year.

    `kept_share` is the share of its once-large pairs with silent countries that are still visible; None
    when it had none, so that nothing could be tested.
    """

    country: str
    reports: bool
    confidence: str
    vanished_partners: int
    kept_share: float | None


def infer_reporters(
    once_large: Iterable[tuple[str, str]], visible: set[tuple[str, str]], countries: Iterable[str]
) -> list[Reporter]:
    """Infer who reports from the pairs (exporter, importer) once large and those visible now.

    Pairs whose importer is missing from the release must be left out by the caller. Returns one
    Reporter a country, sorted by code.
    """
    partners: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for exporter, importer in once_large:
        vanished = (exporter, importer) not in visible
        partners[exporter].append((importer, vanished))
        partners[importer].append((exporter, vanished))
    silent = _silent(partners)
    return [
        _reporter(country, partners[country], silent) for country in sorted(set(countries) | partners.keys())
    ]


def _silent(partners: Mapping[str, list[tuple[str, bool]]]) -> set[str]:
    silent = {c for c, pairs in partners.items() if sum(vanished for _, vanished in pairs) >= SEED}
    for _ in range(_ROUNDS):
        again = {c for c, pairs in partners.items() if _is_silent(*_tested(pairs, silent))}
        if again == silent:
            break
        silent = again
    return silent


def _tested(pairs: Iterable[tuple[str, bool]], silent: set[str]) -> tuple[int, int]:
    outcomes = [vanished for partner, vanished in pairs if partner in silent]
    return sum(outcomes), len(outcomes)


def _is_silent(vanished: int, tested: int) -> bool:
    return vanished >= LEAST_VANISHED and vanished / tested >= SILENT_SHARE


def _reporter(country: str, pairs: list[tuple[str, bool]], silent: set[str]) -> Reporter:
    vanished, tested = _tested(pairs, silent)
    lost = vanished / tested if tested else None
    return Reporter(
        country=country,
        reports=country not in silent,
        confidence=_confidence(lost, tested, is_silent=country in silent),
        vanished_partners=sum(gone for _, gone in pairs),
        kept_share=None if lost is None else 1 - lost,
    )


def _confidence(lost: float | None, tested: int, *, is_silent: bool) -> str:
    if lost is None or tested < LEAST_VANISHED:
        return "low"
    wrong_side = 1 - lost if is_silent else lost
    if wrong_side <= 0.1 and tested >= 5:
        return "high"
    return "medium" if wrong_side <= 0.35 else "low"
