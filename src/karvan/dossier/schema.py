"""The published form of plan.json: JSON Schema 2020-12, made from the types of the plan.

It follows `encode.plain`: a Maybe is `{value, status, missing}`, a day is ISO text, and no object has other keys.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from inspect import cleandoc
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from karvan.dossier.plan import FORMAT, Plan
from karvan.model.known import Known, Unknown

Schema = dict[str, Any]
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_DAY: Schema = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_LEAVES: dict[Any, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    NoneType: {"type": "null"},
    date: _DAY,
}
_UNKNOWN: Schema = {
    "description": "No value: `status` is the reason as a short code, `missing` names what would tell.",
    "type": "object",
    "properties": {
        "value": {"type": "null"},
        "status": {"type": "string", "not": {"const": "known"}},
        "missing": {"type": "array", "items": {"type": "string"}},
    },
    "required": ["value", "status", "missing"],
    "additionalProperties": False,
}


def schema_text() -> str:
    """The schema as it is published and shipped."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


def schema() -> Schema:
    """JSON Schema 2020-12 of a recorded plan."""
    named: dict[str, type] = {}
    root = _object(Plan, named)
    root["properties"]["format"] = {"const": FORMAT}
    made: dict[str, Schema] = {}
    while waiting := sorted(named.keys() - made.keys()):
        for name in waiting:
            made[name] = _UNKNOWN if named[name] is Unknown else _object(named[name], named)
    head = {"$schema": _DIALECT, "$id": f"urn:{FORMAT.replace('/', ':').replace('.', ':')}", "title": FORMAT}
    return {**head, **root, "$defs": {name: made[name] for name in sorted(made)}}


def _object(kind: type, named: dict[str, type]) -> Schema:
    """A dataclass as an object whose every field must be there."""
    hints = get_type_hints(kind)
    names = [item.name for item in fields(kind)]
    return {
        "description": cleandoc(kind.__doc__ or ""),
        "type": "object",
        "properties": {name: _of(hints[name], named) for name in names},
        "required": names,
        "additionalProperties": False,
    }


def _of(hint: Any, named: dict[str, type]) -> Schema:
    """The schema of one type hint; classes go to `named` and are referred to."""
    origin, inner = get_origin(hint), get_args(hint)
    if hint in _LEAVES:
        return dict(_LEAVES[hint])
    if origin in (Union, UnionType):
        return _union(inner, named)
    if origin is Known:
        return _known(inner[0], named)
    if origin is tuple and inner[1:] == (...,):
        return {"type": "array", "items": _of(inner[0], named)}
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": _of(inner[1], named)}
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {"enum": [one.value for one in hint]}
    if isinstance(hint, type) and is_dataclass(hint):
        return _reference(hint, named)
    raise TypeError(f"{hint!r} has no form in JSON: teach karvan.dossier.schema")


def _union(kinds: tuple[Any, ...], named: dict[str, type]) -> Schema:
    made = [_of(one, named) for one in kinds]
    if all(set(one) == {"type"} for one in made):
        return {"type": [one["type"] for one in made]}
    return {"anyOf": made}


def _known(kind: Any, named: dict[str, type]) -> Schema:
    return {
        "type": "object",
        "properties": {
            "value": _of(kind, named),
            "status": {"const": "known"},
            "missing": {"type": "array", "maxItems": 0},
        },
        "required": ["value", "status", "missing"],
        "additionalProperties": False,
    }


def _reference(kind: type, named: dict[str, type]) -> Schema:
    if named.setdefault(kind.__name__, kind) is not kind:
        raise TypeError(f"Two classes of the plan are called {kind.__name__}: rename one")
    return {"$ref": f"#/$defs/{kind.__name__}"}
