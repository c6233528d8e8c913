"""One command from its words to its exit status."""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

from cyclopts.exceptions import CycloptsError

from karvan.cli import app as commands
from karvan.cli import session as sessions
from karvan.cli.complaint import Crash, complain, misused, refused
from karvan.errors import KarvanError

EXIT_INTERRUPTED = 130


def run(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; every failure becomes one paragraph on stderr."""
    words = list(sys.argv[1:] if argv is None else argv)
    session = sessions.from_surroundings(words)
    try:
        session, rest = sessions.split(words, session)
        with sessions.entered(session):
            return _called(rest, session)
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        return _reader_left()
    except KarvanError as error:
        return complain(error, session)
    except OSError as error:
        if error.filename is None:  # the answer itself found no room: nothing may be flushed at exit
            _reader_left()
        return complain(refused(error), session)
    except Exception as error:  # noqa: BLE001 - the outermost frame: what nobody expected is reported here
        return complain(Crash.of(error), session)


def _called(words: list[str], session: sessions.Session) -> int:
    try:
        command, bound = _parsed(words, session)
        status = command(*bound.args, **bound.kwargs)
        sys.stdout.flush()
    except SystemExit as ended:
        sys.stdout.flush()
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    return status if isinstance(status, int) else 0


def _parsed(words: list[str], session: sessions.Session) -> tuple[Callable[..., Any], inspect.BoundArguments]:
    app = commands.build()
    try:
        command, bound, _ = app.parse_args(
            words or ["--help"], print_error=False, exit_on_error=False, help_on_error=False
        )
    except CycloptsError as error:
        raise misused(error) from error
    if "json" in inspect.signature(command).parameters:
        bound.arguments["json"] = session.json
    return command, bound


def _reader_left() -> int:
    """`karvan ... | head` has seen enough; Python must not complain about it when it flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
