"""Looking after a warehouse: what is there, is it sound, may it go."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from karvan.errors import SnapshotCorrupt, SnapshotMissing, SnapshotPinned
from karvan.model.progress import Progress, silent
from karvan.store import layout
from karvan.store.lock import source_lock
from karvan.store.manifest import MANIFEST, Manifest, load
from karvan.store.write import sha256_of


@dataclass(frozen=True, slots=True)
class Damage:
    """A file that is missing or no longer what the manifest says."""

    source: str
    version: str
    file: str
    problem: str


@dataclass(frozen=True, slots=True)
class Held:
    """A snapshot in a warehouse folder."""

    manifest: Manifest
    folder: Path
    is_current: bool


def held(root: Path) -> Iterator[Held]:
    """Every complete snapshot under `root`.

    Raises SnapshotCorrupt at the first manifest that cannot be read; `verify_all` names them all.
    """
    for source, version, folder in _folders(root):
        yield Held(load(folder), folder, version == layout.current_version(root, source))


def verify_all(root: Path, progress: Progress = silent) -> tuple[int, list[Damage]]:
    """Number of snapshots under `root`, and every damage: of files and of manifests."""
    folders = list(_folders(root))
    damages: list[Damage] = []
    for done, (source, version, folder) in enumerate(folders):
        progress("verify", done, len(folders))
        try:
            damages += verify(Held(load(folder), folder, is_current=False))
        except SnapshotCorrupt:
            damages.append(Damage(source, version, MANIFEST, "cannot be read"))
    return len(folders), damages


def _folders(root: Path) -> Iterator[tuple[str, str, Path]]:
    base = root / "snapshots"
    for source in sorted(p.name for p in base.iterdir()) if base.is_dir() else []:
        for version in layout.versions_in(root, source):
            yield source, version, layout.version_folder(root, source, version)


def verify(snapshot: Held) -> list[Damage]:
    """Compare every file of a snapshot with its manifest."""
    manifest = snapshot.manifest
    found = []
    for entry in manifest.tables.values():
        path = snapshot.folder / entry.file
        if not path.is_file():
            found.append(Damage(manifest.source, manifest.version, entry.file, "missing"))
        elif sha256_of(path) != entry.sha256:
            found.append(Damage(manifest.source, manifest.version, entry.file, "sha256 differs"))
    return found


def record_plan(root: Path, plan_sha256: str, versions: Mapping[str, str]) -> None:
    """Remember which versions a plan was made from, so that they are not removed under it."""
    folder = root / "plans"
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"plan": plan_sha256, "snapshots": dict(sorted(versions.items()))}, indent=1) + "\n"
    layout.replace_text(folder / f"{plan_sha256}.json", text)


def forget_plan(root: Path, plan_sha256: str) -> bool:
    """Drop a plan's pins; say whether there were any."""
    path = root / "plans" / f"{plan_sha256}.json"
    existed = path.is_file()
    path.unlink(missing_ok=True)
    return existed


def plans_pinning(root: Path, source: str, version: str) -> list[str]:
    """Hashes of the recorded plans that need this version."""
    records = (
        json.loads(path.read_text(encoding="utf-8")) for path in sorted((root / "plans").glob("*.json"))
    )
    return [record["plan"] for record in records if record["snapshots"].get(source) == version]


def remove(root: Path, source: str, version: str) -> None:
    """Delete one version; if it was in force, the shipped bundle serves again.

    Raises SnapshotMissing, SnapshotPinned, StoreLocked.
    """
    folder = layout.version_folder(root, layout.checked_name(source), layout.checked_name(version))
    with source_lock(root, source):
        if not folder.is_dir():
            raise SnapshotMissing(
                "{source} has no version {version} here.",
                where=str(root),
                fix="karvan data list shows what is there; the shipped bundle cannot be removed.",
                source=source,
                version=version,
            )
        plans = plans_pinning(root, source, version)
        if plans:
            raise SnapshotPinned(
                "{count} recorded plan(s) still need {source} {version}, first {plan}.",
                fix="Keep it, or drop the record with --forget-plans if no one must replay them.",
                count=len(plans),
                source=source,
                version=version,
                plan=plans[0][:12],
            )
        if layout.current_version(root, source) == version:
            (layout.source_folder(root, source) / layout.CURRENT).unlink()
        shutil.rmtree(folder)
