"""A draft programme: what an announcement says, and the words that say it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class RegionFound:
    """The promoting region: ISO 3166-2 code and names; a name is empty when no pack or standard has it."""

    code: str
    name_en: str
    name_fa: str


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation by its longest name in the text; other spellings of it are `variants`."""

    name: str
    variants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """The words that show a field: offsets in the text given, and how sure we are (high, medium, low)."""

    field: str
    value: str
    text: str
    start: int
    end: int
    confidence: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A field that was not found, and the option that supplies it (empty when there is none)."""

    field: str
    option: str


@dataclass(frozen=True, slots=True)
class Programme:
    """The reading of one announcement.

    `home` and `markets` are ISO alpha-3, markets sorted. `event` is a kind: conference, forum, exhibition,
    meeting, summit or workshop; `title` its words. `sector_scope`: industry, agriculture, energy, mining,
    services. `topics`: b2b_meetings, exhibition, export, export_managers, investment, legal_sessions,
    workshops. `editions` are sentences about other editions. Lists are sorted or in order of appearance.
    """

    region: RegionFound | None
    home: str | None
    markets: tuple[str, ...]
    organisers: tuple[Body, ...]
    partners: tuple[Body, ...]
    event: str | None
    title: str | None
    sector_scope: tuple[str, ...]
    selection_reason: str | None
    editions: tuple[str, ...]
    topics: tuple[str, ...]
    evidence: tuple[Seen, ...]
    missing: tuple[Gap, ...]

    def to_json(self) -> dict[str, Any]:
        """Plain values for `karvan read --json`."""
        return asdict(self)
