"""Kind of event, topics, scope, reason and editions: one table of words each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from karvan.engines.programme.announcement.cues import VERB
from karvan.engines.programme.announcement.sentences import Sentences


@dataclass(frozen=True, slots=True)
class Hit:
    """A code and the words that show it (offsets in the folded text)."""

    code: str
    start: int
    end: int


_EVENTS = {
    "conference": r"همایش|کنفرانس|گردهمایی|\bconference|\bsymposium|\bcongress",
    "summit": r"اجلاس|\bsummit",
    "forum": r"مجمع|فروم|\bforum",
    "exhibition": r"نمایشگاه|\bexhibition|\bexpo\b|\btrade fair|\bfair\b",
    "workshop": r"کارگاه|\bworkshop|\bseminar",
    "meeting": r"نشست|رویداد|\bmeeting|\bevent\b|\bmission\b|\bgathering|\bexport (?:days|week)\b",
}
_TOPICS = {
    "b2b_meetings": r"b ?2 ?b|رو ?در ?رو|رودررو|چهره به چهره|مذاکرات? (?:تجاری|مستقیم|دو ?جانبه)|گفت\s?و\s?گو\S* (?:مستقیم|رو)|matchmaking|one-on-one|face-to-face|"
    r"business-to-business|bilateral meetings",
    "exhibition": r"نمایشگاه|غرفه|\bexhibition|\bexpo\b|\bfair\b|\bbooths?\b|\bstands?\b",
    "export": r"صادر|\bexport",
    "export_managers": r"(?:شرکت|شرکت\s?های)\s?مدیریت\s?صادرات|مدیران?\s?صادرات|کنسرسیوم\s?(?:های)?\s?صادرات|\bexport management|"
    r"\bexport managers?|\bexport houses?|\btrading houses?",
    "investment": r"سرمایه\s?گذار|\binvest",
    "legal_sessions": r"قوانین|مقررات|حقوقی|قانون (?:واردات|گمرک|تجارت)|\blegal|\blaws?\b|\bregulations?|\bcustoms rules",
    "workshops": r"کارگاه|دوره\s?(?:های)? آموزش|آموزش|\bworkshop|\btraining|\bseminar",
}
_SCOPE = {
    "agriculture": r"(?:محصولات|کالاهای|تولیدات|صنایع|صادرات|بخش) (?:\S+ و )?(?:کشاورزی|غذایی)|باغی|شیلات|"
    r"\bagri|\bfood (?:products|industr|and)|\bhorticult",
    "energy": r"(?:محصولات|کالاهای|صادرات|صنایع|بخش|تجهیزات) (?:\S+ و )?(?:نفت|پتروشیمی|انرژی|گاز)|"
    r"\benergy (?:and|products|sector|equipment|trade)|\bpetrochemical|\boil and gas",
    "industry": r"(?:محصولات|کالاهای|کالاها|تولیدات|توليدات|صنایع|واحدهای|بخش|صادرات|اقلام) (?:\S+ و )?صنعتی|صنایع استان|صنعتگران|"
    r"\bindustrial|\bmanufactur|\bmachinery|\bengineering goods",
    "mining": r"(?:محصولات|مواد|کالاهای|صنایع|بخش|تولیدات) (?:\S+ و )?معدنی|\bminerals?\b|\bmining (?:products|sector)",
    "services": r"خدمات (?:فنی|مهندسی|گردشگری|سلامت)|\bservices? exports?|\bexports? of services|\btechnical services",
}
# A focus stated outright outweighs every sector that merely occurs.
_FOCUS = re.compile(
    r"تمرکز|محور|محوریت|با موضوع|ویژه|به ?طور خاص|اولویت|منحصر|صرفا|تنها|دامنه|\bfocus|\bscope|\bpriorit|\bonly|\bexclusively|"
    r"\bspeciali[sz]"
)
_REASON = re.compile(
    r"(?:انتخاب|برگزید|تعیین|selected|chosen|chose|picked)[^.\n]*(?:نیاز|دلیل|اساس|توجه|سبب|خاطر|ظرفیت|چون|زیرا|چرا که|because|"
    r"due to|based on|given|owing|need|reason)|(?:نیاز|دلیل|بر ?اساس|با توجه|از آن ?جا|because|based on|given)[^.\n]*"
    r"(?:انتخاب|برگزید|تعیین|selected|chosen|chose|picked)"
)
_EDITION = re.compile(
    r"(?:نخستین|اولین|دومین|سومین|چهارمین|پنجمین|ششمین|هفتمین|هشتمین|نهمین|دهمین|\d+\s?مین) (?:دوره|سال|همایش|کنفرانس|اجلاس|نمایشگاه|"
    r"نشست|بار)|دوره\s?(?:های)? (?:قبل|پیشین|گذشته|پیش|نخست|اول|دوم|سوم)|(?:همایش|کنفرانس|برنامه)\s?(?:های)? (?:قبل|پیشین|گذشته|سال)|"
    r"سال\s?(?:گذشته|قبل|پیش)[^.\n]{0,80}?(?:همایش|کنفرانس|برگزار)|(?:سه|دو|چهار|پنج|\d+) سال (?:پیش|قبل|است|گذشته)|پارسال|"
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th)|inaugural|annual|yearly)\b[^.\n]{0,40}?"
    r"(?:conference|forum|edition|summit|expo|exhibition|event)|\b(?:previous|earlier|last year'?s?|past) (?:edition|conference|forum|event|"
    r"summit|round)s?|\b(?:previous|earlier) years\b|\blast year\b[^.\n]{0,60}?(?:conference|forum|edition|event|held)"
)
_HEAD, _FULL = 1200, 4
_POINTED_AT = re.compile(r"(?:این|همین|همان|similar|this)\s*$")
_TITLE_END = re.compile(
    r"[،,.:;()«»\"“”\n]|\s(?:است|با|در روز|که|از سوی|به همت|توسط|برگزار|را|به میزبانی|امسال|by|on|will|is|with|was|which)\s"
)


def event(marks: Sentences) -> Hit | None:
    """The kind named first; a conference wins over the workshops that lead up to it."""
    found = [Hit(code, m.start(), m.end()) for code, words in _EVENTS.items() if (m := _first(words, marks))]
    major = [hit for hit in found if hit.code not in ("workshop", "meeting", "exhibition")]
    return min(major or found, key=lambda hit: hit.start, default=None)


def title(hit: Hit, marks: Sentences) -> tuple[int, int]:
    """The event's name: its first mention of four words or more without a verb, or else its first mention."""
    words = re.compile(_EVENTS[hit.code])
    text = marks.folded.text
    heads = [Hit(hit.code, m.start(), m.end()) for m in words.finditer(text, 0, hit.end + _HEAD)]
    named = [
        _named(one, text) for one in heads if not _POINTED_AT.search(text[max(0, one.start - 8) : one.start])
    ]
    full = [
        span
        for span in named
        if len(text[slice(*span)].split()) >= _FULL and not VERB.search(text[slice(*span)])
    ]
    calm = [span for span in named if not VERB.search(text[slice(*span)])]
    return [*full, *calm, *named, _named(hit, text)][0]


