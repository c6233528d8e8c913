"""The article inside a scraped page: lines of menus, advertisements and related news are blanked out.

Blanking keeps every offset, so that spans still point into the text as it was given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from karvan.model.text import normalise

_RELATED = re.compile(
    r"اخبار مرتبط|خبرهای مرتبط|مطالب مرتبط|مطالب پیشنهادی|بیشتر بخوانید|پربازدید|پر بازدید|پربیننده|آخرین اخبار|"
    r"تازه ?های خبر|از دیگر رسانه|وبگردی|^related( news| articles| stories)?\b|^read more|^more news|^most (read|popular)|"
    r"^you may also like|^latest news|^trending"
)
_ADVERT = re.compile(
    r"(?<!\w)(?:تبلیغ|آگهی|رپورتاژ|خرید (?:اینترنتی|آنلاین|اقساطی|بلیط|بلیت)|فروش (?:ویژه|اقساطی)|تخفیف|قیمت روز|اقامت|ویزای|تور "
    r"|عضویت در کانال|کانال تلگرام|اینستاگرام|لینک کوتاه|کد خبر|شماره تماس|https?://|www\.|کلیک کنید)|ثبت ?نام کنید"
    r"|^advert|sponsored|subscribe|click here|buy now|% off|sale ends|cookies?\b|all rights reserved|copyright"
)
_MENU_MARKS = re.compile(r"[|›»>•/·]")
_SENTENCE_END = re.compile(r"[.!؟?:؛](?:\s|$)")
_LONG = 90
_ADVERT_LENGTH = 160


def article(text: str) -> str:
    """The text with everything but the article turned into spaces; line breaks stay where they are."""
    kept: list[str] = []
    related = False
    lines = text.split("\n")
    for line, is_menu in zip(lines, _menus(lines), strict=True):
        folded = normalise(line).strip()
        related = _still_related(folded, related)
        drop = related or is_menu or (len(folded) < _ADVERT_LENGTH and bool(_ADVERT.search(folded)))
        kept.append(" " * len(line) if drop else line)
    return "\n".join(kept)


def _still_related(folded: str, related: bool) -> bool:
    """A heading of related news opens a list of headlines; the next real paragraph closes it."""
    if _RELATED.search(folded) and len(folded) < _LONG:
        return True
    return related and not (
        len(folded) > 2 * _LONG or (len(folded) > _LONG and bool(_SENTENCE_END.search(folded)))
    )


def _menus(lines: list[str]) -> Iterator[bool]:
    """A line of short labels between separators, or one of four or more bare labels in a row."""
    bare = [_is_bare(line) for line in lines]
    runs = _run_lengths(bare)
    for line, is_bare, run in zip(lines, bare, runs, strict=True):
        parts = [part.strip() for part in _MENU_MARKS.split(line)]
        separated = len(parts) >= 4 and max(map(len, parts)) <= 30
        yield separated or (is_bare and run >= 4)


def _is_bare(line: str) -> bool:
    words = line.split()
    return (
        0 < len(words) <= 3 and len(line) <= 30 and line.strip()[-1:].isalnum() and line.strip()[:1].isalpha()
    )


def _run_lengths(flags: list[bool]) -> list[int]:
    lengths = [0] * len(flags)
    start = 0
    while start < len(flags):
        end = start
        while end < len(flags) and flags[end] == flags[start]:
            end += 1
        lengths[start:end] = [end - start] * (end - start)
        start = end
    return lengths
