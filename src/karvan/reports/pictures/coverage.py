"""How well the law is known: facts by country, topic and standing, the more the darker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from karvan.dossier.plan import Plan
from karvan.model.territory import country_name
from karvan.reports.document import Column, Picture, Table, Value
from karvan.reports.i18n import marked
from karvan.reports.pictures.ink import Ink, shortened
from karvan.reports.pictures.legend import Entry, draw_legend, draw_notes
from karvan.reports.pictures.palette import (
    BLACK,
    BLUE,
    LINE,
    ORANGE,
    QUIET,
    REST,
    SKY,
    VERMILION,
    WHITE,
    paler,
    words_on,
)  # fmt: skip
from karvan.reports.pictures.sheet import Row, Sheet

# Country, topic, and facts verified, of a single source, in conflict, unknown, stale.
CoverageRow: TypeAlias = tuple[str, str, int, int, int, int, int]
STANDINGS = ("verified", "single_source", "conflict", "unknown", "stale")
WIDTH, _ABREAST = 700, 4
_NAMES, _TILE, _ROW, _GAP, _HEAD = 148, 25.0, 24.0, 11.0, 30.0
_COLOURS = (BLUE, SKY, VERMILION, REST, ORANGE)
_STEPS = ((10, 1.0), (3, 0.7), (1, 0.4))
_TITLES = {
    "verified": marked("verified"),
    "single_source": marked("single source"),
    "conflict": marked("conflict"),
    "unknown": marked("unknown"),
    "stale": marked("stale"),
}


def plan_coverage(plan: Plan) -> tuple[tuple[CoverageRow, ...], tuple[str, ...]]:
    """The rows of a plan, and where each stands in its JSON."""
    rows: list[CoverageRow] = []
    paths = []
    for at, market in enumerate(plan.markets):
        for number, one in enumerate(market.law.coverage):
            counts = (one.verified, one.single_source, one.conflict, one.unknown, one.stale)
            rows.append((market.market, one.topic, *counts))
            paths.append(f"/markets/{at}/law/coverage/{number}")
    return tuple(rows), tuple(paths)


def coverage_map(rows: Sequence[CoverageRow], ink: Ink, paths: Sequence[str] = ()) -> Picture:
    """Tiles of `rows`, four countries abreast; `paths`: the pointer of each row, if it has one."""
    countries = list(dict.fromkeys(row[0] for row in rows))
    topics = list(dict.fromkeys(row[1] for row in rows))
    blocks = [countries[at : at + _ABREAST] for at in range(0, len(countries), _ABREAST)]
    tall = _HEAD + _ROW * len(topics) + 14
    sheet = Sheet(WIDTH, 0, [_figures(row) for row in rows])
    counts: _Counts = {(row[0], row[1]): row[2:] for row in rows}
    for number, block in enumerate(blocks):
        _block(sheet, ink, f"block-{number}", (block, topics, counts), tall * number)
    below = draw_legend(
        sheet,
        ink,
        [Entry(colour, ink.text(_TITLES[one])) for one, colour in zip(STANDINGS, _COLOURS, strict=True)],
        tall * len(blocks) + 6,
        10,
        WIDTH - 10,
    )
    said = ink.text(
        marked("Columns in this order. Each number counts facts; the more facts, the darker the tile.")
    )
    draw_notes(sheet, ink, [said], below)
    title = ink.text(marked("How well the law is known, by country and topic"))
    return Picture(
        "coverage", title, _alt(rows, ink), sheet.spec(), WIDTH, sheet.height, _table(title, rows, paths, ink)
    )


def _figures(row: CoverageRow) -> Row:
    return {"country": row[0], "topic": row[1], **dict(zip(STANDINGS, row[2:], strict=True))}


_Counts: TypeAlias = dict[tuple[str, str], tuple[int, ...]]
_Block: TypeAlias = tuple[Sequence[str], Sequence[str], _Counts]


def _block(sheet: Sheet, ink: Ink, name: str, what: _Block, top: float) -> None:
    countries, topics, counts = what
    wide = _TILE * len(STANDINGS) + _GAP
    start = _NAMES + 10
    side = "right" if ink.is_rtl else "left"
    titles = [
        {"x": _x(ink, start + wide * at), "y": top + 15, "text": shortened(country_name(code, ink.lang), 20)}
        for at, code in enumerate(countries)
    ]
    sheet.words(f"{name}-countries", titles, align=side, fontWeight="bold")
    names = [
        {"x": _x(ink, _NAMES), "y": top + _HEAD + _ROW * (at + 0.5), "text": ink.word(one, "topic_of_law")}
        for at, one in enumerate(topics)
    ]
    sheet.words(f"{name}-topics", names, align="left" if ink.is_rtl else "right")
    tiles = list(_tiles(ink, countries, topics, counts, top))
    sheet.add(f"{name}-tiles", {"type": "rect", "strokeWidth": 0.8}, [tile for tile, _ in tiles])
    for colour in (BLACK, WHITE, QUIET):
        words = [word for _, word in tiles if word["ink"] == colour]
        plain = [{key: value for key, value in word.items() if key != "ink"} for word in words]
        sheet.words(f"{name}-counts-{colour[1:]}", plain, align="center", fontSize=11, color=colour)


def _tiles(
    ink: Ink,
    countries: Sequence[str],
    topics: Sequence[str],
    counts: _Counts,
    top: float,
) -> Iterator[tuple[Row, Row]]:
    wide = _TILE * len(STANDINGS) + _GAP
    for across, country in enumerate(countries):
        for down, topic in enumerate(topics):
            found = counts.get((country, topic))
            for number in range(len(STANDINGS)):
                x = _NAMES + 10 + wide * across + _TILE * number
                y = top + _HEAD + _ROW * down
                count = found[number] if found is not None else None
                fill = _fill(count, _COLOURS[number])
                tile = {
                    "x": _x(ink, x),
                    "x2": _x(ink, x + _TILE - 2),
                    "y": y,
                    "y2": y + _ROW - 2,
                    "fill": fill,
                }
                middle = {"x": _x(ink, x + _TILE / 2 - 1), "y": y + _ROW / 2 - 1}
                shown = "?" if count is None else ink.whole(count)
                yield (
                    {**tile, "stroke": LINE},
                    {**middle, "text": shown, "ink": words_on(fill) if count else QUIET},
                )


def _fill(count: int | None, colour: str) -> str:
    if not count:
        return WHITE
    return paler(colour, next(part for least, part in _STEPS if count >= least))


def _x(ink: Ink, x: float) -> float:
    return WIDTH - x if ink.is_rtl else x


def _alt(rows: Sequence[CoverageRow], ink: Ink) -> str:
    said = marked(
        "%(country)s: %(verified)s verified, %(single)s of a single source, %(conflict)s in conflict, %(unknown)s unknown, %(stale)s stale"
    )
    parts = []
    for country in dict.fromkeys(row[0] for row in rows):
        sums = [sum(column) for column in zip(*(row[2:] for row in rows if row[0] == country), strict=True)]
        facts = dict(
            zip(("verified", "single", "conflict", "unknown", "stale"), map(ink.whole, sums), strict=True)
        )
        parts.append(ink.text(said, country=country_name(country, ink.lang), **facts))
    head = ink.text(marked("Table of tiles that counts the facts of law by country, topic and standing."))
    return f"{head} {ink.joined(parts)}."


def _table(title: str, rows: Sequence[CoverageRow], paths: Sequence[str], ink: Ink) -> Table:
    columns = (
        Column("country", ink.text(marked("Country"))),
        Column("topic", ink.text(marked("Topic"))),
        *(Column(one, ink.text(_TITLES[one]), "whole", is_summed=True) for one in STANDINGS),
    )
    found = [_row(row, paths[at] if paths else "", ink) for at, row in enumerate(rows)]
    return Table("coverage-data", title, columns, tuple(found))


def _row(row: CoverageRow, path: str, ink: Ink) -> tuple[Value, ...]:
    def where(name: str) -> str:
        return f"{path}/{name}" if path else ""

    return (
        ink.of_text(country_name(row[0], ink.lang)),
        ink.of_text(ink.word(row[1], "topic_of_law"), where("topic")),
        *(ink.of_whole(count, where(name)) for name, count in zip(STANDINGS, row[2:], strict=True)),
    )
