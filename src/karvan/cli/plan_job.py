"""The main job behind `karvan plan`: read, ask, build, write, record. The portal's job will be the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from karvan import __version__
from karvan.dossier.build import build
from karvan.dossier.decode import document_of, question_of, versions_of
from karvan.dossier.encode import encode
from karvan.dossier.plan import Announced, Plan
from karvan.dossier.question import announced_by, ask
from karvan.engines.programme import read_announcement
from karvan.errors import FormatUnavailable, SnapshotMissing, UnreadableInput
from karvan.model.progress import IsCancelled, Progress, never, silent
from karvan.reports.html import render
from karvan.sources.packs import keep_in_force
from karvan.store.layout import replace_text
from karvan.store.snapshot import BUNDLE, Snapshot, Store
from karvan.store.warehouse import record_plan

LANGUAGES: tuple[Literal["fa", "en"], ...] = ("fa", "en")
FORMATS = ("html", "json")


@dataclass(frozen=True, slots=True)
class Request:
    """What the user gave: a text, options, or both; options win over the text."""

    text: str | None
    region: str
    markets: tuple[str, ...]
    as_of: date
    on: date


@dataclass(frozen=True, slots=True)
class Written:
    """A finished plan and the files it stands in."""

    plan: Plan
    files: tuple[Path, ...]


def make_plan(
    home: Path, request: Request, *, progress: Progress = silent, cancelled: IsCancelled = never
) -> Plan:
    """The plan for a request, from the data and packs in force.

    Raises the errors of reading, asking and building.
    """
    snapshot = open_store(home)
    announced, region, markets = _from_text(snapshot, request)
    question = ask(
        snapshot,
        as_of=request.as_of,
        on=request.on,
        announced=announced,
        region=request.region or region,
        markets=request.markets or markets,
    )
    return build(snapshot, question, karvan_version=__version__, progress=progress, cancelled=cancelled)


def replay(
    home: Path, recorded: Path, *, progress: Progress = silent, cancelled: IsCancelled = never
) -> tuple[Plan, bytes]:
    """The recorded plan made again from the very snapshots it names, and the bytes it was recorded in.

    Raises UnreadableInput, SnapshotMissing.
    """
    before = _bytes_of(recorded)
    document = document_of(before, str(recorded))
    wanted = versions_of(document)
    _packs_again(home, wanted)
    snapshot = Store.open(home, versions=wanted)
    # The recorded version stays in the file: a replay asks whether today's code still says the same.
    again = build(
        snapshot,
        question_of(document),
        karvan_version=document["karvan_version"],
        progress=progress,
        cancelled=cancelled,
    )
    return again, before


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as cause:
        raise UnreadableInput(
            "The recorded plan cannot be read: {cause}.",
            where=str(path),
            fix="Check the path; it is the plan.json that karvan plan wrote.",
            cause=cause.strerror or str(cause),
        ) from cause


def open_store(home: Path) -> Snapshot:
    """The data in force, after making sure the packs of today are loaded."""
    keep_in_force(home)
    return Store.open(home)


def write_plan(home: Path, out: Path, plan: Plan, formats: Iterable[str]) -> Written:
    """Write the plan's files and record which snapshots it pins.

    Raises FormatUnavailable for a format this karvan cannot make.
    """
    files = rendered(plan, tuple(formats))
    out.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        replace_text(out / name, text)
    versions = {one.source: one.version for one in plan.snapshots}
    record_plan(home, hashlib.sha256(encode(plan)).hexdigest(), versions)
    return Written(plan, tuple(out / name for name in files))


def rendered(plan: Plan, formats: Sequence[str]) -> Mapping[str, str]:
    """File name -> text for the wanted formats."""
    for wanted in formats:
        if wanted not in FORMATS:
            raise FormatUnavailable(
                "Format {wanted} cannot be made yet.",
                fix="Choose among {known}; pdf and xlsx come with the dossier.",
                wanted=wanted,
                known=", ".join(FORMATS),
            )
    files = {f"plan.{lang}.html": render(plan, lang) for lang in LANGUAGES if "html" in formats}
    return files | ({"plan.json": encode(plan).decode()} if "json" in formats else {})


def _from_text(snapshot: Snapshot, request: Request) -> tuple[Announced | None, str, tuple[str, ...]]:
    if request.text is None:
        return None, "", ()
    programme = read_announcement(snapshot, request.text)
    region = programme.region.code if programme.region else ""
    return announced_by(programme, request.text), region, tuple(programme.markets)


def _packs_again(home: Path, wanted: Mapping[str, str]) -> None:
    """A replay on another machine finds the shipped packs if they are still the recorded ones."""
    try:
        Store.open(home, versions={"packs": wanted["packs"]}, bundle=BUNDLE)
    except SnapshotMissing:
        keep_in_force(home)
