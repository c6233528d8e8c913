"""`karvan backtest region`: the user's download in, figures or «not tested» out."""

from __future__ import annotations

import json
from pathlib import Path

STATES = """year,region,hs6,value_usd,population
2021,North,040310,6000000,3000000
2021,South,040310,4000000,1000000
2022,North,040310,7500000,3100000
2022,South,040310,2500000,1000000
"""


def test_the_record_and_the_file_it_is_kept_in(say, tmp_path: Path) -> None:
    states, kept = tmp_path / "states.csv", tmp_path / "record.json"
    states.write_text(STATES, encoding="utf-8")
    document = say("backtest", "region", states, "--out", kept, "--json").document
    assert (document["score_year"], document["regions"], document["overlap"]) == (2022, 2, 0.85)
    assert document["grades"]["medium"] == "not tested"
    assert json.loads(kept.read_text("utf-8"))["overlap"] == 0.85


def test_lines_for_people(say, tmp_path: Path) -> None:
    states = tmp_path / "states.csv"
    states.write_text(STATES, encoding="utf-8")
    lines = say("backtest", "region", "--states", states).out.splitlines()
    assert lines[0] == "2 regions, 1 products, 2022 from 2021."
    assert [line.split()[0] for line in lines[2:6]] == ["exports", "registry", "stated", "fallback"]
    assert lines[3].split()[1:] == ["0", *["not", "tested"] * 3]


def test_a_table_of_another_kind_is_refused(say, tmp_path: Path) -> None:
    states = tmp_path / "states.csv"
    states.write_text(STATES.replace("value_usd", "value_eur"), encoding="utf-8")
    said = say("backtest", "region", states, "--json")
    assert (said.status, said.error["code"], said.error["where"]) == (2, "QuestionError", str(states))
