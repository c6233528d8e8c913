"""Which column is what: a known heading, one that the file about the schedule explains, or an ignored one."""

from __future__ import annotations

from collections.abc import Sequence

from karvan.errors import LayoutChanged
from karvan.model.text import name_key
from karvan.sources.national_schedule.about import DESCRIPTION, About

_NAMES: dict[str, str] = {
    name_key(word): name for name, words in DESCRIPTION.extra["headings"].items() for word in (name, *words)
}
_OTHER = frozenset(name_key(word) for word in DESCRIPTION.extra["other"])
_KNOWN = DESCRIPTION.columns["lines"]


def meanings(headings: Sequence[str], about: About, where: str) -> list[str]:
    """The name of each column: one of the table's, `other:NAME`, or empty for an ignored one.

    Raises LayoutChanged naming what is missing, not known or there twice.
    """
    own = {name_key(heading): _own(name) for name, heading in about.columns.items()}
    ignored = {name_key(heading) for heading in about.ignored}
    found = [_meaning(heading, own, ignored) for heading in headings]
    strange = [heading for heading, name in zip(headings, found, strict=True) if name is None]
    lost = [heading for heading in about.columns.values() if name_key(heading) not in map(name_key, headings)]
    missing = [*lost, *([] if "code" in found else ["code"])]
    named = [name for name in found if name]
    twice = sorted({name for name in named if named.count(name) > 1})
    wrong = [one for one in own.values() if one not in _KNOWN and not one.startswith("other:")]
    if strange or missing or twice or wrong:
        raise LayoutChanged(
            "The schedule's columns are not understood: missing {missing}, not known {new}, twice {twice}.",
            where=where,
            fix="Explain a heading under columns, or name it under ignored, in the file about the schedule.",
            missing=", ".join(missing) or "none",
            new=", ".join([*strange, *wrong]) or "none",
            twice=", ".join(twice) or "none",
        )
    return [name or "" for name in found]


def _meaning(heading: str, own: dict[str, str], ignored: set[str]) -> str | None:
    key = name_key(heading)
    if key in own:
        return own[key]
    if key in ignored:
        return ""
    for part in (heading, *heading.split("|")):
        if name_key(part) in _NAMES:
            return _NAMES[name_key(part)]
        kind, colon, name = part.partition(":")
        if colon and name_key(kind) in _OTHER and name.strip():
            return f"other:{' '.join(name.split())}"
    return None


def _own(name: str) -> str:
    kind, colon, rest = name.partition(":")
    return f"{kind.strip()}{colon}{' '.join(rest.split())}"
