"""Bulk schedules in memory: all lines under a code at once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from karvan.engines.access.law.facts import ScheduleLine
from karvan.engines.access.law.scope import Codes


@dataclass(frozen=True, slots=True)
class Schedule:
    """Lines of one revision, sorted by code; `keys` are their codes."""

    hs_rev: int
    keys: tuple[str, ...]
    lines: tuple[ScheduleLine, ...]

    @staticmethod
    def of(hs_rev: int, lines: Iterable[ScheduleLine]) -> Schedule:
        """The schedule of these lines."""
        ordered = tuple(sorted(lines, key=_code))
        return Schedule(hs_rev, tuple(line.code for line in ordered), ordered)

    def under(self, codes: Codes) -> tuple[ScheduleLine, ...]:
        """Lines inside the codes; for a code longer than any line, the longest line that it lies in."""
        found: dict[int, ScheduleLine] = {}
        for code in codes.get(self.hs_rev, ()):
            found |= self._inside(code) or self._around(code)
        return tuple(found[at] for at in sorted(found))

    def _inside(self, code: str) -> dict[int, ScheduleLine]:
        start, end = bisect_left(self.keys, code), bisect_left(self.keys, code + ":")  # ":" follows "9"
        return {at: self.lines[at] for at in range(start, end)}

    def _around(self, code: str) -> dict[int, ScheduleLine]:
        for length in range(len(code) - 1, 3, -1):
            start = bisect_left(self.keys, code[:length])
            same = {at: self.lines[at] for at in range(start, bisect_left(self.keys, code[:length] + "0"))}
            if same:
                return same
        return {}


def _code(line: ScheduleLine) -> str:
    return line.code


def own_before_shipped(lines: Iterable[ScheduleLine]) -> tuple[ScheduleLine, ...]:
    """The user's schedule stands in for the shipped one, for each kind of charge it speaks of."""
    listed = tuple(lines)
    own = {line.kind for line in listed if line.is_own}
    return tuple(line for line in listed if line.is_own or line.kind not in own)
