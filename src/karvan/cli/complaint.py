"""Errors as people and machines read them: one paragraph, or one JSON object, on stderr."""

from __future__ import annotations

import json
import sys
import traceback

from cyclopts import exceptions
from cyclopts.argument import Argument

from karvan.cli.session import Session
from karvan.cli.words import catalogue, marked
from karvan.errors import KarvanError, QuestionError, RenderError, Unexpected


class Crash(Unexpected):
    """An exception that no part of karvan foresaw."""

    @classmethod
    def of(cls, cause: Exception) -> Crash:
        """The crash with its cause, and the line of karvan it came from."""
        crash = cls(
            marked("karvan made a mistake: {cause}."),
            where=_place(cause),
            fix=marked("Please report it, with the output of the same command and --debug."),
            cause=f"{type(cause).__name__}: {cause}",
        )
        crash.__cause__ = cause
        return crash


def refused(error: OSError) -> RenderError:
    """What the operating system would not do, as one of our own errors."""
    return RenderError(
        marked("The system refused: {cause}."),
        where=str(error.filename or marked("standard output")),
        fix=marked("Check that the folder exists, that you may write to it and that it has room."),
        cause=error.strerror or str(error),
    )


def misused(error: exceptions.CycloptsError) -> QuestionError:
    """What is wrong with the words of the command, as one of our own errors."""
    where = " ".join(error.command_chain or ())
    fix = marked("See karvan {command} --help.") if where else marked("See karvan --help.")
    match error:
        case exceptions.UnknownCommandError():
            problem, words = marked("There is no command {words} here."), _unused(error)
        case exceptions.UnusedCliTokensError():
            problem, words = marked("{words} is more than this command takes."), _unused(error)
        case exceptions.UnknownOptionError():
            problem, words = marked("There is no option {words} here."), str(error.token.keyword)
        case exceptions.MissingArgumentError() if error.argument is not None:
            problem, words = marked("{words} is needed."), _name(error.argument)
        case exceptions.CoercionError() if error.argument is not None:
            problem, words = (
                marked("{words} cannot be understood."),
                f"{_name(error.argument)} {_given(error)}",
            )
        case _:
            problem, words = marked("The command is not understood: {words}"), _plain(error)
    return QuestionError(problem, fix=fix, words=words, command=where)


def _unused(error: exceptions.CycloptsError) -> str:
    return " ".join(error.unused_tokens or ())


def _given(error: exceptions.CoercionError) -> str:
    return "" if error.token is None else error.token.value


def _name(argument: Argument) -> str:
    """How the help page calls it: --option, or the place of a word."""
    return argument.names[0] if argument.names else argument.field_info.name.upper()


def complain(error: KarvanError, session: Session) -> int:
    """Say what happened, where and what to do; return the exit status."""
    if session.debug:
        traceback.print_exception(error)
    text = error_json(error, session.lang) if session.json else error.text(catalogue(session.lang))
    print(text if session.json else f"karvan: {_one_paragraph(text)}", file=sys.stderr)
    return error.exit_code


def error_json(error: KarvanError, lang: str) -> str:
    """One line of JSON: {"error": {code, message, where, fix, exit_code}}."""
    words = catalogue(lang)
    told = {
        "code": "Unexpected" if isinstance(error, Crash) else error.code,
        "message": _filled(words.get(error.message, error.message), error),
        "where": error.where,
        "fix": _filled(words.get(error.fix, error.fix), error),
        "exit_code": error.exit_code,
    }
    return json.dumps({"error": told}, ensure_ascii=False)


def _filled(template: str, error: KarvanError) -> str:
    return template.format(**error.facts) if error.facts else template


def _one_paragraph(text: str) -> str:
    return " ".join(text.split())


def _place(cause: Exception) -> str:
    frames = traceback.extract_tb(cause.__traceback__)
    ours = [frame for frame in frames if "karvan" in frame.filename]
    last = (ours or frames)[-1:]
    return "".join(f"{frame.filename}:{frame.lineno}" for frame in last)


def _plain(error: exceptions.CycloptsError) -> str:
    return " ".join(str(error).split())
