"""What every command takes besides its own options: --json, --debug, --lang, --log-json."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace

from karvan.cli.words import marked
from karvan.errors import QuestionError

LANGUAGES = ("fa", "en")
_VALUES = frozenset({"--lang", "--log-json"})


@dataclass(frozen=True, slots=True)
class Session:
    """How this command talks: `log_json` is a file's path, - for stderr, empty for no log."""

    json: bool = False
    debug: bool = False
    lang: str = "en"
    log_json: str = ""


_DEFAULT = Session()
_CURRENT: ContextVar[Session] = ContextVar("karvan_session", default=_DEFAULT)


def current() -> Session:
    """The session of the command that is running."""
    return _CURRENT.get()


@contextmanager
def entered(session: Session) -> Iterator[Session]:
    """Let `session` be the current one inside the block."""
    token = _CURRENT.set(session)
    try:
        yield session
    finally:
        _CURRENT.reset(token)


def from_surroundings(argv: Sequence[str], environ: Mapping[str, str] = os.environ) -> Session:
    """The session before the options are read, so that an error in the options themselves is well told."""
    return Session(json="--json" in argv, debug="--debug" in argv, lang=language(environ))


def language(environ: Mapping[str, str] = os.environ) -> str:
    """fa when the locale is Persian, else en; the order of the variables is that of POSIX."""
    named = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    return "fa" if named.lower().startswith("fa") else "en"


def split(argv: Sequence[str], session: Session) -> tuple[Session, list[str]]:
    """The session as the options say, and the words that are left for the command.

    The options may stand before or after the command, up to a lone `--`. Raises QuestionError.
    """
    rest: list[str] = []
    words = iter(argv)
    for word in words:
        name, _, value = word.partition("=")
        if word == "--":
            return session, [*rest, word, *words]
        if word == "--json":
            session = replace(session, json=True)
        elif word == "--debug":
            session = replace(session, debug=True)
        elif name in _VALUES:
            session = _with_value(session, name, value if "=" in word else next(words, ""))
        else:
            rest.append(word)
    return session, rest


def _with_value(session: Session, name: str, value: str) -> Session:
    if not value:
        raise QuestionError(
            marked("Option {name} needs a value."),
            fix=marked("See karvan --help."),
            name=name,
        )
    if name == "--lang" and value not in LANGUAGES:
        raise QuestionError(
            marked("karvan does not speak {value}."),
            where="--lang",
            fix=marked("Choose fa or en."),
            value=value,
        )
    return replace(session, lang=value) if name == "--lang" else replace(session, log_json=value)
