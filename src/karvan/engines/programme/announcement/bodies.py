"""Organisations and their part: organisers hold the conference, partners take part in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from karvan.engines.programme.announcement.sentences import Sentences
from karvan.model.text import name_key

_HEAD_FA = (
    r"(?:سازمان جهاد|سازمان منطقه (?:آزاد|ویژه)|سازمان|اداره\s?کل|اداره|اتاق|اتاقهای|شرکت|خانه(?= (?:صنعت|معدن|صمت))|بسیج|انجمن|استانداری|فرمانداری|دانشگاه|کانون|اتحادیه|"
    r"بنیاد|صندوق|وزارت|پارک(?= علم)|مرکز(?= (?:خدمات|توسعه|تجارت|همایش|رشد|نوآوری))|گمرک|بانک|کنسرسیوم|موسسه|شهرداری|جهاد|سندیکا|کمیسیون|"
    r"دبیرخانه|ستاد|تشکل|جامعه(?= مهندس)|نظام مهندسی|منطقه (?:آزاد|ویژه)|معاونت|سفارت|شهرک\s?های صنعتی)"
)
# Words that join two fields of one body's name: «سازمان صنعت، معدن و تجارت».
_FIELD = (
    r"(?:صنعت|صنعتی|صنایع|معدن|معادن|تجارت|بازرگانی|کشاورزی|کار|تعاون|رفاه اجتماعی|اقتصادی|اقتصاد|دارایی|علم|فناوری|گردشگری|میراث فرهنگی|صنایع "
    r"دستی|سرمایه\s?گذاری|توسعه|تولید|پشتیبانی|حمل و نقل|راه|شهرسازی|برنامه ریزی|مهندسان|مهندسین|مدیران|صادرات|واردات|فنی)"
)
_WORD_FA = r"(?!(?:و|با|در|از|که|را|برگزار|برای|به|طی|است|شد|می|می(?:شو|کن|گرد|باش|ده|توان|گوی)\w*|خواهد|نیز|همچنین|جهت|تا|این|گفت|افزود|روز|امسال|بر|هم|بود|اعلام|هستند|دارد|دارند|کرد|حضور|مشارکت|همکاری|همت|میزبانی|همایش|کنفرانس|نشست|رویداد|کارگاه|پنل|نمایشگاه|مذاکرات|شکل|گرفته|شده|شود|برپا|آغاز|اجرا|انجام|صورت|خواهند|خبر|نمایندگان|نمایندگانی)(?!\w))[^\s،,.;:؛«»()\n]+"
_FIELDS_FA = rf"{_FIELD}(?:\s?[،,]\s?{_FIELD}|\s?[،,]?\s?و\s?{_FIELD})+"
_BODY_FA = re.compile(
    rf"(?<!\w){_HEAD_FA}(?:\s(?:{_FIELDS_FA}|(?!{_HEAD_FA}(?!\w)){_WORD_FA}|(?:شهرک\s?های صنعتی)))*(?!\w)"
)
_HEAD_EN = (
    r"(?:Chambers?|Organi[sz]ation|Ministry|Association|Company|Agency|House|University|Union|Federation|Bank|Office|Council|"
    r"Authority|Department|Institute|Corporation|Cent(?:re|er)|Board|Fund|Society|Guild|Confederation|Directorate|Embassy|Government|Foundation)"
)
_WORD_EN = r"[A-Z][\w&'’-]*"
_JOIN_EN = r"(?:of|for|the|de|&|and(?=\s(?:Industr|Commerce|Mine|Trade|Agricult|Invest|Export|Craft|Service|Develop|Industrial|Small|Medium|Economic|Finance|Energy|Technolog)))"
_COMMA_EN = r",(?=\s(?:Industr|Commerce|Mine|Trade|Agricult|Invest))"
_BODY_EN = re.compile(rf"\b{_WORD_EN}(?:(?:{_COMMA_EN})?\s(?:{_JOIN_EN}\s)*{_WORD_EN})*")

_ORGANISER = re.compile(
    r"به همت|توسط|از سوی|به میزبانی|میزبانی|میزبان|برگزار\s?کننده\S*|برگزارکنندگان|مجری|متولی|به ابتکار|با محوریت|به کوشش|با تلاش|به اهتمام|"
    r"\borgani[sz]ed(?: jointly)? by|\borgani[sz]ers?(?: is| are)?|\b(?:jointly )?hosted by|\bheld by|\bconvened by|\binitiative of|"
    r"\barranged by|\bunder the auspices of|\bwill host|\borgani[sz]es"
)
_PARTNER = re.compile(
    r"با همکاری|با مشارکت|با حضور|با حمایت|با همراهی|با پشتیبانی|شرکای|شریک|همکاران|همکاری|مشارکت|حامیان|حامی|به همراه|"
    r"\bin (?:cooperation|co-operation|collaboration|partnership|association) with|\bwith the (?:participation|support|co-?operation|help|"
    r"backing) of|\bsupported by|\bco-?sponsored by|\bsponsored by|\bpartners?(?: include| are)?|\btogether with|\balongside|\bbacked by|"
    r"\bwork(?:s|ing)? with|\btake part|\bparticipating"
)
_NO_LONGER = re.compile(
    r"(?:است|هستند|بود|بودند) و |گفت|افزود|تصریح|اظهار|خاطرنشان|تاکید|بیان کرد|\bsaid\b|\btold\b|\badded\b|کشورهای|بازار"
)
# «X organises ...» / «X ... را برگزار می‌کند»: the body stands before its marker.
_AFTER = re.compile(
    r"^[^.،\n]{0,80}?(?:را )?برگزار می\s?کند|^ (?:organi[sz]es|hosts|will host|will hold|is hosting|holds|invites? (?:\S+ ){0,3}to|announces?)\b|^, [^.\n]{0,90}, (?:announces|invites|organi[sz]es|hosts)\b"
)
_JOINS = re.compile(
    r"^[^.،\n]{0,40}?(?:مشارکت|حضور|همکاری) (?:دارد|دارند|می\s?کن|خواه)|^ (?:takes? part|participates?|supports?|(?:is|are) (?:a |the )?partners?)\b"
)
_LISTED = re.compile(r"[\s،,]*(?:(?:و|and|the)\s+)*")
_GENERIC = frozenset(
    name_key(word)
    for word in [
        "استان",
        "شهرستان",
        "شهر",
        "ایران",
        "جمهوری",
        "اسلامی",
        "کل",
        "اتاق",
        "اداره",
        "سازمان",
        "شرکت",
        "the",
        "of",
        "and",
        "provincial",
        "province",
        "city",
        "state",
    ]
)
_SHORT_FORMS = {"صمت": "صنعتمعدنتجارت"}


@dataclass(frozen=True, slots=True)
class Named:
    """A body with a part: organiser or partner; offsets in the folded text."""

    role: str
    start: int
    end: int


def bodies(marks: Sentences) -> list[Named]:
    """Bodies whose part the text tells, in order of appearance; one both organiser and partner is organiser."""
    found: list[Named] = []
    for first, last in marks.spans():
        found += _with_parts(marks.folded.text, sorted(spans(marks, first, last)), first, last)
    return found


def _with_parts(text: str, named: Sequence[tuple[int, int]], first: int, last: int) -> list[Named]:
    """Bodies of one sentence that have a part; in a list, «A, B and C take part» holds for A and B too."""
    told: list[Named] = []
    following = last
    for start, end in reversed(named):
        role = _role(text, first, start, end, last)
        if not role and told and told[-1].start == following and _LISTED.fullmatch(text[end:following]):
            role = told[-1].role
        if role:
            told.append(Named(role, start, end))
        following = start
    return [one for one in told[::-1] if len(text[one.start : one.end].split()) > 1]


def spans(marks: Sentences, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Every organisation named between two offsets."""
    folded = marks.folded
    for match in _BODY_FA.finditer(folded.text, first, last):
        yield match.start(), match.start() + len(match.group().rstrip(" -–—"))
    # Latin names are told by their capitals, which folding drops; the way back keeps them.
    original = "".join(folded.quote(n, n + 1)[:1] for n in range(first, last))
    for match in _BODY_EN.finditer(original):
        name = re.match(r"(?:The |Organi[sz]ed |Hosted |In )*", match.group())
        skipped = name.end() if name else 0
        if re.search(rf"\b{_HEAD_EN}\b", match.group()):
            yield first + match.start() + skipped, first + match.end()


