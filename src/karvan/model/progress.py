"""How a long verb tells where it is, and asks whether to go on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from karvan.errors import Cancelled

Progress: TypeAlias = Callable[[str, int, int], None]  # step, done, total (0 = not known)
IsCancelled: TypeAlias = Callable[[], bool]


def silent(_step: str, _done: int, _total: int) -> None:
    """A progress that nobody watches."""


def never() -> bool:
    """The answer of a caller who will not cancel."""
    return False


def checkpoint(cancelled: IsCancelled) -> None:
    """Stop here if the caller asked for it.

    Raises Cancelled.
    """
    if cancelled():
        raise Cancelled("The job was stopped before it finished; nothing was changed.")
