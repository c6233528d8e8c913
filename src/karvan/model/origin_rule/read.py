"""The text of an origin rule, read."""

from __future__ import annotations

import re
from decimal import Decimal

from karvan.errors import OriginRuleUnreadable
from karvan.model.origin_rule.tree import (
    BASES,
    LEVELS,
    METHODS,
    AllOf,
    AnyOf,
    MaxNom,
    Process,
    RegionalValue,
    Rule,
    Shift,
    WhollyObtained,
    unreadable,
)

_TOKEN = re.compile(
    r"\s*(?:(\d{1,3}(?:\.\d{1,4})?\s*%)|(\d[\d.]*)|([A-Za-z][A-Za-z0-9-]*)|([(),]))", re.ASCII
)
# A rule of law is one line; a longer text or a deeper nest is a mistake or an attack.
_LONGEST = 2000
_DEEPEST = 20


def parse_rule(text: str) -> Rule:
    """The rule a text says (grammar in `karvan.model.origin_rule.tree`); letter case and dots in codes are free.

    Raises OriginRuleUnreadable: such a rule is unknown, never «no rule».
    """
    if len(text) > _LONGEST:
        raise unreadable(f"{text[:60]}...", "it is too long")
    reader = _Reader(text)
    rule = reader.any_of(depth=0)
    if reader.peek():
        raise reader.problem(f"«{reader.peek()}» is one word too many")
    return rule


class _Reader:
    """A cursor over the words of one rule."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = self._split(text)
        self.at = 0

    def _split(self, text: str) -> list[str]:
        words, at, whole = [], 0, text.rstrip()
        while at < len(whole):
            found = _TOKEN.match(whole, at)
            if found is None:
                raise self.problem(f"«{whole[at:].strip()[:20]}» is not understood")
            words.append(found[found.lastindex or 0])
            at = found.end()
        return words

    def problem(self, what: str) -> OriginRuleUnreadable:
        return unreadable(self.text, what)

    def peek(self) -> str:
        """The next word in capitals; empty at the end."""
        return self.words[self.at].upper() if self.at < len(self.words) else ""

    def take(self) -> str:
        word = self.peek()
        if not word:
            raise self.problem("it ends too early")
        self.at += 1
        return word

    def any_of(self, depth: int) -> Rule:
        parts = [self.all_of(depth)]
        while self.peek() == "OR":
            self.take()
            parts.append(self.all_of(depth))
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def all_of(self, depth: int) -> Rule:
        parts = [self.part(depth)]
        while self.peek() == "AND":
            self.take()
            parts.append(self.part(depth))
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def part(self, depth: int) -> Rule:
        if depth > _DEEPEST:
            raise self.problem("its parentheses are too deep")
        word = self.take()
        if word == "(":
            rule = self.any_of(depth + 1)
            if self.take() != ")":
                raise self.problem("a parenthesis is not closed")
            return rule
        if word == "WO":
            return WhollyObtained()
        if word in LEVELS:
            return Shift(word, self.excepted())
        if word == "MAXNOM":
            return MaxNom(self.share(), self.choice(BASES))
        if word == "RVC":
            return RegionalValue(self.share(), self.choice(BASES), self.choice(METHODS) or METHODS[0])
        if word == "PROCESS":
            return Process(self.take().lower())
        raise self.problem(f"«{word}» is no kind of rule")

    def excepted(self) -> tuple[str, ...]:
        if self.peek() != "EXCEPT":
            return ()
        self.take()
        codes = [self.code()]
        while self.peek() == ",":
            self.take()
            codes.append(self.code())
        return tuple(codes)

    def code(self) -> str:
        return self.take().replace(".", "")

    def share(self) -> Decimal:
        word = self.take()
        if not word.endswith("%"):
            raise self.problem(f"«{word}» stands where a percentage should")
        return Decimal(word.rstrip("% ").strip()).scaleb(-2)

    def choice(self, known: tuple[str, ...]) -> str:
        """The next word when it is one of these, else empty."""
        found = next((one for one in known if one.upper() == self.peek()), "")
        if found:
            self.take()
        return found
