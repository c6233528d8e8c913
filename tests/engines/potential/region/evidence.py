"""Evidence for tests: a fictional country XAA with two named regions."""

from __future__ import annotations

from datetime import date
from typing import Any

from karvan.engines.potential.region import Evidence, Level
from karvan.model.citation import Citation, Standing

AS_OF = date(2026, 1, 1)
SUPPLY_UNTIL = date(2024, 12, 31)
BASIS = {
    Level.EXPORTS: "produced_in",
    Level.REGISTRY: "capacity",
    Level.STATED: "exports",
    Level.FALLBACK: "population",
}


def cited(name: str = "source", standing: Standing = Standing.SINGLE_SOURCE) -> Citation:
    return Citation(name, "A title", "A publisher", "an address", None, date(2025, 1, 1), "CC0-1.0", standing)


def line(level: Level, region: str, code: str = "", **more: Any) -> Evidence:
    given: dict[str, Any] = {
        "hs_rev": 2017,
        "basis": BASIS[level],
        "period_start": date(2024, 1, 1),
        "period_end": date(2024, 12, 31),
        "observed_on": date(2025, 6, 1),
        "review_by": date(2026, 6, 1),
        "citation": cited(),
    }
    return Evidence(level=level, region=region, code=code, **(given | more))
