"""Letters of Arabic, Latin, Cyrillic and Armenian script as one string of sounds, so that two spellings of a name can be compared.

A sound is one character. Capitals and `$`, `c`, `j` are consonants; `W` and `Y` are the letters that Arabic script
uses for a consonant or a long vowel alike; `A` is a written long a; `a e i w` are vowels of Latin script, which
Arabic script mostly leaves out; `*` is a letter that may stand for any vowel or none (ayn, hamza, initial alef);
`y` is a final ye, which may be an a (Musa); `h` is a final he, mostly silent.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

VOWELS = frozenset("aeiwAWY*yh")

_ARABIC = {
    "ا": "A", "آ": "A", "ب": "B", "پ": "P", "ت": "T", "ط": "T", "ث": "C", "ج": "J", "چ": "c", "ح": "H", "ه": "H",
    "ھ": "H", "خ": "X", "د": "D", "ذ": "V", "ض": "V", "ظ": "V", "ر": "R", "ز": "Z", "ژ": "j", "س": "S", "ص": "S",
    "ش": "$", "ع": "*", "غ": "O", "ف": "F", "ق": "Q", "ک": "K", "گ": "G", "ګ": "G", "ل": "L", "م": "M", "ن": "N",
    "ں": "N", "و": "W", "ی": "Y", "ے": "Y", "ء": "*", "ځ": "Z", "څ": "S", "ښ": "$", "ږ": "G", "ټ": "T", "ٹ": "T",
    "ډ": "D", "ڈ": "D", "ړ": "R", "ڑ": "R", "ڼ": "N", "ڤ": "W", "ۆ": "W", "ې": "Y",
}  # fmt: skip
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z", "и": "i", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    "қ": "q", "ғ": "gh", "ҳ": "h", "ў": "o", "ҷ": "j", "ӣ": "i", "ӯ": "u",
}  # fmt: skip
_ARMENIAN = "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև"
_ITS_LATIN = "a b g d e z e e t zh i l kh ts k h dz gh ch m y n sh o ch p j r s v t r ts v p k o f ev"
_AS_LATIN = _CYRILLIC | dict(zip(_ARMENIAN, _ITS_LATIN.split(), strict=True))
# Letters that do not come apart into a base letter and a mark, or whose mark changes the sound.
_MARKED = {
    "ç": "ch",
    "ş": "sh",
    "ı": "i",
    "ğ": "gh",
    "č": "ch",
    "š": "sh",
    "ž": "zh",
    "ß": "ss",
    "æ": "e",
    "ø": "o",
}
# Longest first: French tch and ou, English oo and ee, Maghreb dj; a soft c; Uzbek and Azeri x and ə.
_LATIN = (
    ("tch", "c"), ("dzh", "J"), ("sch", "$"), ("kh", "X"), ("gh", "O"), ("sh", "$"), ("ch", "c"), ("th", "C"),
    ("dh", "V"), ("zh", "j"), ("dj", "J"), ("ph", "F"), ("ck", "K"), ("gu(?=[ei])", "G"), ("qu(?=[ei])", "K"),
    ("ts", "S"), ("oo", "w"), ("ou", "w"), ("ee", "i"), ("ea", "i"), ("ie", "i"), ("ye?(?=$)", "i"),
    ("aa", "a"), ("c(?=[eiy])", "S"), ("^x", "X"), ("x", "KS"), ("g(?=[ei])", "g"), ("(?<=[aeiou])h$", "h"),
    ("a", "a"), ("ə", "e"), ("b", "B"), ("c", "K"), ("d", "D"), ("e", "e"), ("f", "F"), ("g", "G"), ("h", "H"),
    ("i", "i"), ("j", "J"), ("k", "K"), ("l", "L"), ("m", "M"), ("n", "N"), ("o", "w"), ("p", "P"), ("q", "Q"),
    ("r", "R"), ("s", "S"), ("t", "T"), ("u", "w"), ("v", "W"), ("w", "W"), ("y", "Y"), ("z", "Z"),
)  # fmt: skip
_RULES = re.compile("|".join(f"(?P<r{place}>{pattern})" for place, (pattern, _) in enumerate(_LATIN)))
_SOUNDS = {f"r{place}": sound for place, (_, sound) in enumerate(_LATIN)}
_DOUBLED = re.compile(r"(.)\1+")


def is_arabic(text: str) -> bool:
    """Whether the text's first letter is Arabic-script."""
    first = text[:1]
    return "\u0600" <= first <= "\u06ff" or "\u0750" <= first <= "\u077f"


@lru_cache(maxsize=200_000)
def sounds(word: str) -> str:
    """The sounds of one folded, lower-case word."""
    return _arabic(word) if is_arabic(word) else _latin(word)


def _arabic(word: str) -> str:
    """Doubled letters are kept: Arabic script does not write a long consonant twice."""
    found = "".join(_ARABIC.get(one, one) for one in word)
    if found[0] == "A" and word[0] != "آ":
        found = "*" + found[1:]
    if len(found) > 2 and found[-1] == "Y":
        return found[:-1] + "y"
    if len(found) > 2 and found[-1] == "H" and word[-1] == "ه":
        return found[:-1] + "h"
    return found


def _latin(word: str) -> str:
    plain = "".join(_AS_LATIN.get(one, one) for one in word.replace("ու", "u"))
    plain = "".join(_MARKED.get(one, one) for one in plain)
    plain = "".join(one for one in unicodedata.normalize("NFD", plain) if unicodedata.category(one) != "Mn")
    found = _RULES.sub(lambda hit: _SOUNDS[hit.lastgroup or ""], plain)
    return _DOUBLED.sub(r"\1", found)
