"""Who owns or directs whom: the edges that the question of 50 per cent needs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from karvan.sources.contract import Description
from karvan.sources.listed_party import joined
from karvan.sources.opensanctions.lines import Entity

_PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,10})?) ?(%?)", re.ASCII)


def relations(
    edges: Sequence[Entity], kept: Collection[str], names: Mapping[str, str], description: Description
) -> Iterator[dict[str, Any]]:
    """Rows of `opensanctions_relations`: each edge that touches a party that is kept, or one it owns.

    What a listed party owns may own the next one, so ownership is followed downwards to its end. `names`
    are captions by identifier; an end that the file does not hold has none.
    """
    owned = _owned(edges, kept)
    for edge in edges:
        relation, holder_of, held_of = description.extra["relations"][edge.schema]
        for holder in edge.values(holder_of):
            for held in edge.values(held_of):
                if holder in owned or held in kept:
                    yield {
                        "ref": edge.id,
                        "relation": relation,
                        "holder": holder,
                        "holder_name": names.get(holder),
                        "held": held,
                        "held_name": names.get(held),
                        "share": share(edge.values("percentage")),
                        "share_text": joined(edge.values("percentage")) or None,
                        "role": joined([*edge.values("role"), *edge.values("status")]),
                        "started": min(edge.values("startDate"), default=None),
                        "ended": max(edge.values("endDate"), default=None),
                        "datasets": joined(sorted(edge.datasets)),
                    }


def lacks_an_end(edge: Entity, description: Description) -> bool:
    """Whether an edge does not say whom it joins."""
    _, holder_of, held_of = description.extra["relations"][edge.schema]
    return not edge.values(holder_of) or not edge.values(held_of)


def share(texts: Iterable[str]) -> str | None:
    """The share as exact decimal text of a fraction: `51 %` is 0.51.

    None when it is not one plain number of per cent. `0.5` without a sign may mean a half or half a per
    cent, and `25-50` is a range: both are unknown.
    """
    found = {_fraction(text.strip()) for text in texts}
    return found.pop() if len(found) == 1 else None


def _owned(edges: Iterable[Entity], kept: Collection[str]) -> set[str]:
    """Those that are kept and all that they own, directly or through others."""
    holdings: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        for owner in edge.values("owner"):
            holdings[owner] += edge.values("asset")
    found, waiting = set(kept), list(kept)
    while waiting:
        new = [asset for asset in holdings[waiting.pop()] if asset not in found]
        found.update(new)
        waiting += new
    return found


def _fraction(text: str) -> str | None:
    number = _PERCENT.fullmatch(text)
    if not number:
        return None
    value = Decimal(number[1])
    if value > 100 or (not number[2] and 0 < value <= 1):
        return None
    return f"{(value / 100).normalize():f}"
