"""A name as weighted words: script folded, compounds taken apart, titles and legal forms kept but light."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from karvan.engines.access.screening.letters import VOWELS, is_arabic, sounds
from karvan.engines.access.screening.lexicon import (
    BODIES,
    MEANINGS,
    NAMES,
    NO_ARTICLE,
    ONE_SPELLING,
    PLACES,
    WEIGHTS,
)
from karvan.model.text import ZWNJ, normalise

FAINT = 0.05
"""Weight of a word in a name that has none but articles."""
LONGEST, MOST = 40, 60
"""Letters of a word and words of a name that are looked at."""
_APOSTROPHES = re.compile("[\u2018\u2019\u02bc\u02bb\u02bf\u02be\u00b4`'\u2032\"]")
_WORD = re.compile(r"[^\W_]+")
_ABD = re.compile(
    r"^(?:abd|ebd)(?:[aeiou]{1,2}(?:[lrsnzd]|sh)?(?=[^aeiou])|(?=[rsgqlkmhjwv]))-?(?P<rest>\w{3,})$"
)
_ABU = re.compile(r"^ab(?:u|ou|oo)(?=[^aeiou])(?P<rest>\w{4,})$")
_ALLAH = re.compile(r"^(?P<rest>\w{2,}?[^aeiou])(?:[uoae]|ou)ll?ah?$")
_DIN = re.compile(r"^(?P<rest>\w{2,}?[^aeiou])(?:[uoea]|ou)(?:l-?)?dd?(?:in|een|ine|ein)e?$")
_ARTICLE = re.compile(r"^(?:al|el)(?=[^aeiou]\w{4,})|^e(?=(?:ss|dd|tt|rr|zz|nn)\w{3,})")
_ABDULLAH = re.compile(r"^[ae]bd(?:[uaoe]|ou)ll?ah?$")
_NO_ARTICLE = frozenset(NO_ARTICLE.split())
_ONE: dict[str, tuple[str, ...]] = {
    **{word: tuple(line.split()[:1]) for line in ONE_SPELLING.strip().splitlines() for word in line.split()},
    "عبدالله": ("abd", "allah"),
}


# Compared by identity: a million words are looked up in a minute, and each text is made into a word once.
@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """One word: as folded, its sounds, script, weight 0..1, and what the lexicon knows of it ("" = nothing).

    `meaning` across languages, the `body` it makes of a party, the given or family `name`, the `place`.
    `joint`: two neighbours written as one.
    """

    text: str
    sounds: str
    arabic: bool
    weight: float
    meaning: str
    body: str
    name: str
    place: str
    joint: bool = False


@lru_cache(maxsize=200_000)
def words(name: str) -> tuple[Word, ...]:
    """The words of a name that weigh anything, in order; a name of light words only keeps them all."""
    found = tuple(_word(text) for part in parts(name) for text in part)
    return tuple(one for one in found if one.weight > 0) or tuple(replace(one, weight=FAINT) for one in found)


def parts(name: str) -> list[tuple[str, ...]]:
    """Folded words, compounds taken apart; of an endless text or word, only the beginning."""
    folded = normalise(_APOSTROPHES.sub("", name.replace(ZWNJ, "")).lower())
    return [_apart(text[:LONGEST]) for text in _WORD.findall(folded)[:MOST]]


@lru_cache(maxsize=200_000)
def _apart(text: str) -> tuple[str, ...]:
    return _arabic_apart(text) if is_arabic(text) else _latin_apart(text)


def _arabic_apart(text: str) -> tuple[str, ...]:
    if text.startswith("عبدال") and len(text) > 6:
        return ("abd", *_arabic_apart(text[5:]))
    if text in _ONE:
        return _ONE[text]
    if text.startswith("ابو") and len(text) > 6:
        return ("abu", *_arabic_apart(text[3:].removeprefix("ال")))
    for tail, word in (("الدین", "din"), ("الله", "allah")):
        if text.endswith(tail) and len(text) > len(tail) + 1:
            return (text[: -len(tail)], word)
    if text.endswith("سازی") and len(text) > 5:
        return (text[:-4], "سازی")
    article = text.startswith("ال") and len(text) > 3 and text not in _NO_ARTICLE
    return (text[2:],) if article else (text,)


def _latin_apart(text: str) -> tuple[str, ...]:
    if text in _ONE:
        return _ONE[text]
    if _ABDULLAH.match(text):
        return ("abd", "allah")
    for pattern, head, tail in (
        (_ABD, "abd", ""),
        (_ABU, "abu", ""),
        (_DIN, "", "din"),
        (_ALLAH, "", "allah"),
    ):
        if (hit := pattern.match(text)) and text not in _WEIGHT_WORDS:
            rest = _latin_apart(hit["rest"]) if head else (hit["rest"],)
            return tuple(one for one in ((head,) if head else ()) + rest + ((tail,) if tail else ()))
    return (_ARTICLE.sub("", text),)


@lru_cache(maxsize=200_000)
def _word(text: str) -> Word:
    sound = sounds(text)
    return Word(
        text,
        sound,
        is_arabic(text),
        _weight(text, sound),
        _meaning(text),
        _BODY.get(text, ""),
        _NAME.get(text, ""),
        _PLACE.get(text, ""),
    )


@lru_cache(maxsize=200_000)
def joined(one: Word, two: Word) -> Word:
    """Two neighbours as one word."""
    text, weight = one.text + two.text, one.weight + two.weight
    return Word(text, one.sounds + two.sounds, one.arabic, weight, "", "", "", "", joint=True)


@lru_cache(maxsize=200_000)
def with_joined(some: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words and all pairs of neighbours as one word."""
    return (*some, *map(joined, some, some[1:]))


def _weight(text: str, sound: str) -> float:
    found = _WEIGHT_WORDS.get(text)
    if found is None:
        found = _WEIGHT_SOUNDS.get(_loose(sound), 1.0)
    consonants = sum(one not in VOWELS for one in sound)
    # A word of one consonant says little: Ali, Wali, Lee.
    return found * min(1.0, 0.45 + 0.2 * consonants)


def _loose(sound: str) -> str:
    """Sounds without the vowels Arabic script leaves out: one key for a name's spellings in both scripts."""
    skeleton = "".join(one for one in sound if one not in VOWELS)
    return skeleton if len(skeleton) > 2 else sound


def _meaning(text: str) -> str:
    return _MEANING.get(text, "")


def _table(lines: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines.strip().splitlines():
        listed = normalise(line.replace(ZWNJ, "").lower()).split()
        for word in listed:
            found.setdefault(word, listed[0])
    return found


_MEANING, _BODY, _PLACE = _table(MEANINGS), _table(BODIES), _table(PLACES)
_NAME = _table(NAMES)
_NAME |= {
    word + ("ی" if is_arabic(word) else "i"): f"{name}i"
    for word, name in _NAME.items()
    if not word.endswith(("i", "ی"))
}
_WEIGHT_WORDS: dict[str, float] = {}
for _price, _listed in WEIGHTS.items():
    for _one in normalise(_listed.replace(ZWNJ, "").lower()).split():
        _WEIGHT_WORDS.setdefault(_one, _price)
_WEIGHT_SOUNDS: dict[str, float] = {}
for _one, _price in _WEIGHT_WORDS.items():
    if _price >= 0.4 and len(_loose(sounds(_one))) > 2:
        _WEIGHT_SOUNDS.setdefault(_loose(sounds(_one)), _price)
