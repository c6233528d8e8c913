"""How alike two words sound: a weighted edit distance over `letters.sounds`, 0 (nothing) to 1 (the same)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from karvan.engines.access.screening.letters import VOWELS

# Price of exchanging two sounds, either way; any other exchange costs 1. Read: what one writer spells with the
# first, another spells with the second.
_NEAR = {
    0.0: "Aa A* Ww Yi *W *Y *a *e *i *w iy Yy ah eh Ah Hh Jg gG",
    0.05: "DV ZV",
    0.1: "ae ei ey TC SC QG QK OG",
    0.15: "Ae ay Ay c$",
    0.2: "gO",
    0.3: "BP JG QO QX XK XH Th",
    0.35: "ai aw iw ew Aw AW aW aY eY YA cJ jJ jZ j$",
    0.4: "WF WB GK gQ gK jc",
    0.45: "OK OX gj JD",
    0.5: "DT SZ VC VT VS JY JZ cK $S",
    0.6: "MN RL TH DC",
}
_DROP = {
    "a": 0.25,
    "e": 0.2,
    "i": 0.3,
    "w": 0.3,
    "A": 0.25,
    "W": 0.4,
    "Y": 0.35,
    "*": 0.05,
    "y": 0.2,
    "h": 0.05,
    "H": 0.45,
}
# Between scripts a vowel of the Latin side was perhaps never written on the other.
_DROP_ACROSS = _DROP | {"a": 0.06, "e": 0.06, "i": 0.1, "w": 0.1}
_SIZE = dict.fromkeys(VOWELS, 0.25) | {"*": 0.05, "h": 0.05}


def _prices() -> dict[str, float]:
    listed = {pair: price for price, pairs in _NEAR.items() for pair in pairs.split()}
    return listed | {pair[::-1]: price for pair, price in listed.items()}


_EXCHANGE = _prices()


@lru_cache(maxsize=400_000)
def likeness(one: str, two: str, across: bool) -> float:
    """Of two strings of sounds; `across` says that one of them comes from Arabic script and the other does not."""
    if one == two:
        return 1.0
    if one > two:
        one, two = two, one
    size = max(sum(_SIZE.get(sound, 1.0) for sound in one), sum(_SIZE.get(sound, 1.0) for sound in two), 0.5)
    return max(0.0, 1.0 - _distance(one, two, _DROP_ACROSS if across else _DROP) / size)


def _distance(one: str, two: str, drop: dict[str, float]) -> float:
    """Least price of turning one into the other by dropping, adding and exchanging sounds."""
    exchange = _EXCHANGE
    adding = [drop.get(sound, 1.0) for sound in two]
    above = [0.0]
    for price in adding:
        above.append(above[-1] + price)
    for sound in one:
        dropping = drop.get(sound, 1.0)
        row = [above[0] + dropping]
        left = row[0]
        for place, other in enumerate(two):
            best = above[place] if sound == other else above[place] + exchange.get(sound + other, 1.0)
            by_drop = above[place + 1] + dropping
            if by_drop < best:
                best = by_drop
            by_add = left + adding[place]
            if by_add < best:
                best = by_add
            left = best
            row.append(best)
        above = row
    return above[-1]


# Sounds by number for many pairs at once; 0 fills up short words and costs nothing.
_KNOWN = "".join(sorted(set("".join(_EXCHANGE)) | set(_DROP) | set("BCDFGJKLMNOPQRSTVXZ$0123456789")))
_NUMBER = {sound: place for place, sound in enumerate(_KNOWN, start=1)}
_GROUPS = (5, 7, 9, 12, 16, 24, 48)
Floats = NDArray[np.float64]


def _tables() -> tuple[Floats, Floats, Floats, Floats]:
    exchange = np.ones((len(_KNOWN) + 1,) * 2)
    np.fill_diagonal(exchange, 0.0)
    for pair, price in _EXCHANGE.items():
        exchange[_NUMBER[pair[0]], _NUMBER[pair[1]]] = price
    each = [[table.get(one, 1.0) for one in _KNOWN] for table in (_DROP, _DROP_ACROSS, _SIZE)]
    drop, across, size = (np.array([0.0, *prices]) for prices in each)
    return exchange, drop, across, size


_PRICE, _DROPPED, _DROPPED_ACROSS, _SIZES = _tables()


def coded(words: Sequence[str]) -> NDArray[np.uint8]:
    """Strings of sounds as rows of numbers, filled up with 0; a string with a strange sound is a row of 255."""
    found = np.zeros((len(words), max(map(len, words), default=0)), dtype=np.uint8)
    for row, word in enumerate(words):
        numbers = [_NUMBER.get(one, 255) for one in word]
        found[row, : len(numbers)] = 255 if 255 in numbers else numbers
    return found


def likeness_of_pairs(ones: NDArray[np.uint8], twos: NDArray[np.uint8], across: NDArray[np.bool_]) -> Floats:
    """`likeness` of many pairs at once, rows of `coded`; strange rows give nan."""
    found = np.full(len(ones), np.nan)
    longest = np.maximum((ones != 0).sum(axis=1), (twos != 0).sum(axis=1))
    usual = ~((ones == 255).any(axis=1) | (twos == 255).any(axis=1)) & (longest <= _GROUPS[-1])
    least = 0
    for most in _GROUPS:
        rows = np.flatnonzero(usual & (longest > least) & (longest <= most))
        least = most
        for some in np.array_split(rows, len(rows) // 20_000 + 1):
            if some.size:
                found[some] = _of_group(ones[some, :most], twos[some, :most], across[some])
    return found


def _of_group(ones: NDArray[np.uint8], twos: NDArray[np.uint8], across: NDArray[np.bool_]) -> Floats:
    drop = np.stack([_DROPPED, _DROPPED_ACROSS])[across.astype(np.int64)]
    each = np.arange(len(ones))
    adding = [drop[each, twos[:, place]] for place in range(twos.shape[1])]
    above = [np.zeros(len(ones))]
    for price in adding:
        above.append(above[-1] + price)
    for place in range(ones.shape[1]):
        sound = ones[:, place]
        dropping, prices = drop[each, sound], _PRICE[sound]
        row = [above[0] + dropping]
        for other, price in enumerate(adding):
            best = above[other] + prices[each, twos[:, other]]
            np.minimum(best, above[other + 1] + dropping, out=best)
            row.append(np.minimum(best, row[-1] + price, out=best))
        above = row
    size = np.maximum(np.maximum(_SIZES[ones].sum(axis=1), _SIZES[twos].sum(axis=1)), 0.5)
    found: Floats = np.maximum(0.0, 1.0 - above[-1] / size)
    return found
