"""Which of the countries in a text are this conference's target markets.

Countries named side by side are judged as one group, by the words before and after them in the sentence. If
any group is named outright as the aim, only such groups count; otherwise groups with several weaker signs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from karvan.engines.programme.announcement import cues
from karvan.engines.programme.announcement.gazetteer import Mention
from karvan.engines.programme.announcement.sentences import Sentences

STRONG, CLEAR = 3.0, 2.5
_LEFT, _RIGHT = 160, 70
# Persian words that are also countries: financial, scrap, feather; and porcelain, a tribe, a surname.
_WORDS_TOO = frozenset(
    [
        "مالی",
        "چاد",
        "پرو",
        "نیجر",
        "توگو",
        "بنین",
        "چینی",
        "ترکمن",
        "سوری",
        "هندی",
        "گرجی",
        "روس",
        "من",
        "گوام",
        "اردن",
        "کوبا",
    ]
)
_SAYS_COUNTRY = re.compile(r"(?:کشور|جمهوری|بازار|سفیر|به|با)\s*$")
_SEA = re.compile(r"(?:دریای|خلیج|تنگه|دریاچه|خیابان|میدان|بلوار|هتل|gulf of|sea of|bank of)\s*$")


@dataclass(frozen=True, slots=True)
class Target:
    """A market found, with the group of names that shows it best (offsets in the folded text)."""

    country: str
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class _Group:
    mentions: tuple[Mention, ...]
    score: float

    @property
    def start(self) -> int:
        return self.mentions[0].start

    @property
    def end(self) -> int:
        return self.mentions[-1].end


def targets(
    mentions: Sequence[Mention], marks: Sentences, home: str | None, places: Sequence[Mention]
) -> list[Target]:
    """Target markets, sorted by code; `places` are the regions named, which no country may overlap."""
    groups = _scored(_groups(_countries(mentions, marks, home, places), marks), marks)
    best: dict[str, Target] = {}
    for group in groups:
        for mention in group.mentions:
            found = Target(mention.entry.code, group.start, group.end, group.score)
            if mention.entry.code not in best or best[mention.entry.code].score < group.score:
                best[mention.entry.code] = found
    outright = [one for one in best.values() if one.score >= STRONG]
    chosen = outright or [one for one in best.values() if one.score >= CLEAR]
    return sorted(chosen, key=lambda one: one.country)


def _countries(
    mentions: Iterable[Mention], marks: Sentences, home: str | None, places: Sequence[Mention]
) -> list[Mention]:
    text = marks.folded.text
    taken = {
        (place.start, place.end) for place in places
    }  # mentions overlap only as readings of the same words
    return [
        one
        for one in mentions
        if one.is_country
        and one.entry.code != home
        and (one.start, one.end) not in taken
        and not _SEA.search(text[max(0, one.start - 15) : one.start])
    ]


def _groups(mentions: Sequence[Mention], marks: Sentences) -> list[tuple[Mention, ...]]:
    """Mentions with nothing but connectors between them; a lone word that is also no country is left out."""
    text = marks.folded.text
    groups: list[list[Mention]] = []
    for mention in mentions:
        between = text[groups[-1][-1].end : mention.start] if groups else ""
        if groups and len(between) < 60 and cues.CONNECTOR.fullmatch(between):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return [tuple(group) for group in groups if _is_about_countries(group, text)]


def _is_about_countries(group: Sequence[Mention], text: str) -> bool:
    doubtful = [
        one for one in group if text[one.start : one.end] in _WORDS_TOO or _bare_azerbaijan(one, text)
    ]
    if len(doubtful) < len(group):
        return True
    return len(group) > 1 or bool(_SAYS_COUNTRY.search(text[max(0, group[0].start - 12) : group[0].start]))


def _bare_azerbaijan(one: Mention, text: str) -> bool:
    """Without «جمهوری» the word is as often the Iranian provinces."""
    return one.entry.code == "AZE" and text[one.start : one.end] == "آذربایجان"


def _scored(groups: Sequence[tuple[Mention, ...]], marks: Sentences) -> list[_Group]:
    scored: list[_Group] = []
    for index, group in enumerate(groups):
        before = groups[index - 1][-1].end if index else 0
        after = groups[index + 1][0].start if index + 1 < len(groups) else len(marks.folded.text)
        score = _score(group, marks, before, after)
        scored.append(_Group(group, _inherited(scored, group, marks, score)))
    return _told_together(scored, marks)


def _told_together(scored: list[_Group], marks: Sentences) -> list[_Group]:
    """Groups joined by «and» before their common verb share what is said after the last of them."""
    text = marks.folded.text
    for index in range(len(scored) - 2, -1, -1):
        group, following = scored[index], scored[index + 1]
        gap = text[group.end : following.start]
        if (
            cues.BOTH.fullmatch(gap)
            and not any(words.search(gap) for words in (cues.VERB, cues.AGAINST, cues.CONTRAST, cues.RESET))
            and following.score > group.score > 0
        ):
            scored[index] = _Group(group.mentions, following.score - 0.1)
    return scored


def _inherited(scored: Sequence[_Group], group: tuple[Mention, ...], marks: Sentences, score: float) -> float:
    """«the first day is for Iraq, the second for Armenia»: what was said of the first holds for the second."""
    if not scored:
        return score
    gap = marks.folded.text[scored[-1].end : group[0].start]
    return max(score, scored[-1].score - 0.1) if len(gap) < 45 and cues.CONTINUES.fullmatch(gap) else score


def _score(group: tuple[Mention, ...], marks: Sentences, before: int, after: int) -> float:
    text = marks.folded.text
    first, last = _bounds(group, marks)
    left = text[max(first, before, group[0].start - _LEFT) : group[0].start]
    right = text[group[-1].end : min(last, after, group[-1].end + _RIGHT)]
    near = re.split(r"[،,:;]|\s(?:و|اما|ولی|but|while)\s", right, maxsplit=1)[0]
    score = 0.5 * (len(group) > 1)
    score += 3.0 * bool(cues.STRONG.search(left) or cues.STRONG.search(right))
    score += 1.0 * bool(cues.MEDIUM.search(left) or cues.MEDIUM.search(near))
    score += 1.0 * bool(cues.HOST.search(left))
    score += 1.0 * bool(cues.EVENT.search(text[first:last])) + 0.5 * (first < 300)
    score -= 4.0 * bool(cues.AGAINST.search(_live(left)) or cues.AGAINST.search(near))
    score -= 2.0 * bool(cues.STATISTIC.search(left[-60:]) or cues.STATISTIC.search(near))
    return score - 0.5 * all(one.entry.kind == "demonym" for one in group)


def _bounds(group: tuple[Mention, ...], marks: Sentences) -> tuple[int, int]:
    """The sentence of the group; for a list by lines, from the line that introduces it."""
    text = marks.folded.text
    first, last = marks.around(group[0].start)[0], marks.around(group[-1].end - 1)[1]
    lead = text[first : group[0].start].strip(" \t-•*–—0123456789.)(")
    if not lead and first > 0:
        first = marks.around(max(0, len(text[:first].rstrip()) - 1))[0]
    return first, last


def _live(left: str) -> str:
    """What still counts of the words before: after «this year» or «but», other years and rivals do not."""
    resets = list(cues.RESET.finditer(left))
    if resets:
        return left[resets[-1].start() :]
    contrasts = list(cues.CONTRAST.finditer(left))
    return left[contrasts[-1].end() :] if contrasts else left
