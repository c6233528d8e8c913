"""What may stand in the fields of law files: two times, values that may be unknown, citations by pinpoint."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from karvan.errors import PackError, QuestionError
from karvan.model.rate import parse_rate
from karvan.sources.packs.fields import both, citation, country, day, day_or_null, list_of, one_of, text
from karvan.sources.packs.record import Kind, Page, record
from karvan.sources.yaml_tree import Entries, Items, Leaf, Node

STATES = ("known", "unknown", "conflict", "not_applicable")
_TARIFF_CODE = re.compile(r"\d{2}(?:\d{2}){0,5}|\d{5,11}")


def nested(what: str, kinds: Mapping[str, Kind]) -> Kind:
    """A mapping inside a fact, with exactly the keys of `kinds`."""

    def kind(node: Node, page: Page) -> dict[str, Any]:
        faults: list[PackError] = []
        inner = Page(page.path, faults.append, page.citations)
        values = record(node, inner, what, kinds)
        if values is None:
            for fault in faults[:-1]:
                page.report(fault)
            raise faults[-1]
        return values

    return kind


def or_null(kind: Kind, empty: Any = None) -> Kind:
    """What `kind` takes, or null, which is read as `empty`."""

    def kind_or_null(node: Node, page: Page) -> Any:
        return empty if isinstance(node, Leaf) and node.is_null else kind(node, page)

    return kind_or_null


def many(what: str, kinds: Mapping[str, Kind], least: int = 0) -> Kind:
    """A list of mappings."""
    one = nested(what, kinds)

    def kind(node: Node, page: Page) -> tuple[dict[str, Any], ...]:
        if not isinstance(node, Items) or len(node.items) < least:
            raise page.wrong(
                node.line,
                "A list of at least {least} is missing here.",
                "Write it as [one, two].",
                least=least,
            )
        return tuple(one(item, page) for item in node.items)

    return kind


def whole(node: Node, page: Page) -> int:
    """A whole number of 0 or more."""
    found = text(node, page)
    if not (found.isascii() and found.isdecimal()):
        raise page.wrong(node.line, "{found} is no whole number.", "Write digits only.", found=found)
    return int(found)


def yes_no(node: Node, page: Page) -> bool:
    """true or false."""
    return bool(one_of("true", "false")(node, page) == "true")


def tariff_code(node: Node, page: Page) -> str:
    """A chapter, heading, subheading or national line: 2 to 12 digits."""
    found = text(node, page)
    if not _TARIFF_CODE.fullmatch(found):
        fix = "Write 2 to 12 digits, without dots and with the leading zero."
        raise page.wrong(node.line, "{found} is not a tariff code.", fix, found=found)
    return found


def countries_or_any(node: Node, page: Page) -> tuple[str, ...]:
    """Countries as a list, or `any`, which is read as an empty one."""
    return () if isinstance(node, Leaf) and node.text == "any" else tuple(list_of(country)(node, page))


def rate(node: Node, page: Page) -> str:
    """A rate in our notation (karvan.model.rate), in its canonical form."""
    found = text(node, page)
    try:
        return str(parse_rate(found))
    except QuestionError as cause:
        fix = 'Write it as in "15%", "0.5 EUR/kg", "10% min 0.04 EUR/kg".'
        raise page.wrong(node.line, "{found} is not a rate.", fix, found=found) from cause


VALID: Mapping[str, Kind] = {
    "from": day_or_null,
    "to": day_or_null,
    "precision": one_of("day", "month", "year", "unknown"),
    "end": one_of("open", "lifted", "unknown"),
}

KNOWN: Mapping[str, Kind] = {"observed_on": day, "review_by": day, "until": day_or_null}


def pinpoint(node: Node, page: Page) -> tuple[str, str]:
    """A citation and the place inside it: {source, at}."""
    found = nested("A citation", {"source": citation, "at": text})(node, page)
    return found["source"], found["at"]


pinpoints: Kind = list_of(pinpoint)

_SAID: Mapping[str, Kind] = {
    "rate": or_null(rate, ""),
    "text": both,
    "citations": pinpoints,
}

_VALUE_KEYS: Mapping[str, Mapping[str, Kind]] = {
    "known": {"rate": or_null(rate, "")},
    "unknown": {"low": or_null(rate, ""), "high": or_null(rate, ""), "missing": both},
    "conflict": {
        "low": or_null(rate, ""),
        "high": or_null(rate, ""),
        "says": many("What a source says", _SAID, 2),
    },
    "not_applicable": {},
}


def value(node: Node, page: Page) -> dict[str, Any]:
    """The value of a fact by its state.

    known {rate, null where the measure is no charge}; unknown {low, high, missing: what would tell};
    conflict {low, high, says: [{rate, text, citations}]}; not_applicable {}. A bound that no source gives
    is null.
    """
    if not isinstance(node, Entries) or "state" not in node.entries:
        raise page.wrong(node.line, "A value has no state.", "Use one of: {known}.", known=", ".join(STATES))
    state = one_of(*STATES)(node.entries["state"], page)
    kinds = {"state": one_of(state), **_VALUE_KEYS[state]}
    found: dict[str, Any] = nested(f"A value that is {state}", kinds)(node, page)
    return {"rate": "", "low": "", "high": "", "missing": None, "says": (), **found}
