"""A pair that neither side reports: what its listed chapters were year by year, and the estimate of now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from karvan.dossier.picture_history import Bands, HistoryYear, ShownChapter, SilentHistory
from karvan.model.known import Known, Maybe, value_or_none
from karvan.reports.document import Column, Picture, Table, Text, Value
from karvan.reports.i18n import marked
from karvan.reports.pictures.axes import draw_up
from karvan.reports.pictures.ink import Ink, shortened
from karvan.reports.pictures.labels import Placed
from karvan.reports.pictures.legend import Entry, draw_legend, draw_notes, unknown_entry
from karvan.reports.pictures.palette import BANDS, BLUE, GREEN, INK, ORANGE, PURPLE, QUIET, REST, UNKNOWN
from karvan.reports.pictures.scales import Scale, steps
from karvan.reports.pictures.sheet import Row, Sheet

WIDTH = 700
_FRAME = (112.0, 34.0, 688.0, 330.0)
_COLOURS, _LETTERS = (BLUE, ORANGE, GREEN, PURPLE), 38
_ENDS = ("low_95_usd", "low_80_usd", "low_50_usd", "high_50_usd", "high_80_usd", "high_95_usd")


def history(pair: SilentHistory, at: int, ink: Ink) -> Picture:
    """Years of one silent pair (`at` its place in the data); years without a row are gaps with a question mark."""
    sheet = Sheet(WIDTH, 0, list(_figures(pair)))
    left, top, right, bottom = _FRAME
    most = max([*(value_or_none(one.total_usd) or 0.0 for one in pair.years), _most(pair.estimate)])
    ticks = steps(most)
    scale = Scale(0.0, ticks[-1], bottom, top)
    draw_up(sheet, ink, scale, ticks, _FRAME)
    # The estimate stands apart, with room for its amount beside it.
    wide = (right - left) / (len(pair.years) + 1.9)
    places = [*(left + wide * (number + 0.5) for number in range(len(pair.years))), right - wide * 0.6]
    _years(sheet, ink, pair, places)
    _gaps(sheet, pair, places, wide * 0.38)
    _bars(sheet, pair, places, (wide * 0.38, scale))
    _estimate(sheet, ink, pair.estimate, places[-1], (wide * 0.38, scale))
    below = draw_legend(sheet, ink, _entries(pair, ink), 374, 10, WIDTH - 10)
    draw_notes(sheet, ink, _notes(ink, pair), below)
    name = f"history-{pair.market.lower()}"
    title = ink.text(marked("Exports to %(market)s that neither side reports"), market=ink.name(pair.name))
    table = _table(name, title, pair, f"/histories/{at}", ink)
    return Picture(name, title, _alt(pair, ink), sheet.spec(), WIDTH, sheet.height, table)


def _figures(pair: SilentHistory) -> Iterator[Row]:
    for one in pair.years:
        parts = (*one.chapters_usd, one.rest_usd)
        shown = {f"part_{number}": value_or_none(part) for number, part in enumerate(parts)}
        yield {"year": one.year, "chapters": one.listed, "total_usd": value_or_none(one.total_usd), **shown}
    if pair.estimate is not None:
        found = pair.estimate
        yield {
            "year": found.year,
            "value_usd": found.value_usd,
            **{end: getattr(found, end) for end in _ENDS},
        }


def _most(found: Bands | None) -> float:
    return found.high_95_usd if found is not None else 0.0


def _years(sheet: Sheet, ink: Ink, pair: SilentHistory, places: Sequence[float]) -> None:
    left, top, _, bottom = _FRAME
    years = [one.year for one in pair.years]
    rows = [
        {"x": x, "y": bottom + 14, "text": ink.digits(year)}
        for x, year in zip(places, [*years, years[-1] + 1], strict=True)
    ]
    sheet.words("years", rows, align="center", fontSize=11, color=QUIET)
    said = ink.text(marked("Exports in current dollars, by Gregorian year"))
    sheet.words("title", [{"x": left, "y": top - 20, "text": said}], align="left")


def _bars(sheet: Sheet, pair: SilentHistory, places: Sequence[float], how: tuple[float, Scale]) -> None:
    half, scale = how
    rows = []
    for one, x in zip(pair.years, places, strict=False):
        height = 0.0
        for part, colour in zip(
            (*one.chapters_usd, one.rest_usd), (*_COLOURS[: len(pair.chapters)], REST), strict=True
        ):
            if isinstance(part, Known):
                ends = scale.at(height), scale.at(height + part.value)
                rows.append({"x": x - half, "x2": x + half, "y": ends[0], "y2": ends[1], "fill": colour})
                height += part.value
    sheet.add("chapters", {"type": "rect", "stroke": "#FFFFFF", "strokeWidth": 0.5}, rows)


def _gaps(sheet: Sheet, pair: SilentHistory, places: Sequence[float], half: float) -> None:
    _, _, _, bottom = _FRAME
    empty = [x for one, x in zip(pair.years, places, strict=False) if one.is_partial]
    if pair.estimate is None:
        empty.append(places[-1])
    boxes = [{"x": x - half, "x2": x + half, "y": bottom - 44, "y2": bottom} for x in empty]
    sheet.add("gaps", {"type": "rect", "color": UNKNOWN, "stroke": QUIET, "strokeDash": [3, 3]}, boxes)
    signs = [{"x": x, "y": bottom - 22, "text": "?"} for x in empty]
    sheet.words("gap-signs", signs, align="center", fontSize=16, fontWeight="bold")


def _estimate(sheet: Sheet, ink: Ink, found: Bands | None, x: float, how: tuple[float, Scale]) -> None:
    if found is None:
        return
    half, scale = how
    rows = [
        {
            "x": x - half,
            "x2": x + half,
            "y": scale.at(getattr(found, f"low_{level}_usd")),
            "y2": scale.at(getattr(found, f"high_{level}_usd")),
            "fill": colour,
        }
        for level, colour in zip((95, 80, 50), BANDS, strict=True)
    ]
    sheet.add("bands", {"type": "rect", "stroke": BLUE, "strokeWidth": 0.6}, rows)
    y = scale.at(found.value_usd)
    line = [{"x": x - half - 3, "x2": x + half + 3, "y": y, "y2": y}]
    sheet.add("central", {"type": "rule", "color": INK, "strokeWidth": 2.4}, line)
    beside = Placed(ink.usd(found.value_usd), x - half - 8, y, "right")
    sheet.rimmed("central-word", [beside], 11, fontWeight="bold")


def _entries(pair: SilentHistory, ink: Ink) -> list[Entry]:
    shown = [
        Entry(colour, _chapter(one, ink, _LETTERS))
        for one, colour in zip(pair.chapters, _COLOURS, strict=False)
    ]
    levels = zip((95, 80, 50), BANDS, strict=True)
    said = marked("estimate, %(level)s interval")
    return [
        *shown,
        Entry(REST, ink.text(marked("all other listed chapters"))),
        *(
            Entry(colour, ink.text(said, level=ink.percent(level / 100)), edge=BLUE)
            for level, colour in levels
        ),
        *([unknown_entry(ink.text(_GAP))] if any(one.is_partial for one in pair.years) else []),
    ]


_GAP = marked("not listed, or in part only: unknown, not zero")


def _chapter(one: ShownChapter, ink: Ink, most: int) -> str:
    """Key and label; a mixed key says that it holds headings of another chapter too."""
    mixed = f" ({ink.text(marked('mixed'))})" if one.is_mixed else ""
    return f"{one.hs2_key} {shortened(ink.name(one.label), most)}{mixed}"


def _notes(ink: Ink, pair: SilentHistory) -> list[str]:
    found = pair.estimate
    last = [one for one in pair.years if isinstance(one.total_usd, Known)][-1]
    lines = [
        ink.text(marked("Bars add up the listed chapters only: a lower bound of the year.")),
        ink.text(
            marked("Last listed year: %(year)s, %(total)s."),
            year=ink.digits(last.year),
            total=ink.known(last.total_usd, "usd"),
        ),
    ]
    if found is not None:
        said = marked("%(year)s, black line: %(value)s; %(level)s interval %(low)s to %(high)s (%(tested)s).")
        lines.append(ink.text(said, **_said(found, ink)))
    return lines


def _said(found: Bands, ink: Ink) -> dict[str, str]:
    return {
        "year": ink.digits(found.year),
        "value": ink.usd(found.value_usd),
        "low": ink.usd(found.low_80_usd),
        "high": ink.usd(found.high_80_usd),
        "level": ink.percent(0.8),
        "tested": ink.word(found.tested, "tested"),
    }


def _alt(pair: SilentHistory, ink: Ink) -> str:
    seen = [one for one in pair.years if isinstance(one.total_usd, Known)]
    lost = [ink.digits(one.year) for one in pair.years if one.is_partial]
    said = marked(
        "Bars of the listed exports to %(market)s by year and chapter; the last is %(year)s with %(total)s."
    )
    parts = [
        ink.text(
            said,
            market=ink.name(pair.name),
            year=ink.digits(seen[-1].year),
            total=ink.known(seen[-1].total_usd, "usd"),
        )
    ]
    if lost:
        parts.append(ink.text(marked("Unknown years: %(years)s."), years=ink.joined(lost)))
    if pair.estimate is not None:
        said = marked("The estimate of %(year)s is %(value)s, %(level)s interval %(low)s to %(high)s.")
        parts.append(ink.text(said, **_said(pair.estimate, ink)))
    return " ".join(parts)


def _table(name: str, title: str, pair: SilentHistory, path: str, ink: Ink) -> Table:
    chapters = [Column(f"chapter-{one.hs2_key}", _chapter(one, ink, 200), "usd") for one in pair.chapters]
    bands = [
        Column(
            end.removesuffix("_usd"),
            ink.text(_END_WORDS[end[:3]], level=ink.percent(int(end[-6:-4]) / 100)),
            "usd",
        )
        for end in _ENDS
    ]
    columns = (
        Column("year", ink.text(marked("Year")), "whole"),
        Column("total", ink.text(marked("Exports, listed or estimated")), "usd"),
        Column("listed", ink.text(marked("Listed chapters")), "whole"),
        *chapters,
        Column("rest", ink.text(marked("All other listed chapters")), "usd"),
        *bands,
    )
    rows = [_row(one, ink, f"{path}/years/{at}") for at, one in enumerate(pair.years)]
    if pair.estimate is not None:
        rows.append(_estimated(pair.estimate, len(pair.chapters), ink, f"{path}/estimate"))
    return Table(f"{name}-data", title, columns, tuple(rows))


_END_WORDS = {"low": marked("Estimate, low end (%(level)s)"), "hig": marked("Estimate, high end (%(level)s)")}
_NOTHING = Value((Text("–"),), None, "usd", "not_applicable")


def _row(one: HistoryYear, ink: Ink, path: str) -> tuple[Value, ...]:
    chapters: list[tuple[str, Maybe[float]]] = [
        (f"{path}/chapters_usd/{at}", value) for at, value in enumerate(one.chapters_usd)
    ]
    return (
        ink.of_year(one.year, ink.at(f"{path}/year")),
        ink.of_usd(one.total_usd, ink.at(f"{path}/total_usd")),
        ink.of_whole(one.listed, ink.at(f"{path}/listed")),
        *(ink.of_usd(value, ink.at(where)) for where, value in chapters),
        ink.of_usd(one.rest_usd, ink.at(f"{path}/rest_usd")),
        *([_NOTHING] * len(_ENDS)),
    )


def _estimated(found: Bands, chapters: int, ink: Ink, path: str) -> tuple[Value, ...]:
    return (
        ink.of_year(found.year, ink.at(f"{path}/year")),
        ink.of_usd(found.value_usd, ink.at(f"{path}/value_usd"), estimated=True),
        *([_NOTHING] * (chapters + 2)),
        *(ink.of_usd(getattr(found, end), ink.at(f"{path}/{end}"), estimated=True) for end in _ENDS),
    )
