"""Consonant keys: words that can be alike share one, so that a word meets few others and not the whole list."""

from __future__ import annotations

from functools import lru_cache
from itertools import product

# A sound -> the letters of the keys it may have; sounds that are not named here are left out of keys.
_LETTERS = {
    "B": "B", "P": "B", "T": "T", "D": "T", "C": "TS", "V": "TZ", "J": "JK", "g": "JK", "c": "SJK", "$": "S", "j": "JZ",
    "X": "XK", "K": "K", "Q": "K", "G": "K", "O": "K", "Z": "Z", "S": "S", "R": "R", "L": "L", "M": "M", "N": "N", "F": "F",
}  # fmt: skip
_SHORTEST_CUT, _MOST = 3, 32


@lru_cache(maxsize=200_000)
def keys(sounds: str) -> frozenset[str]:
    """Keys of a word: its consonants, each in any class it may be heard in, and those with one left out.

    Words without such consonants share one.
    """
    choices = [_LETTERS[one] for one in sounds if one in _LETTERS]
    if not choices:
        return frozenset({"-"})
    whole = {"".join(one) for one, _ in zip(product(*choices), range(_MOST), strict=False)}
    cut = {
        f"{one[:place]}{one[place + 1 :]}"
        for one in whole
        if len(one) >= _SHORTEST_CUT
        for place in range(len(one))
    }
    return frozenset(whole | cut)
