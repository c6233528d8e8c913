"""What the matching of names is worth on pairs of names that are known to be one party's or two parties'."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from karvan.engines.access.screening.index import Candidate, IndexedName, NameIndex
from karvan.engines.access.screening.match import METHOD, THRESHOLD, score

FALSE_POSITIVES = 0.01
TOP = 5
# So many are fetched that targets of equal score can be counted before the one that is meant.
_FETCHED = 50


@dataclass(frozen=True, slots=True)
class NamePair:
    """A name asked for, a name on a list, and whether both are one party's."""

    query: str
    target: str
    is_match: bool


@dataclass(frozen=True, slots=True)
class ScreeningRecord:
    """Shares from 0 to 1; None = there was nothing to measure it on.

    `recall_at_1pct_fpr`: share of the matches above `threshold_at_1pct_fpr`, the lowest threshold that at most 1 % of
    the non-matches of the file reach. `f1`, `recall`, `false_positive_rate`, `precision`: at the product's `threshold`.
    `top5`: share of the queries with a match that have one among the best five of all distinct targets, where a
    target of another party with an equal score goes first. `false_alerts_per_query`: parties of the whole list that
    a query brings up beyond the one that is meant; `list_names` names were searched.
    """

    method: str
    threshold: float
    matches: int
    others: int
    queries: int
    targets: int
    recall_at_1pct_fpr: float | None
    threshold_at_1pct_fpr: float | None
    f1: float | None
    recall: float | None
    precision: float | None
    false_positive_rate: float | None
    top5: float | None
    false_alerts_per_query: float | None = None
    queries_with_alerts: float | None = None
    list_names: int = 0

    def to_json(self) -> dict[str, Any]:
        """All fields by name."""
        return asdict(self)


def backtest_screening(
    pairs: Sequence[NamePair], listed: NameIndex | None = None, *, threshold: float = THRESHOLD
) -> ScreeningRecord:
    """Score the pairs, rank the targets, and ask the whole list (`listed`) for each query.

    A query that has a match among the pairs expects one alert where its list has it; alerts beyond that are false.
    """
    scored = [(score(pair.query, pair.target), pair.is_match) for pair in pairs]
    right = sorted(value for value, match in scored if match)
    wrong = sorted((value for value, match in scored if not match), reverse=True)
    recall, least = recall_at(right, wrong, FALSE_POSITIVES)
    hits, alarms = sum(one >= threshold for one in right), sum(one >= threshold for one in wrong)
    alerts = _alerts(pairs, listed, threshold) if listed else None
    return ScreeningRecord(
        method=METHOD,
        threshold=threshold,
        matches=len(right),
        others=len(wrong),
        queries=len({pair.query for pair in pairs}),
        targets=len({pair.target for pair in pairs}),
        recall_at_1pct_fpr=recall,
        threshold_at_1pct_fpr=least,
        f1=_share(2 * hits, hits + alarms + len(right)) if right else None,
        recall=_share(hits, len(right)),
        precision=_share(hits, hits + alarms),
        false_positive_rate=_share(alarms, len(wrong)),
        top5=top_share(pairs),
        false_alerts_per_query=alerts and alerts[0],
        queries_with_alerts=alerts and alerts[1],
        list_names=len(listed.names) if listed else 0,
    )


def recall_at(
    right: Sequence[float], wrong: Sequence[float], share: float
) -> tuple[float | None, float | None]:
    """Recall at the lowest threshold that no more than `share` of the wrong scores reach, and that threshold.

    Equal scores stand or fall together: the threshold is a score of a match, above every wrong score that must not
    pass. `wrong` is sorted from the highest. Without matches or without wrong scores there is nothing to tell.
    """
    if not right or not wrong:
        return None, None
    allowed = int(len(wrong) * share)
    barred = wrong[allowed] if allowed < len(wrong) else -1.0
    above = [one for one in right if one > barred]
    return len(above) / len(right), min(above, default=None)


def top_share(pairs: Sequence[NamePair], top: int = TOP) -> float | None:
    """Share of the queries with a match that find one among the `top` best of all distinct targets."""
    meant: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        if pair.is_match:
            meant[pair.query].add(pair.target)
    targets = sorted({pair.target for pair in pairs})
    index = NameIndex.build(IndexedName("", target, "", target, "") for target in targets)
    found = index.search_many(list(meant), top=_FETCHED, least=0.0)
    good = sum(_is_near(some, own, top) for some, own in zip(found, meant.values(), strict=True))
    return _share(good, len(meant))


def _is_near(found: Sequence[Candidate], own: set[str], top: int) -> bool:
    best = max((one.score for one in found if one.ref in own), default=0.0)
    return best > 0 and sum(one.score >= best for one in found if one.ref not in own) < top


def _alerts(pairs: Sequence[NamePair], listed: NameIndex, threshold: float) -> tuple[float, float]:
    """False alerts for each query, and the share of the queries that have any alert."""
    queries = list(dict.fromkeys(pair.query for pair in pairs))
    known = {pair.query for pair in pairs if pair.is_match}
    found = listed.search_many(queries, top=len(listed.names), least=threshold)
    false = sum(max(0, len(some) - (query in known)) for query, some in zip(queries, found, strict=True))
    return false / len(queries), sum(bool(some) for some in found) / len(queries)


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None
