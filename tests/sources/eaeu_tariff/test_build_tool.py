"""The tool that builds the schedule says what it read and what it could not."""

from __future__ import annotations

import runpy
from pathlib import Path

from tests.sources.eaeu_tariff.printing import chapter

from karvan.sources.eaeu_tariff import tariff_of
from karvan.sources.eaeu_tariff.extract import parsed

TOOL = runpy.run_path(str(Path(__file__).resolve().parents[3] / "tools" / "build_tariff.py"))


def test_it_counts_kinds_and_tells_what_is_unknown():
    page = chapter(
        [
            ("0101 21 000 0", "Лошади", "шт", "5{63С)}"),
            ("0101 29 000 0", "Ослы", "шт", "10"),
            ("0101 30 000 0", "Мулы", "шт", "0,4 евро за 1 кг"),
            ("0101 90 000 0", "Прочие", "шт", "как договорятся"),
        ]
    )
    assert TOOL["told"](tariff_of([("ru.01_2022.pdf", parsed(page))])) == [
        "4 lines; by status: {'known': 3, 'unreadable': 1}",
        "kinds of rate: {'Percent': 2, 'Specific': 1}",
        "simple mean of ad valorem lines: 7.5000 %",
        "lines with a footnote mark: 1",
        "ru.01_2022.pdf: page 1: the rate of 0101900000 cannot be read: «как договорятся»",
    ]


def test_the_same_chapters_give_the_same_bytes(tmp_path):
    page = chapter([("0101 21 000 0", "Лошади", "шт", "5{63С)}")])
    first, second = (tmp_path / name for name in ("first.parquet", "second.parquet"))
    for path in (first, second):
        TOOL["write"](tariff_of([("ru.01_2022.pdf", parsed(page))]), path)
    assert first.read_bytes() == second.read_bytes()


def test_a_wrong_folder_ends_with_the_error_s_status(tmp_path, capsys):
    assert TOOL["main"](tmp_path, tmp_path / "out.parquet") == 2
    assert "no chapter of the tariff" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
