"""`karvan pack test`: ask the loaded law every case of the packs, and compare whole answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from karvan.cli.clock import today
from karvan.cli.home import karvan_home, packs_folder
from karvan.cli.output import done, line
from karvan.cli.words import marked

if TYPE_CHECKING:
    from karvan.engines.access.law import AccessAnswer, AccessQuestion
    from karvan.sources.packs.cases import Case
    from karvan.store.snapshot import Snapshot


def test(*paths: Path) -> None:
    """Run the law cases of packs: each answer must equal what was worked out from the cited text.

    Parameters
    ----------
    paths
        Folders of packs. Without any: the shipped packs with your own in their place.
    """
    from karvan.errors import PackError
    from karvan.sources import packs
    from karvan.sources.packs.cases import read_cases
    from karvan.store.snapshot import Store

    home = karvan_home()
    packs.keep_in_force(home)
    roots = list(paths) or [root for root in (packs.SHIPPED, packs_folder(home)) if root.is_dir()]
    faults: list[PackError] = []
    cases = read_cases(roots, faults.append)
    if faults:
        raise faults[0]
    snapshot = Store.open(home)
    found = [{"file": case.file, "line": case.line, "pack": case.pack, "case": case.id, **difference}
             for case, answered in answers(cases, snapshot, today())
             for difference in differences(case, answered)]  # fmt: skip
    lines = [_told(one) for one in found]
    failed = len({(one["file"], one["case"]) for one in found})
    ending = line(marked("{cases} cases, {failed} not as expected."), cases=len(cases), failed=failed)
    done({"cases": len(cases), "failed": failed, "differences": found}, [*lines, ending])
    if found:
        raise SystemExit(1)


def answers(cases: Iterable[Case], snapshot: Snapshot, today_: date) -> Iterator[tuple[Case, AccessAnswer]]:
    """Each case with its answer; the law of two countries is read once. `today_`: known_on where none is given."""
    from karvan.engines.access.law import answer, open_law_book

    book = cache(partial(open_law_book, snapshot))
    for case in cases:
        question = _question(case, today_)
        yield case, answer(book(question.home, question.market, question.known_on), question)


def differences(case: Case, answered: AccessAnswer) -> Iterator[dict[str, Any]]:
    """What a case expects and the answer does not say: {key, expected, found}."""
    from karvan.engines.access.law.said import said

    told = said(answered)
    for key, expected in case.expect.items():
        if expected != told[key]:
            yield {"key": key, "expected": expected, "found": told[key]}


def _question(case: Case, today_: date) -> AccessQuestion:
    from karvan.engines.access.law import AccessQuestion, Consignment

    ask = case.ask
    quantities = {
        unit: Decimal(ask[key]) for key, unit in (("weight_kg", "kg"), ("pieces", "pc")) if key in ask
    }
    return AccessQuestion(
        home=ask["from"],
        market=ask["to"],
        code=ask["product"],
        hs_rev=ask["hs_rev"],
        on=ask["on"],
        known_on=ask.get("known_on", today_),
        consignment=Consignment(_money(ask.get("value")), quantities),
        allow_stale=ask.get("allow_stale", False),
    )


def _money(text: str | None) -> Any:
    from karvan.cli.amounts import read_money

    return None if text is None else read_money(text)


def _told(one: dict[str, Any]) -> str:
    place = f"{one['file']}:{one['line']}"
    return line(
        marked("{place}: {case}: {key}: expected {expected}, found {found}"),
        place=place,
        **{key: one[key] for key in ("case", "key", "expected", "found")},
    )
