"""`karvan backtest screening`: judged pairs in, figures out; what is no table of pairs is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from karvan.cli.backtest import rounded

PAIRS = """query,target,is_match
آذرآب,Azarab Industries,1
ماشین‌سازی اراک,Machine Sazi Arak,1
استان مرکزی,Bank Markazi,0
کاوه مرادی,Reza Karimi,0
"""


def test_the_record_and_the_file_it_is_kept_in(say, tmp_path: Path) -> None:
    pairs, kept = tmp_path / "pairs.csv", tmp_path / "record.json"
    pairs.write_text(PAIRS, encoding="utf-8")
    document = say("backtest", "screening", "--pairs", pairs, "--out", kept, "--json").document
    assert {name: document[name] for name in ("recall_at_1pct_fpr", "f1", "top5", "matches", "others")} == {
        "recall_at_1pct_fpr": 1.0,
        "f1": 1.0,
        "top5": 1.0,
        "matches": 2,
        "others": 2,
    }
    assert (document["method"], document["threshold"], document["list_names"]) == ("names/1", 0.5, 4133)
    assert json.loads(kept.read_text("utf-8")) == rounded(document)


def test_lines_for_people(say, tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.csv"
    pairs.write_text(PAIRS, encoding="utf-8-sig")
    assert say("backtest", "screening", "--pairs", pairs).out.splitlines() == [
        "2 matches and 2 non-matches; method names/1, threshold 0.5.",
        "Recall at 1 % false positives: 1.000",
        "At the threshold: recall 1.000, false positives 0.000, F1 1.000",
        "Among the best five of all targets: 1.000",
        "False alerts for each query on the loaded lists (4133 names): 0.000",
    ]


@pytest.mark.parametrize(
    ("raw", "code", "status"),
    [
        (b"", "UnreadableInput", 2),
        (b"query,target,is_match\n", "QuestionError", 2),
        (b"query,target,match\nA,B,1\n", "QuestionError", 2),
        (b"query,target,is_match\nA,B,yes\n", "QuestionError", 2),
        (b"query,target,is_match\nA,B,\n", "QuestionError", 2),
        (b"query,target,is_match\n ,B,1\n", "QuestionError", 2),
        (b"query,target,is_match\nA,B\n", "LayoutChanged", 3),
        (b"query,target,is_match\n\xd3\xd4,B,1\n", "UnreadableInput", 2),
        (b"x" * 50_000_001, "UnreadableInput", 2),
    ],
)
def test_no_table_of_pairs(say, tmp_path: Path, raw: bytes, code: str, status: int) -> None:
    pairs = tmp_path / "pairs.csv"
    pairs.write_bytes(raw)
    said = say("backtest", "screening", "--pairs", pairs, "--json")
    assert (said.status, said.error["code"]) == (status, code)
    assert said.error["where"].startswith(str(pairs))
    assert said.error["fix"]


def test_a_file_that_is_not_there(say, tmp_path: Path) -> None:
    said = say("backtest", "screening", "--pairs", tmp_path / "none.csv", "--json")
    assert (said.status, said.error["code"]) == (2, "UnreadableInput")
