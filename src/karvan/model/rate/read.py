"""The canonical text of a rate, read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache

from karvan.errors import RateUnreadable
from karvan.model.rate.tree import (
    AtLeast,
    AtMost,
    Bands,
    Fixed,
    Percent,
    Plus,
    Rate,
    Specific,
    Step,
    unreadable,
)

_TOKEN = re.compile(
    r"\s*(?:(?P<number>[0-9]{1,15}(?:\.[0-9]{1,9})?)|(?P<word>[A-Za-z_][A-Za-z0-9_]*)|(?P<sign><=|[%/+()<:;]))"
)
_JOINS: Mapping[str, Callable[[Rate, Rate], Rate]] = {"min": AtLeast, "max": AtMost, "+": Plus}
# A rate of law is one line; a longer text or a deeper nest is a mistake or an attack.
_LONGEST = 2000
_DEEPEST = 20


@lru_cache(maxsize=8192)
def parse_rate(text: str) -> Rate:
    """The rate a canonical text says (grammar in `karvan.model.rate.tree`).

    Raises RateUnreadable: in a table such a rate is unknown, never 0.
    """
    if len(text) > _LONGEST:
        raise unreadable(f"{text[:60]}...", "it is too long")
    reader = _Reader(text)
    rate = reader.rate(depth=0)
    if reader.peek():
        raise reader.problem(f"«{reader.peek()}» is one word too many")
    return rate


class _Reader:
    """A cursor over the words of one rate."""

    def __init__(self, text: str) -> None:
        self.text = text.strip()
        self.tokens: list[str] = []
        self.at = 0
        end = 0
        while end < len(self.text):
            found = _TOKEN.match(self.text, end)
            if found is None:
                raise self.problem(f"«{self.text[end:].strip()[:20]}» is no part of a rate")
            self.tokens.append(found.group().strip())
            end = found.end()

    def problem(self, what: str) -> RateUnreadable:
        return unreadable(self.text, what)

    def peek(self) -> str:
        """The next word; empty at the end."""
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self, wanted: str = "") -> str:
        """The next word, which must be the wanted one."""
        word = self.peek()
        if not word or (wanted and word != wanted):
            raise self.problem(f"«{wanted or 'a number'}» is missing")
        self.at += 1
        return word

    def number(self) -> Decimal:
        word = self.take()
        if not word[0].isdigit():
            raise self.problem(f"«{word}» stands where a number should")
        return Decimal(word)

    def rate(self, depth: int) -> Rate:
        if depth > _DEEPEST:
            raise self.problem("its parentheses are too deep")
        if self.peek() in ("value", "quantity", "rate"):
            return self.bands(depth)
        rate = self.part(depth)
        while self.peek() in _JOINS:
            rate = _JOINS[self.take()](rate, self.part(depth))
        return rate

    def part(self, depth: int) -> Rate:
        if self.peek() == "(":
            self.take()
            rate = self.rate(depth + 1)
            self.take(")")
            return rate
        number = self.number()
        if self.peek() == "%":
            self.take()
            return Percent(number.scaleb(-2))
        currency = self.take()
        if self.peek() != "/":
            return Fixed(number, currency)
        self.take()
        per = self.number() if self.peek()[:1].isdigit() else Decimal(1)
        return Specific(number, currency, per, self.take())

    def bands(self, depth: int) -> Bands:
        over = f"{self.take()}:{self.take()}"
        steps = [self.step(depth)]
        while self.peek() == ";":
            self.take()
            steps.append(self.step(depth))
        return Bands(over, tuple(steps))

    def step(self, depth: int) -> Step:
        if self.peek() == "else":
            self.take()
            return Step(None, self.rate(depth + 1))
        sign = self.take()
        if sign not in ("<", "<="):
            raise self.problem("a bracket begins with <=, < or else")
        upto = self.number()
        self.take(":")
        return Step(upto, self.rate(depth + 1), sign == "<=")
