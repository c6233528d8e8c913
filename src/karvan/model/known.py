"""A value we have, or the reason why we do not: unknown is not zero."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True, slots=True)
class Known(Generic[T]):
    """A value somebody published, measured or computed from such values."""

    value: T

    def map(self, function: Callable[[T], U]) -> Known[U]:
        """The same knowledge, seen through `function`."""
        return Known(function(self.value))


@dataclass(frozen=True, slots=True)
class Unknown:
    """No value: `reason` is a short code (`not_observed`, `not_loaded`, ...), `missing` names what would tell."""

    reason: str
    missing: tuple[str, ...] = ()

    def map(self, _function: Callable[[Any], Any]) -> Unknown:
        """Nothing becomes known by computing on it."""
        return self


Maybe: TypeAlias = Known[T] | Unknown


def value_or_none(maybe: Maybe[T]) -> T | None:
    """The bare value, or None for tables whose status column says why."""
    return maybe.value if isinstance(maybe, Known) else None


def status_of(maybe: Maybe[Any]) -> str:
    """`known`, or the reason of an unknown: what goes into a table's status column."""
    return "known" if isinstance(maybe, Known) else maybe.reason


def to_json(maybe: Maybe[Any]) -> dict[str, Any]:
    """`{"value", "status", "missing"}`; value is null when unknown."""
    missing = [] if isinstance(maybe, Known) else list(maybe.missing)
    return {"value": value_or_none(maybe), "status": status_of(maybe), "missing": missing}


@dataclass(frozen=True, slots=True)
class PartialSum:
    """A sum that says what it lacks: `known` is the total of the known terms only."""

    known: float
    lacks: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        """Whether every term was known."""
        return not self.lacks


def partial_sum(terms: Iterable[tuple[str, Maybe[float]]]) -> PartialSum:
    """Add the known terms and name the unknown ones, in the order given."""
    known, lacks = 0.0, []
    for name, term in terms:
        if isinstance(term, Known):
            known += term.value
        else:
            lacks.append(name)
    return PartialSum(known, tuple(lacks))


def lift(function: Callable[..., U], *terms: Maybe[Any]) -> Maybe[U]:
    """`function` of the values when all are known; otherwise unknown, for the first reason, lacking them all."""
    unknown = [term for term in terms if isinstance(term, Unknown)]
    if unknown:
        missing = dict.fromkeys(name for term in unknown for name in term.missing)
        return Unknown(unknown[0].reason, tuple(missing))
    return Known(function(*(term.value for term in terms if isinstance(term, Known))))
