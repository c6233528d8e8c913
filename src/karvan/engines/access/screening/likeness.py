"""How alike two words sound: a weighted edit distance over `letters.sounds`, 0 (nothing) to 1 (the same)."""

from __future__ import annotations

from functools import lru_cache

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
_SIZE = {one: 0.25 for one in VOWELS} | {"*": 0.05, "h": 0.05}


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
