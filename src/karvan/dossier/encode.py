"""A plan as JSON: stable bytes, unknowns as null with their status and what is missing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from karvan.dossier.plan import Plan
from karvan.model.known import Known, Unknown, to_json

_SIGNIFICANT = 12  # digits; beyond them a double of summed dollars says nothing


def encode(plan: Plan) -> bytes:
    """The plan as UTF-8 JSON, byte-equal for equal plans."""
    text = json.dumps(plain(plan), ensure_ascii=False, indent=1, allow_nan=False)
    return (text + "\n").encode()


def plain(value: Any) -> Any:
    """Dataclasses, dates and Maybes as JSON values, in declaration order."""
    if isinstance(value, Known):
        return {**to_json(value), "value": plain(value.value)}
    if isinstance(value, Unknown):
        return to_json(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, Mapping):
        return {key: plain(entry) for key, entry in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain(entry) for entry in value]
    return _leaf(value)


def _leaf(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, float):
        return float(f"{value:.{_SIGNIFICANT}g}")
    return value
