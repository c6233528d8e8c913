"""Where a fact stands written, and how sure we are of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Standing(StrEnum):
    """How well a fact is supported; the words a coverage table prints."""

    VERIFIED = "verified"  # primary or official text seen
    SINGLE_SOURCE = "single_source"
    CONFLICT = "conflict"
    STALE = "stale"
    ASSIGNED = "assigned"  # ours: a code or an estimate nobody published
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Citation:
    """One source of a fact.

    `published_on` is None when the source carries no date; `observed_on` is the day we read it.
    `licence` is what the publisher allows for the text or data itself.
    """

    id: str
    title: str
    publisher: str
    address: str
    published_on: date | None
    observed_on: date
    licence: str
    standing: Standing
