"""A page as a test reads it: its elements, its texts, and in what they stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"meta", "link", "br", "hr", "img", "input", "col"})
# Elements whose text is foreign to the page's own script.
ISOLATED = frozenset({"bdi", "code", "style", "title"})


@dataclass
class Page(HTMLParser):
    """Reads strictly: an element that is not closed in order is an error."""

    source: str
    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    own: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.source)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), (tag, names)
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, tag
        assert self.open[-1] == tag, (self.open[-3:], tag, self.getpos())
        self.open.pop()

    def handle_data(self, text: str) -> None:
        if "style" in self.open:
            return
        self.texts.append(text)
        if not ISOLATED & set(self.open):
            self.own.append(text)

    def attributes(self, name: str) -> list[str]:
        """Every value of one attribute."""
        return [found[name] for _, found in self.elements if name in found]

    @property
    def text(self) -> str:
        """All that can be read."""
        return "".join(self.texts)
