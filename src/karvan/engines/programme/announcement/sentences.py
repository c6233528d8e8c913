"""Sentences of a folded text, by offset."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from karvan.model.text import Folded

# A dot between digits or letters (HS 76.06, U.A.E) ends nothing.
_END = re.compile(r"(?:[!؟?؛]|\.(?=\s|$)|\n)")


@dataclass(frozen=True, slots=True)
class Sentences:
    """Offsets at which sentences begin, ascending; the last is the text's length."""

    folded: Folded
    starts: tuple[int, ...]

    def around(self, offset: int) -> tuple[int, int]:
        """First and last offset of the sentence that holds `offset`."""
        index = bisect_right(self.starts, offset) - 1
        return self.starts[index], self.starts[min(index + 1, len(self.starts) - 1)]

    def spans(self) -> list[tuple[int, int]]:
        """Every sentence that has a word, in order."""
        pairs = zip(self.starts, self.starts[1:], strict=False)
        return [(a, b) for a, b in pairs if self.folded.text[a:b].strip()]


def sentences(folded: Folded) -> Sentences:
    """Split at full stops, question marks, semicolons and line breaks."""
    ends = [match.end() for match in _END.finditer(folded.text)]
    return Sentences(folded, tuple(sorted({0, *ends, len(folded.text)})))