def _named(hit: Hit, text: str) -> tuple[int, int]:
    """The event's words up to the first that is no longer its name."""
    start = _title_start(hit, text)
    stop = _TITLE_END.search(text, hit.end)
    return start, min(stop.start() if stop else len(text), start + 160)


def _title_start(hit: Hit, text: str) -> int:
    """A Latin title stands before its noun: go back over its capitalised words in the same line."""
    if not text[hit.start].isascii():
        return hit.start
    line = max(text.rfind("\n", 0, hit.start), text.rfind(".", 0, hit.start)) + 1
    before = text[line : hit.start]
    cut = max((m.end() for m in re.finditer(r"(?:^|\s)(?:the|a|an|its|this|at|for)\s", before)), default=0)
    return line + cut + (len(before[cut:]) - len(before[cut:].lstrip()))


def topics(marks: Sentences) -> list[Hit]:
    """Topics by code."""
    return [
        Hit(code, m.start(), m.end())
        for code, words in sorted(_TOPICS.items())
        if (m := _first(words, marks))
    ]


def scope(marks: Sentences, bodies: Sequence[tuple[int, int]]) -> list[Hit]:
    """Sectors the conference is for: those said to be its focus, or else all that are named, by code.

    A sector in the name of a body (a chamber of mines and agriculture) is not the conference's.
    """
    hits = [
        Hit(code, m.start(), m.end())
        for code, words in sorted(_SCOPE.items())
        for m in re.finditer(words, marks.folded.text)
        if not any(start <= m.start() < end for start, end in bodies)
    ]
    focused = [hit for hit in hits if _FOCUS.search(_sentence(hit, marks))]
    first: dict[str, Hit] = {}
    for hit in focused or hits:
        first.setdefault(hit.code, hit)
    return list(first.values())


def reason(marks: Sentences) -> tuple[int, int] | None:
    """The sentence that says why these markets were chosen."""
    text = marks.folded.text
    return next((span for span in marks.spans() if _REASON.search(text[slice(*span)])), None)


def editions(marks: Sentences) -> list[tuple[int, int]]:
    """Sentences about other editions, each once."""
    text = marks.folded.text
    seen: dict[str, tuple[int, int]] = {}
    for span in marks.spans():
        if _EDITION.search(text[slice(*span)]):
            seen.setdefault(" ".join(text[slice(*span)].split()), span)
    return list(seen.values())


def _first(words: str, marks: Sentences) -> re.Match[str] | None:
    return re.search(words, marks.folded.text)


def _sentence(hit: Hit, marks: Sentences) -> str:
    first, last = marks.around(hit.start)
    return marks.folded.text[first:last]