def _role(text: str, first: int, start: int, end: int, last: int) -> str:
    left = text[max(first, start - 260) : start]
    marks = [(m.end(), role) for role, words in _MARKERS for m in words.finditer(left)]
    if marks:
        position, role = max(marks)
        if not _NO_LONGER.search(left[position:]):
            return role
    if _JOINS.search(text[end:last]):
        return "partner"
    return "organiser" if _AFTER.search(text[end:last]) else ""


_MARKERS = (("organiser", _ORGANISER), ("partner", _PARTNER))


def merged(names: Sequence[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Spellings of one body joined: (longest name, other spellings), in order of first appearance."""
    groups: list[list[str]] = []
    for name in names:
        group = next((one for one in groups if any(_same(name, other) for other in one)), None)
        if group is None:
            groups.append([name])
        elif name not in group:
            group.append(name)
    return [_longest_first(group) for group in groups]


def _longest_first(group: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """The longest spelling, and the others that differ in more than spaces and ZWNJ."""
    distinct: dict[str, str] = {}
    for name in group:
        distinct.setdefault(name_key(name), name)
    names = sorted(distinct.values(), key=lambda one: -len(name_key(one)))
    return names[0], tuple(names[1:])


def _same(one: str, other: str) -> bool:
    """Two names of one body: the words of one are among those of the other, and both begin alike."""
    a, b = _words(one), _words(other)
    if not a or not b:
        return name_key(one) == name_key(other)
    return _head(one) == _head(other) and (a <= b or b <= a)


def _words(name: str) -> set[str]:
    keys = {name_key(word) for word in re.split(r"[\s،,()]+", name)} - _GENERIC - {"و", ""}
    joined = "".join(sorted(keys))
    return {part for key in keys for part in _expanded(key)} if joined else set()


def _expanded(key: str) -> list[str]:
    return ["صنعت", "معدن", "تجارت"] if key in _SHORT_FORMS else [key]


def _head(name: str) -> str:
    return name_key(name.split()[0]) if name[:1] > "z" else ""
