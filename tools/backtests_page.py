"""The page of back-tests: the records of docs/reference/backtests as tables, with what nothing beat."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

RECORDS = Path(__file__).resolve().parent.parent / "docs" / "reference" / "backtests"
DATA = (
    "the developers' copies of CEPII BACI: HS 2017 flows of 2024 and the HS 92 chapter history of 1995-2019"
)
COMMANDS = {
    "silent": "karvan backtest silent --pairs FILE --known-until {known_until} --score-year {score_year}",
    "unseen": "karvan backtest unseen --flows FILE --hidden {hidden}",
    "spread": "karvan backtest spread --flows FILE",
    "flows": "karvan backtest flows --flows FILE --pairs FILE",
}
LEARNED = "learned"
MARKET_MEASURES = ("auc", "average_precision", "precision_50")
HIDDEN = {
    "pairs": "Single pairs are hidden; the reverse flow stays visible.",
    "both_ways": "Pairs are hidden both ways, as when neither side reports.",
    "silent_blocks": "All pairs among a random quarter of the countries are hidden together.",
}
TITLES = {
    "silent": "Pairs that fall silent",
    "unseen": "Pairs never seen",
    "spread": "Chapters spread to subheadings",
    "flows": "Flows that came alive",
}


def page(note: str) -> str:
    """The whole page from the kept records."""
    records = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(RECORDS.glob("*.json"))}
    parts = ["# Back-tests", note, INTRODUCTION]
    for kind, made in (("silent", _silent), ("unseen", _unseen), ("spread", _spread), ("flows", _flows)):
        parts.append(f"## {TITLES[kind]}\n")
        for name, record in records.items():
            if name.split("-")[0] == kind:
                parts += [
                    f"`{COMMANDS[kind].format(**record)}`\n",
                    *made(record),
                    f"Record: `backtests/{name}.json`.\n",
                ]
    parts += ["## Shares of regions\n", REGION]
    return "\n".join(parts)


INTRODUCTION = f"""What the estimates are worth, measured on trade that was hidden from them; made from {DATA}.
Seeds are fixed: the same command gives the same record. A *median factor* of 1.5 means that half of the estimates are
within a factor of 1.5. The 80 % intervals should hold 80 % of the cases. A class by actual size is known only
afterwards: its small ones are estimated too high and its large ones too low, as any estimate that is right on average
must; classes by estimated size are what a reader of an estimate can rely on. A dash is a figure that could not be
tested.
"""
REGION = """`karvan backtest region FILE` scores the allocation on a country that publishes state exports. Such a table is the
user's own download; until one is run, every grade prints «not tested».
"""


def _silent(record: Mapping[str, Any]) -> list[str]:
    parts = {"all": record, **record["strata"], "real non-reporters together": record["non_reporters"]}
    rows = [
        (
            name,
            one["pairs"],
            one["median_factor"],
            one["baseline_median_factor"],
            _interval(one["lead"]),
            one["within_2x"],
            one["coverage_50"],
            one["coverage_80"],
            one["coverage_95"],
        )
        for name, one in parts.items()
    ]
    heads = (
        "pairs above 10 M USD",
        "pairs",
        "median factor",
        "last value x world",
        "ours / baseline (95 %)",
        "within 2x",
        "50 %",
        "80 %",
        "95 %",
    )
    equal = [name for name, one in parts.items() if one["beats_baseline"] is False]
    gone = record["censored"]
    return [
        *_table(heads, rows),
        f"Not shown to beat the baseline: {', '.join(equal) or 'none'}.\n",
        f"Chapter shares overlap with the true ones by {_cell(record['chapter_overlap'])}; last year's shares by "
        f"{_cell(record['chapter_overlap_last_year'])}: nothing we tried beats them by more than a hair.\n",
        f"{gone['cells']:,} cells were listed and are listed no longer: {_cell(gone['respected'])} of their estimates "
        f"respect the fifth place ({_cell(gone['respected_last'])} of last values). Shock years within: "
        f"{', '.join(map(str, record['shock_years'])) or 'none'}.\n",
    ]


def _unseen(record: Mapping[str, Any]) -> list[str]:
    parts = {"above 10 M USD": record, **record["strata"]}
    keys = ("pairs", "median_factor", "within_2x", "coverage_50", "coverage_80", "coverage_95")
    rows = [(name, *(one[key] for key in keys)) for name, one in parts.items()]
    astray = [
        f"«{name}»" for name, one in parts.items() if one["pairs"] and not 0.75 <= one["coverage_80"] <= 0.85
    ]
    return [
        f"{HIDDEN[record['hidden']]} {record['folds']} parts, one hidden after the other.\n",
        *_table(("class of pairs", "pairs", "median factor", "within 2x", "50 %", "80 %", "95 %"), rows),
        f"80 % intervals that hold fewer than 75 % or more than 85 %: {', '.join(astray) or 'none'}.\n",
    ]


def _spread(record: Mapping[str, Any]) -> list[str]:
    methods = list(record["all_pairs"]["mean"])
    parts = {"all": record["all_pairs"], "named pairs": record["named_pairs"], **record["by_size"]}
    rows = [(name, one["pairs"], *(one["mean"][method] for method in methods)) for name, one in parts.items()]
    leads = [(method, _interval(lead)) for method, lead in record["all_pairs"]["lead"].items()]
    return [
        *_table(("share overlap", "pairs", *methods), rows),
        *_table(("lead of the blend over", "difference (95 %)"), leads),
    ]


def _flows(record: Mapping[str, Any]) -> list[str]:
    measures = list(next(iter(record["mean"].values())))
    rows = [(score, *(one[name] for name in measures)) for score, one in record["mean"].items()]
    leads = [(score, *(_interval(one[name]) for name in measures)) for score, one in record["lead"].items()]
    excluded = sum(one["seen"]["excluded"] for one in record["markets"])
    seen = [(score, *(one[name] for name in measures)) for score, one in record["mean_seen"].items()]
    tenths = [(at + 1, *one.values()) for at, one in enumerate(record["calibration"])]
    return [
        f"{record['rule']}\n",
        f"Survivors hold {_cell(record['survivorship'])} of the first year's imports; {excluded:,} cells without a first "
        "year were excluded.\n",
        *_table(("mean over markets", *measures), rows),
        *_table(("lead of the learned score over (95 %)", *measures), leads),
        "With every pair seen in both years, where a change of reporting may pass for new trade:\n",
        *_table(("mean over all markets", *measures), seen),
        "The learned score is a chance. Cells by tenths of it, all markets with steady pairs together:\n",
        *_table(("tenth", "cells", "came alive", "chance said"), tenths),
        "By market; in the cells the learned score, then the best of the others and its name:\n",
        *_by_market(record, "steady"),
        f"{_beaten(record)}\n",
        f"Cells of {record['home']} as exporter alone, of all pairs seen in both years:\n",
        *_by_market(record, "home"),
    ]


def _by_market(record: Mapping[str, Any], part: str) -> list[str]:
    """A row a market; a market without a cell of the part says why."""
    rows = []
    for one in record["markets"]:
        mine = one[part]
        told = [_beside(mine["scores"], measure) for measure in MARKET_MEASURES]
        rows.append(
            (one["market"], mine["cells"], mine["came"], *(told if mine["cells"] else ["not tested"] * 3))
        )
    return _table(("market", "cells", "came alive", "AUC", "average precision", "precision at 50"), rows)


def _best(scores: Mapping[str, Any], measure: str) -> tuple[float, str]:
    """The best of the plain scores and its name; -1 without any."""
    return max((one[measure] or -1.0, name) for name, one in scores.items() if name != LEARNED)


def _beside(scores: Mapping[str, Any], measure: str) -> str:
    learned, (other, name) = scores[LEARNED][measure], _best(scores, measure)
    return "-" if learned is None else f"{learned:.3f} ({other:.3f} {name})"


def _beaten(record: Mapping[str, Any]) -> str:
    """Where a plain score does as well as the learned one."""
    found = [
        f"{one['market']} ({measure.replace('_', ' ')}: {_best(one['steady']['scores'], measure)[1]})"
        for one in record["markets"]
        for measure in MARKET_MEASURES
        if one["steady"]["cells"]
        and one["steady"]["scores"][LEARNED][measure] <= _best(one["steady"]["scores"], measure)[0]
    ]
    changed = [one["market"] for one in record["markets"] if one["reporting_changed"]]
    return (
        f"Where a plain score does as well: {', '.join(found) or 'nowhere'}. "
        f"Not tested, for their reporting changed between the years: {', '.join(changed) or 'none'}."
    )


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    lines = [f"| {' | '.join(heads)} |", f"| {' | '.join('---' for _ in heads)} |"]
    return [*lines, *(f"| {' | '.join(map(_cell, row))} |" for row in rows), ""]


def _interval(lead: Sequence[float | None] | None) -> str:
    if lead is None:
        return "-"
    return f"{_cell(lead[0])} ({_cell(lead[1])} to {_cell(lead[2])})"


def _cell(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, float):
        return f"{value:.3f}"
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)
