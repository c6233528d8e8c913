"""A name in both languages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """A name in both languages; `fa` is empty when only an official English label exists."""

    en: str
    fa: str = ""
