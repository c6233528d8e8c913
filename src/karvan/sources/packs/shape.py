"""The form of a fact file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from karvan.sources.packs.record import Kind


@dataclass(frozen=True, slots=True)
class Shape:
    """A fact file: keys of its head, and of each fact under `list_key` (empty: the head is the one fact)."""

    what: str
    list_key: str
    head: Mapping[str, Kind]
    fact: Mapping[str, Kind]
