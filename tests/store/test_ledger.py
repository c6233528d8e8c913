"""An append-only file whose rows seal each other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from karvan.errors import LedgerBroken, StoreLocked
from karvan.store.ledger import START, append, read_ledger
from karvan.store.lock import source_lock

ROWS = ({"a": "یک"}, {"a": "دو"}, {"a": "سه"})


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "screening" / "decisions.jsonl"
    for row in ROWS:
        append(tmp_path, path, row)
    return path


def test_what_was_appended_is_read_in_order(ledger, tmp_path):
    found = read_ledger(ledger)
    assert found.rows == ROWS
    assert (len(set(found.seals)), found.head) == (3, found.seals[2])
    assert append(tmp_path, ledger, {"a": "چهار"}) == read_ledger(ledger).head


def test_no_file_is_an_empty_ledger(tmp_path):
    found = read_ledger(tmp_path / "none.jsonl")
    assert (found.rows, found.head) == ((), START)


def resealed(line: str) -> str:
    """The row altered, its own seal left as it was."""
    entry = json.loads(line)
    entry["row"]["a"] = "changed"
    return json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@pytest.mark.parametrize(
    ("spoil", "line"),
    [
        (lambda rows: [resealed(rows[0]), *rows[1:]], 1),
        (lambda rows: [*rows[:2], resealed(rows[2])], 3),
        (lambda rows: rows[1:], 1),
        (lambda rows: [rows[0], rows[2]], 2),
        (lambda rows: [rows[1], rows[0], rows[2]], 1),
        (lambda rows: [rows[0], rows[0], *rows[1:]], 2),
        (lambda rows: [rows[0], rows[1].replace('"row":', '"row": ', 1), rows[2]], 2),
        (lambda rows: [rows[0], "{}", rows[2]], 2),
        (lambda rows: [*rows, "not json"], 4),
    ],
)
def test_a_row_that_was_touched_is_told_with_its_line(ledger, spoil, line):
    rows = ledger.read_text("utf-8").splitlines()
    ledger.write_text("\n".join(spoil(rows)) + "\n", "utf-8")
    with pytest.raises(LedgerBroken) as told:
        read_ledger(ledger)
    assert told.value.where == f"{ledger}:{line}"


def test_a_row_cut_short_is_told(ledger):
    ledger.write_text(ledger.read_text("utf-8")[:-1], "utf-8")
    with pytest.raises(LedgerBroken):
        read_ledger(ledger)


def test_nothing_is_added_to_a_broken_chain(ledger, tmp_path):
    rows = ledger.read_text("utf-8").splitlines()
    before = "\n".join(rows[1:]) + "\n"
    ledger.write_text(before, "utf-8")
    with pytest.raises(LedgerBroken):
        append(tmp_path, ledger, {"a": "more"})
    assert ledger.read_text("utf-8") == before


def test_rows_cut_off_at_the_end_are_missed_by_who_noted_the_seal(ledger):
    noted = read_ledger(ledger).head
    rows = ledger.read_text("utf-8").splitlines()
    ledger.write_text("\n".join(rows[:2]) + "\n", "utf-8")
    assert noted not in read_ledger(ledger).seals


def test_two_do_not_write_at_once(ledger, tmp_path):
    with source_lock(tmp_path, "decisions"), pytest.raises(StoreLocked):
        append(tmp_path, ledger, {"a": "x"})
