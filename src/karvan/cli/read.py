"""`karvan read`: an announcement becomes a draft programme."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from karvan.cli.home import karvan_home
from karvan.cli.output import done, line
from karvan.cli.plan_job import open_store
from karvan.cli.words import marked
from karvan.engines.programme import Programme, read_announcement, text_of_bytes
from karvan.engines.programme.announcement.source_text import LARGEST_BYTES, check_size
from karvan.errors import QuestionError, UnreadableInput


def read(source: Annotated[str, Parameter(allow_leading_hyphen=True)], /) -> None:
    """Read an announcement: region, markets, organisers and topics, with the words that show them.

    Parameters
    ----------
    source
        A .txt or .html file; - reads standard input.
    """
    text = text_of(source)
    programme = read_announcement(open_store(karvan_home()), text)
    done(programme.to_json(), _lines(programme))


def text_of(source: str) -> str:
    """The text of a file, or of standard input for -.

    Raises UnreadableInput when it is missing, empty, binary, too large or wrongly encoded.
    """
    if source == "-":
        # One byte more than an announcement may have tells that it is too large.
        return text_of_bytes(sys.stdin.buffer.read(LARGEST_BYTES + 1), marked("standard input"))
    if source.startswith("-"):
        raise QuestionError(
            marked("There is no option {name} here."), fix=marked("See karvan --help."), name=source
        )
    path = Path(source)
    try:
        check_size(path.stat().st_size, source)
        raw = path.read_bytes()
    except OSError as cause:
        raise UnreadableInput(
            marked("The announcement cannot be read: {cause}."),
            where=source,
            fix=marked("Check the path; karvan reads .txt and .html files, or - for standard input."),
            cause=cause.strerror or str(cause),
        ) from cause
    return text_of_bytes(raw, source)


def _lines(programme: Programme) -> list[str]:
    region = programme.region
    shown = [
        (marked("Region: {value}"), f"{region.name_en} {region.name_fa} ({region.code})" if region else ""),
        (marked("Home country: {value}"), programme.home or ""),
        (marked("Target markets: {value}"), ", ".join(programme.markets)),
        (marked("Event: {value}"), programme.title or ""),
        (marked("Organisers: {value}"), "; ".join(body.name for body in programme.organisers)),
        (marked("Partners: {value}"), "; ".join(body.name for body in programme.partners)),
        (marked("Sectors: {value}"), ", ".join(programme.sector_scope)),
        (marked("Topics: {value}"), ", ".join(programme.topics)),
        (marked("Why these markets: {value}"), programme.selection_reason or ""),
        (marked("Other editions: {value}"), " / ".join(programme.editions)),
    ]
    said = [line(words, value=value) for words, value in shown if value]
    return [*said, *(_gap(gap.field, gap.option) for gap in programme.missing)]


def _gap(field: str, option: str) -> str:
    if option:
        return line(marked("Not found: {field}; give it with {option}."), field=field, option=option)
    return line(marked("Not found: {field}."), field=field)
