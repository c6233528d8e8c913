"""The arrays of this room, and the refusal of those that would make silent nonsense."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from karvan.errors import QuestionError

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
_FIX = "Give 0 where a source says zero and leave out what is unknown."


def checked(values: ArrayLike, name: str = "values", dimensions: int = 2) -> Floats:
    """`values` as floats: finite, none negative, not all zero, `dimensions` axes; else QuestionError."""
    found = _floats(values, name)
    if found.ndim != dimensions or not found.size:
        raise QuestionError(
            "{name} needs {dimensions} axes and at least one cell, not the shape {shape}.",
            name=name,
            dimensions=dimensions,
            shape=found.shape,
        )
    low, high = found.min(), found.max()
    if not (np.isfinite(low) and np.isfinite(high)):
        raise QuestionError("{name} has cells that are not finite numbers.", name=name, fix=_FIX)
    if low < 0:
        raise QuestionError("{name} has cells below zero.", name=name, fix=_FIX)
    if not high > 0:
        raise QuestionError("{name} has no cell above zero: there is nothing to compare.", name=name)
    return found


def checked_presence(presence: ArrayLike) -> Floats:
    """`presence` C x P as floats between 0 and 1, not all zero; else QuestionError."""
    found = checked(presence, "presence")
    if found.max() > 1:
        raise QuestionError(
            "presence lies between 0 and 1, but a cell is {largest}.",
            largest=float(found.max()),
            fix="Turn an advantage into a presence with binary or continuous.",
        )
    return found


def same_shape(one: NDArray[Any], shape: tuple[int, ...], name: str) -> None:
    """Nothing, or QuestionError naming the array whose shape does not fit the others."""
    if one.shape != shape:
        raise QuestionError(
            "{name} has the shape {found}; the other arrays need {wanted}.",
            name=name,
            found=one.shape,
            wanted=shape,
        )


def ratio(above: Floats, below: Floats) -> Floats:
    """above / below; 0 where `below` is 0, which the caller flags as not known."""
    return np.asarray(above / np.where(below > 0, below, np.inf))


def is_count(presence: Floats) -> bool:
    """Whether every cell is 0 or 1, so that its sums are counts."""
    return bool(((presence == 0) | (presence == 1)).all())


def _floats(values: ArrayLike, name: str) -> Floats:
    try:
        return np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise QuestionError("{name} is not a rectangle of numbers.", name=name) from error
