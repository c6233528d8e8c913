"""The main job behind `karvan plan`: read, ask, build, write, record. The portal's job will be the same."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from karvan import __version__
from karvan.cli.plan_files import Wanted, files
from karvan.dossier.build import build
from karvan.dossier.decode import document_of, question_of, versions_of
from karvan.dossier.encode import encode
from karvan.dossier.firm import Firm, firm_of
from karvan.dossier.name import Name
from karvan.dossier.pictures import picture_data
from karvan.dossier.plan import Announced, Plan
from karvan.dossier.question import announced_by, ask
from karvan.dossier.screened_build import screened_firm
from karvan.engines.programme import read_announcement
from karvan.errors import SnapshotMissing, UnreadableInput
from karvan.model.party import Party, Role
from karvan.model.progress import IsCancelled, Progress, never, silent
from karvan.sources.packs import keep_in_force
from karvan.store.layout import replace_bytes
from karvan.store.snapshot import BUNDLE, Snapshot, Store
from karvan.store.warehouse import record_plan


@dataclass(frozen=True, slots=True)
class Request:
    """What the user gave: a text, options, or both; options win over the text."""

    text: str | None
    region: str
    markets: tuple[str, ...]
    as_of: date
    on: date


@dataclass(frozen=True, slots=True)
class Made:
    """A plan and the snapshot it was made from."""

    plan: Plan
    snapshot: Snapshot


@dataclass(frozen=True, slots=True)
class Written:
    """A finished plan and the files it stands in."""

    plan: Plan
    files: tuple[Path, ...]


def make_plan(
    home: Path, request: Request, *, progress: Progress = silent, cancelled: IsCancelled = never
) -> Made:
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
    plan = build(snapshot, question, karvan_version=__version__, progress=progress, cancelled=cancelled)
    return Made(plan, snapshot)


def replay(
    home: Path, recorded: Path, *, progress: Progress = silent, cancelled: IsCancelled = never
) -> tuple[Made, bytes]:
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
    return Made(again, snapshot), before


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


def write_plan(
    home: Path,
    out: Path,
    made: Made,
    wanted: Wanted,
    *,
    pool: Executor | None = None,
    progress: Progress = silent,
    cancelled: IsCancelled = never,
) -> Written:
    """Write the plan's files and record which snapshots it pins.

    Raises FormatUnavailable for what this karvan cannot make, RenderError, Cancelled.
    """
    plan = made.plan
    out.mkdir(parents=True, exist_ok=True)
    data = picture_data(made.snapshot, plan) if wanted.has_pictures else None
    written = []
    encoded = encode(plan)
    parts = files(plan, wanted, data, encoded=encoded, pool=pool, progress=progress, cancelled=cancelled)
    for name, content in parts:
        replace_bytes(out / name, content)
        written.append(out / name)
    versions = {one.source: one.version for one in plan.snapshots}
    record_plan(home, hashlib.sha256(encoded).hexdigest(), versions)
    return Written(plan, tuple(written))


def firm_in(made: Made, name: str, products: Sequence[str]) -> Firm | None:
    """The firm whose dossier is wanted, screened; None without a name."""
    if not name:
        return None
    plan = made.plan
    party = Party((name,), role=Role.PRODUCER, kind="entity", country=plan.region.home)
    words = Name(name, name)
    return firm_of(plan, words, products, screened_firm(made.snapshot, plan.question, party, words))


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
