"""Why a market's potential is what it is: demand x supply x ease, each market a row, with the intervals known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from karvan.dossier.picture_markets import MarketFigures
from karvan.dossier.pictures import PictureData
from karvan.model.known import Known, Maybe, value_or_none
from karvan.reports.document import Column, Picture, Table, Value
from karvan.reports.i18n import marked
from karvan.reports.pictures.ink import Ink
from karvan.reports.pictures.legend import draw_notes
from karvan.reports.pictures.palette import BLUE, GREEN, INK, LINE, ORANGE, PURPLE, QUIET, UNKNOWN
from karvan.reports.pictures.sheet import Row, Sheet, quiet_words

WIDTH, _ROW, _HEAD = 700, 46, 58
_NAMES, _GAP, _LETTERS = 104, 16, 15


@dataclass(frozen=True, slots=True)
class _Panel:
    """One factor: the field, its ends (none: no interval is known), how it is written, and its words."""

    field: str
    low: str
    high: str
    how: str
    title: str
    under: str
    colour: str


_PANELS = (
    _Panel("demand_usd", "", "", "usd", marked("Demand"), marked("market's imports"), GREEN),
    _Panel(
        "supply_factor", "", "", "percent", marked("× supply"), marked("home's weighted world share"), ORANGE
    ),
    _Panel(
        "ease",
        "ease_low_80",
        "ease_high_80",
        "number",
        marked("× ease"),
        marked("of trade, %(level)s interval"),
        PURPLE,
    ),
    _Panel(
        "potential_usd",
        "low_usd",
        "high_usd",
        "usd",
        marked("= potential"),
        marked("range of sensitivity"),
        BLUE,
    ),
)


def decomposition(data: PictureData, ink: Ink) -> Picture:
    """Bars of the three factors and their product, market by market; each column has its own scale from zero."""
    sheet = Sheet(WIDTH, 0, [_figures(one) for one in data.markets])
    wide = (WIDTH - _NAMES - 10 - _GAP * len(_PANELS)) / len(_PANELS)
    for number, panel in enumerate(_PANELS):
        start = _NAMES + _GAP + number * (wide + _GAP)
        _panel(sheet, ink, panel, data.markets, (start, start + wide))
    names = [
        {"x": _x(ink, _NAMES), "y": _HEAD + _ROW * (at + 0.5) - 5 + 15 * line, "text": text}
        for at, one in enumerate(data.markets)
        for line, text in enumerate(wrap(ink.name(one.name), _LETTERS)[:2])
    ]
    sheet.words("names", names, align="left" if ink.is_rtl else "right", fontWeight="bold")
    draw_notes(sheet, ink, _notes(ink, data.markets), _HEAD + _ROW * len(data.markets) + 6)
    title = ink.text(marked("Demand, supply and ease behind each market's potential"))
    return Picture(
        "decomposition", title, _alt(data, ink), sheet.spec(), WIDTH, sheet.height, _table(title, data, ink)
    )


def _x(ink: Ink, x: float) -> float:
    """Rows are read from the right in Persian: the whole sheet is mirrored."""
    return WIDTH - x if ink.is_rtl else x


def _figures(one: MarketFigures) -> Row:
    names = [name for panel in _PANELS for name in (panel.field, panel.low, panel.high) if name]
    return {"market": one.market, **{name: value_or_none(getattr(one, name)) for name in names}}


def _panel(
    sheet: Sheet, ink: Ink, panel: _Panel, markets: Sequence[MarketFigures], edges: tuple[float, float]
) -> None:
    start, end = edges
    side = "right" if ink.is_rtl else "left"
    sheet.words(
        f"{panel.field}-title", [{"x": _x(ink, start), "y": 18, "text": ink.text(panel.title)}], align=side,
        fontWeight="bold", fontSize=13,
    )  # fmt: skip
    sheet.words(
        f"{panel.field}-under", [{"x": _x(ink, start), "y": 36, "text": ink.text(panel.under, level=ink.percent(0.8))}], align=side,
        **quiet_words(10),
    )  # fmt: skip
    most = (
        max((_known(one, panel.high) or _known(one, panel.field) or 0.0 for one in markets), default=0.0)
        or 1.0
    )
    bars, spans, unknown, words = [], [], [], []
    for at, one in enumerate(markets):
        y, value = _HEAD + _ROW * (at + 0.5), _known(one, panel.field)
        shown = ink.known(getattr(one, panel.field), panel.how)
        if value is None:
            unknown.append(_bar(ink, start, start + 14, y))
        else:
            bars.append({**_bar(ink, start, start + (end - start) * value / most, y), "fill": panel.colour})
            spans += list(_span(ink, one, panel, (start, (end - start) / most), y))
        words.append({"x": _x(ink, start + 3), "y": y + 14, "text": shown})
    sheet.add(f"{panel.field}-bars", {"type": "rect"}, bars)
    dashed = {"type": "rect", "color": UNKNOWN, "stroke": QUIET, "strokeDash": [2, 2]}
    sheet.add(f"{panel.field}-unknown", dashed, unknown)
    sheet.add(f"{panel.field}-spans", {"type": "rule", "color": INK, "strokeWidth": 1.4}, spans)
    sheet.words(f"{panel.field}-values", words, align=side, fontSize=11)
    line = [{"x": _x(ink, start), "x2": _x(ink, start), "y": _HEAD, "y2": _HEAD + _ROW * len(markets)}]
    sheet.add(f"{panel.field}-zero", {"type": "rule", "color": LINE}, line)


def _bar(ink: Ink, start: float, end: float, y: float) -> Row:
    return {"x": _x(ink, start), "x2": _x(ink, end), "y": y - 13, "y2": y + 3}


def _span(
    ink: Ink, one: MarketFigures, panel: _Panel, places: tuple[float, float], y: float
) -> Iterator[Row]:
    """A whisker with its two ends; nothing where the ends are not known."""
    low, high = _known(one, panel.low), _known(one, panel.high)
    if low is None or high is None:
        return
    start, pixels = places
    left, right = _x(ink, start + low * pixels), _x(ink, start + high * pixels)
    yield {"x": left, "x2": right, "y": y - 5, "y2": y - 5}
    for x in (left, right):
        yield {"x": x, "x2": x, "y": y - 9, "y2": y - 1}


def _known(one: MarketFigures, name: str) -> float | None:
    value: Maybe[float] | None = getattr(one, name) if name else None
    return value.value if isinstance(value, Known) else None


def _notes(ink: Ink, markets: Sequence[MarketFigures]) -> list[str]:
    ease = marked(
        "Ease 1: home sells as its share in the world lets expect. Each column has its own scale from 0."
    )
    said = [ink.text(ease)]
    if any(_known(one, "ease_low_80") is None for one in markets):
        said.append(ink.text(marked("No whisker at ease: the pair is observed, nothing was estimated.")))
    return said


def _alt(data: PictureData, ink: Ink) -> str:
    said = marked("%(market)s: demand %(demand)s, supply %(supply)s, ease %(ease)s, potential %(potential)s")
    parts = [
        ink.text(
            said,
            market=ink.name(one.name),
            demand=ink.known(one.demand_usd, "usd"),
            supply=ink.known(one.supply_factor, "percent"),
            ease=ink.known(one.ease, "number"),
            potential=ink.known(one.potential_usd, "usd"),
        )
        for one in data.markets
    ]
    return f"{ink.text(marked('Bars of the factors that make up the potential of each market.'))} {ink.joined(parts)}."


def _table(title: str, data: PictureData, ink: Ink) -> Table:
    columns = (
        Column("market", ink.text(marked("Market"))),
        Column("demand", ink.text(marked("Demand")), "usd"),
        Column("supply", ink.text(marked("Supply factor")), "percent"),
        Column("ease", ink.text(marked("Ease of trade")), "number"),
        Column("ease-low", ink.text(marked("Ease, low end (%(level)s)"), level=ink.percent(0.8)), "number"),
        Column("ease-high", ink.text(marked("Ease, high end (%(level)s)"), level=ink.percent(0.8)), "number"),
        Column("potential", ink.text(marked("Potential")), "usd"),
        Column("low", ink.text(marked("Range of sensitivity, from")), "usd"),
        Column("high", ink.text(marked("to")), "usd"),
    )
    rows = tuple(_row(one, ink, f"/markets/{at}") for at, one in enumerate(data.markets))
    return Table("decomposition-data", title, columns, rows)


def _row(one: MarketFigures, ink: Ink, path: str) -> tuple[Value, ...]:
    figures = [
        getattr(ink, f"of_{panel.how}")(
            getattr(one, name), ink.at(f"{path}/{name}"), estimated=name != "demand_usd"
        )
        for panel in _PANELS
        for name in (panel.field, panel.low, panel.high)
        if name
    ]
    return (ink.of_name(one.name, ink.at(f"{path}/name")), *figures)
