"""Independent parts of one estimate on two threads, each part alone on its thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from threadpoolctl import threadpool_limits

_AT_ONCE = 2
_Item = TypeVar("_Item")
_Found = TypeVar("_Found")


def side_by_side(part: Callable[[_Item], _Found], items: Iterable[_Item]) -> list[_Found]:
    """`part` of every item, in the items' order.

    The libraries' own threads are switched off: on a busy machine they wait for each other by spinning, and
    sums that are shared out among threads differ in the last digit from run to run.
    """

    def alone(item: _Item) -> _Found:
        with threadpool_limits(1, user_api="openmp"):  # counts for the calling thread only
            return part(item)

    with threadpool_limits(1, user_api="blas"), ThreadPoolExecutor(_AT_ONCE) as pool:
        return list(pool.map(alone, items))
