"""`karvan data list|status|verify|remove`: looking after the warehouse."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from karvan.cli.app import LOADS
from karvan.cli.clock import day, today
from karvan.cli.home import karvan_home
from karvan.cli.load_job import FEED_THE_ESTIMATES, rederived
from karvan.cli.output import done, line, table, watched
from karvan.cli.words import marked
from karvan.store import warehouse
from karvan.store.manifest import Manifest
from karvan.store.snapshot import BUNDLE, Pinned, Store


def list_sources() -> None:
    """List the data in force: versions, rows, licences, and whom to credit."""
    home = karvan_home()
    pinned = Store.open(home).pinned
    absent = sorted(LOADS.keys() - pinned.keys())
    rows = [
        (
            one.manifest.source,
            one.manifest.version,
            _origin(one),
            one.manifest.rows,
            one.manifest.origin.licence,
        )
        for one in pinned.values()
    ]
    lines = table(("source", "version", "from", "rows", "licence"), rows)
    lines += ["", *(f"{one.manifest.source}: {one.manifest.origin.attribution}" for one in pinned.values())]
    lines += (
        ["", *(line(marked("{source}: not loaded."), source=source) for source in absent)] if absent else []
    )
    document = {
        "home": str(home),
        "sources": [_listed(one) for one in pinned.values()],
        "not_loaded": absent,
    }
    done(document, lines)


def status(*, as_of: str | None = None) -> None:
    """Show the age of each source against the rhythm its publisher keeps.

    Parameters
    ----------
    as_of
        The day to judge by; today when not given.
    """
    on = day(as_of)
    rows = ages(karvan_home(), on)
    keys = ("source", "dated", "dated_by", "age_days", "cadence_days", "status")
    done({"as_of": on.isoformat(), "sources": rows}, table(keys, _worded(rows)))


def _worded(rows: list[dict[str, object]]) -> list[list[object]]:
    """The rows with the status in the user's language."""
    return [[*list(row.values())[:-1], line(str(row["status"]))] for row in rows]


def ages(home: Path, on: date) -> list[dict[str, object]]:
    """Source, day, who gave the day, age, cadence and status of each source in force."""
    return [
        {
            "source": one.manifest.source,
            "dated": dated(one.manifest).isoformat(),
            "dated_by": "publisher" if one.manifest.published_on else "fetching",
            "age_days": one.manifest.age_days(on),
            "cadence_days": one.manifest.origin.cadence_days,
            "status": freshness(one.manifest, on),
        }
        for one in Store.open(home).pinned.values()
    ]


def verify() -> int:
    """Compare every file of every version with its checksum; exit status 1 when one is damaged."""
    with watched() as watch:
        checked = [warehouse.verify_all(root, watch.progress) for root in (BUNDLE, karvan_home())]
    count = sum(number for number, _ in checked)
    damages = [damage for _, found in checked for damage in found]
    document = {
        "snapshots": count,
        "damages": [
            {"source": one.source, "version": one.version, "file": one.file, "problem": one.problem}
            for one in damages
        ],
    }
    lines = [f"{one.source} {one.version} {one.file}: {one.problem}" for one in damages]
    if damages:
        lines.append(line(marked("Load the damaged sources again: karvan data load SOURCE.")))
    else:
        lines.append(line(marked("All {count} snapshots are as they were written."), count=count))
    done(document, lines)
    return 1 if damages else 0


def remove(source: str, version: str, /, *, forget_plans: bool = False) -> None:
    """Delete one version you loaded; if it was in force, the shipped data serve again.

    Parameters
    ----------
    source
        The source's name, as `karvan data list` shows it.
    version
        The version's name.
    forget_plans
        Also drop the records of plans that pin this version; they cannot be replayed any more.
    """
    home = karvan_home()
    forgotten = warehouse.plans_pinning(home, source, version) if forget_plans else []
    for plan in forgotten:
        warehouse.forget_plan(home, plan)
    contents = {one.manifest.content_sha256 for one in warehouse.held(home) if _is(one, source, version)}
    warehouse.remove(home, source, version)
    derived = _without_derived(home, source, contents)
    document = {"source": source, "version": version, "plans_forgotten": forgotten, "derived": derived}
    done(document, [line(marked("{source} {version} is removed."), source=source, version=version)])


def freshness(manifest: Manifest, on: date) -> str:
    """fresh, stale, or no cadence."""
    if manifest.origin.cadence_days is None:
        return marked("no cadence")
    return marked("stale") if manifest.is_stale(on) else marked("fresh")


def dated(manifest: Manifest) -> date:
    """The day a source's age is counted from: publication, or fetching when the publisher gives no day."""
    return manifest.published_on or manifest.fetched_on


def _without_derived(home: Path, source: str, contents: set[str]) -> list[str]:
    """Analysis tables must not outlive what they were made of; versions of those made anew."""
    if source not in FEED_THE_ESTIMATES:
        return []
    for one in list(warehouse.held(home)):
        if contents & set(one.manifest.inputs.values()):
            warehouse.remove(home, one.manifest.source, one.manifest.version)
    with watched() as watch:
        return [manifest.version for manifest in rederived(home, source, today(), watch)]


def _is(one: warehouse.Held, source: str, version: str) -> bool:
    return (one.manifest.source, one.manifest.version) == (source, version)


def _origin(one: Pinned) -> str:
    return "bundle" if one.folder.is_relative_to(BUNDLE) else "home"


def _listed(one: Pinned) -> dict[str, object]:
    manifest, origin = one.manifest, one.manifest.origin
    return {
        "source": manifest.source,
        "version": manifest.version,
        "from": _origin(one),
        "title": origin.title,
        "publisher": origin.publisher,
        "address": origin.address,
        "licence": origin.licence,
        "attribution": origin.attribution,
        "published_on": manifest.published_on.isoformat() if manifest.published_on else None,
        "fetched_on": manifest.fetched_on.isoformat(),
        "content_sha256": manifest.content_sha256,
        "rows": manifest.rows,
        "tables": {name: entry.rows for name, entry in manifest.tables.items()},
        "coverage": manifest.coverage,
        "notes": list(manifest.notes),
    }
