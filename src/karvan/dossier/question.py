"""What is asked: from an announcement, from options, or from both; options win."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date

from karvan.dossier.plan import Announced, Question, Span
from karvan.dossier.region import Region, find_region
from karvan.engines.programme import Programme
from karvan.errors import Incomplete
from karvan.store.snapshot import Snapshot


def ask(
    snapshot: Snapshot,
    *,
    as_of: date,
    on: date,
    announced: Announced | None = None,
    region: str = "",
    markets: Sequence[str] = (),
) -> Question:
    """The question in full; `region` is a slug or ISO 3166-2 code, `markets` are ISO alpha-3.

    Raises Incomplete when neither the text nor the options name the region or a market, UnknownRegion.
    """
    if not region:
        raise _incomplete("region", "--region")
    if not markets:
        raise _incomplete("markets", "--markets")
    found = find_region(snapshot, region)
    _check_home(found, markets)
    return Question(
        region=found.code,
        markets=tuple(dict.fromkeys(markets)),
        as_of=as_of,
        on=on,
        period=latest_period(snapshot),
        sector_scope=announced.sector_scope if announced else (),
        announced=announced,
    )


def latest_period(snapshot: Snapshot) -> int:
    """The latest year of the trade data in force.

    Raises SnapshotMissing.
    """
    return int(max(snapshot.manifest("product_totals").coverage["years"]))


def announced_by(programme: Programme, text: str) -> Announced:
    """What the plan keeps of a reading: the fields, and the words that show them."""
    return Announced(
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        event=programme.event or "",
        organisers=tuple(body.name for body in programme.organisers),
        partners=tuple(body.name for body in programme.partners),
        topics=tuple(programme.topics),
        sector_scope=tuple(programme.sector_scope),
        selection_reason=programme.selection_reason or "",
        spans=tuple(Span(one.field, one.text, one.confidence) for one in programme.evidence),
        missing=tuple(one.field for one in programme.missing),
    )


def _check_home(region: Region, markets: Sequence[str]) -> None:
    if region.home in markets:
        raise Incomplete(
            "{home} is the region's own country and cannot be one of its export markets.",
            fix="Leave it out of --markets.",
            home=region.home,
        )


def _incomplete(field: str, option: str) -> Incomplete:
    return Incomplete(
        "The {field} of the conference is neither in the text nor given as an option.",
        fix="Give it with {option}; karvan read FILE shows what was found in the text.",
        field=field,
        option=option,
    )
