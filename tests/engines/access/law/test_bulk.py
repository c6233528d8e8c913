"""The bulk look-up says the same as the full answer, for every kind of trap of the invented law."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.engines.access.law.toy_law import toy_law

from karvan.engines.access.law import AccessQuestion, answer, duties, open_law_book

CODES = ("760612", "940360", "841311", "8413", "310210", "72142000", "25010091", "080810", "99")


@pytest.mark.parametrize("on", [date(2019, 6, 1), date(2025, 12, 31), date(2026, 6, 1)])
def test_bulk_equals_the_answer(tmp_path: Path, on: date) -> None:
    law = toy_law(tmp_path)
    known_on = date(2026, 6, 1)
    table = duties(law, CODES, ["KAZ"], hs_rev=2022, home="IRN", on=on, known_on=known_on)
    book = open_law_book(law, "IRN", "KAZ", on)
    for code in CODES:
        found = answer(book, AccessQuestion("IRN", "KAZ", code, 2022, on, known_on))
        levies = {
            (one.levy.kind, one.levy.measure, one.levy.status, one.levy.why, one.levy.low, one.levy.high)
            for branch in found.branches
            for one in branch.charges
            if one.levy.kind in ("mfn_duty", "preference")
        } or {("mfn_duty", "", "unknown", "not_loaded", "", "")}
        rows = table.filter(code=code).select("kind", "measure", "status", "why", "low", "high").rows()
        assert set(rows) == levies, code
