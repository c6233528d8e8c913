"""What a decision binds: one declaration of one party, word for word."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from typing import Any

from karvan.model.known import value_or_none
from karvan.model.party import Party, Stake
from karvan.model.text import name_key

# Scripts that karvan.engines.access.screening.letters writes as sounds.
_SCRIPTS = ("LATIN", "ARABIC", "CYRILLIC")


def party_key(party: Party) -> str:
    """Hex sha256 of what was declared, its role apart.

    A name added, another owner or another number is another declaration: no earlier decision covers it.
    """
    text = json.dumps(_declared(party), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def number_key(number: str) -> str:
    """An identifier's letters and digits, folded."""
    return name_key(number)


def is_readable(party: Party) -> bool:
    """Whether one of its names at least is in a script that the index of names can sound out.

    A name in Armenian or Chinese letters meets nothing there, and that nothing says nothing.
    """
    return any(_is_sounded(name) for name in party.names)


def _is_sounded(name: str) -> bool:
    letters = [one for one in name if one.isalpha()]
    known = sum(unicodedata.name(one, "").startswith(_SCRIPTS) for one in letters)
    return 2 * known > len(letters)


def _declared(party: Party) -> dict[str, Any]:
    return {
        "names": sorted({name_key(name) for name in party.names}),
        "kind": party.kind,
        "country": party.country,
        "identifiers": sorted([name_key(one.kind), number_key(one.number)] for one in party.identifiers),
        "place": name_key(party.place),
        "birth": name_key(party.birth),
        "stakes": sorted((_stake(one) for one in party.stakes), key=json.dumps),
    }


def _stake(stake: Stake) -> dict[str, Any]:
    share = value_or_none(stake.share)
    return {
        "owner": _declared(stake.owner),
        "share": None if share is None else str(share.normalize()),
        "control": str(stake.control),
    }
