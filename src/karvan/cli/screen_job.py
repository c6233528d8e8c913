"""What the commands of screening share: parties from words or a file, and the books in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from karvan.cli.home import karvan_home
from karvan.cli.words import marked
from karvan.errors import QuestionError

if TYPE_CHECKING:
    from karvan.engines.access.screening import Books
    from karvan.model.party import Party
    from karvan.store.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the words of a command say of a party besides its name.

    Parameters
    ----------
    role
        producer, buyer, bank, emc, carrier, investor, organiser, partner or sponsor.
    kind
        entity, individual, vessel or aircraft.
    country
        Country of the party.
    identifier
        A number of the party, such as national-id=10101234567; may be given several times.
    place
        City or address of the party.
    birth
        Of a person: a day or a year, in either calendar.
    owner
        A declared owner, such as "Name = 30%" or "Name = 25% control"; may be given several times.
    """

    role: str = ""
    kind: str = ""
    country: str = ""
    identifier: tuple[str, ...] = ()
    place: str = ""
    birth: str = ""
    owner: tuple[str, ...] = ()


NOTHING_SAID = Said()


def parties(names: Sequence[str], file: Path | None, said: Said) -> tuple[Party, ...]:
    """The parties named on the command line or in a file. Raises QuestionError, LayoutChanged and others."""
    from karvan.sources.firms import declared, read

    if bool(names) == (file is not None):
        raise QuestionError(
            marked("Say whom to screen: names, or a file of firms."), fix=marked("Give NAME ... or --file.")
        )
    if file is not None:
        if Said(role=said.role) != said:
            raise QuestionError(
                marked("A file of firms says these things itself."), fix=marked("Leave the options out.")
            )
        return tuple(_with_role(one.party, said.role) for one in read(file))
    if len(names) > 1 and Said(role=said.role, kind=said.kind, country=said.country) != said:
        raise QuestionError(
            marked("Identifiers, places, births and owners are of one party."),
            fix=marked("Screen one name at a time, or write a file of firms."),
        )
    return tuple(declared(_texts(name, said), name) for name in names)


def books(snapshot: Snapshot, on: date) -> Books:
    """The lists that are loaded, and the decisions on file."""
    from karvan.engines.access.screening.ask import open_books

    return open_books(snapshot, karvan_home(), on)


def opened() -> Snapshot:
    """The warehouse with the packs in force."""
    from karvan.sources.packs import keep_in_force
    from karvan.store.snapshot import Store

    home = karvan_home()
    keep_in_force(home)
    return Store.open(home)


def as_json(value: Any) -> Any:
    """A JSON value; shares as plain text, so that no digit is lost."""
    from karvan.dossier.encode import plain

    return _plain_texts(plain(value))


def _plain_texts(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, dict):
        return {key: _plain_texts(one) for key, one in value.items()}
    return [_plain_texts(one) for one in value] if isinstance(value, list) else value


def _texts(name: str, said: Said) -> dict[str, str]:
    return {
        "name": name,
        "role": said.role,
        "kind": said.kind,
        "country": said.country,
        "identifiers": "; ".join(said.identifier),
        "place": said.place,
        "birth": said.birth,
        "owners": "; ".join(said.owner),
    }


def _with_role(party: Party, role: str) -> Party:
    """The file's own role stands; --role fills in where it says none."""
    if not role or party.role != "unknown":
        return party
    from dataclasses import replace

    from karvan.sources.firms import declared

    return replace(party, role=declared({"name": party.name, "role": role}, "--role").role)
