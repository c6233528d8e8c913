"""One market's lines: how much it buys, how much home sells to the world, and how much of the potential is used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from karvan.dossier.picture_markets import LineFigures, MarketFigures
from karvan.model.known import Known, Unknown, value_or_none
from karvan.reports.document import Column, Picture, Table, Value
from karvan.reports.i18n import marked
from karvan.reports.pictures.axes import draw_across, draw_up
from karvan.reports.pictures.ink import Ink, shortened
from karvan.reports.pictures.labels import Box, Wish, place
from karvan.reports.pictures.legend import Entry, draw_legend, draw_notes, unknown_entry
from karvan.reports.pictures.palette import INK, QUIET, UNKNOWN, VIRIDIS
from karvan.reports.pictures.scales import Scale, area, decades, radius
from karvan.reports.pictures.sheet import Row, Sheet

WIDTH = 700
_FRAME = (112.0, 34.0, 688.0, 410.0)
_DISC, _LEAST, _UNKNOWN = 30.0, 2.5, 5.0  # radii in pixels
_FLOOR, _NAMED, _LETTERS = 1e4, 14, 30


def opportunity(market: MarketFigures, at: int, ink: Ink) -> Picture:
    """Lines of one market (`at` its place in the data) as discs; stopped lines are left out, and said to be."""
    lines = [(number, one) for number, one in enumerate(market.lines) if not one.is_stopped]
    shown = [one for _, one in lines if _is_placed(one)]
    sheet = Sheet(WIDTH, 0, [_figures(one) for _, one in lines])
    left, top, right, bottom = _FRAME
    across = _scale([one.demand_usd for one in shown], left, right)
    up = _scale([one.supply_usd for one in shown], bottom, top)
    draw_across(sheet, ink, across, decades(across.low, across.high), _FRAME)
    draw_up(sheet, ink, up, decades(up.low, up.high), _FRAME)
    _titles(sheet, ink)
    _discs(sheet, ink, shown, across, up)
    below = draw_legend(sheet, ink, _entries(ink, shown), 470, 10, WIDTH - 10)
    draw_notes(sheet, ink, _notes(ink, market, [one for _, one in lines]), below)
    title = ink.text(marked("Opportunities in %(market)s"), market=ink.name(market.name))
    name = f"opportunity-{market.market.lower()}"
    table = _table(name, title, [(f"/markets/{at}/lines/{number}", one) for number, one in lines], ink)
    return Picture(name, title, _alt(market, shown, ink), sheet.spec(), WIDTH, sheet.height, table)


def _is_placed(one: LineFigures) -> bool:
    return all(
        isinstance(value, Known) and value.value >= _FLOOR for value in (one.demand_usd, one.supply_usd)
    )


def _figures(one: LineFigures) -> Row:
    return {
        "product": one.product,
        "demand_usd": value_or_none(one.demand_usd),
        "supply_usd": value_or_none(one.supply_usd),
        "potential_usd": value_or_none(one.potential_usd),
        "realised_share": value_or_none(one.realised_share),
    }


def _scale(values: Sequence[object], start: float, end: float) -> Scale:
    known = [one.value for one in values if isinstance(one, Known)] or [_FLOOR]
    enclosing = decades(min(known), max(known))
    return Scale(enclosing[0], enclosing[-1], start, end, is_log=True)


def _titles(sheet: Sheet, ink: Ink) -> None:
    left, top, right, bottom = _FRAME
    said = ink.text(marked("Across: what the market imports of these subheadings (each step is tenfold)"))
    sheet.words("x-title", [{"x": (left + right) / 2, "y": bottom + 34, "text": said}], align="center")
    said = ink.text(marked("Upwards: what home exports of them to the world"))
    sheet.words("y-title", [{"x": left, "y": top - 20, "text": said}], align="left")


def _discs(sheet: Sheet, ink: Ink, lines: Sequence[LineFigures], across: Scale, up: Scale) -> None:
    largest = max((value_or_none(one.potential_usd) or 0.0 for one in lines), default=0.0)
    order = sorted(lines, key=lambda one: -(value_or_none(one.potential_usd) or 0.0))
    rows = [_disc(one, across, up, largest) for one in order]
    plain = {"type": "circle", "stroke": INK, "strokeWidth": 0.8, "opacity": 0.92}
    sheet.add("discs", plain, [row for row in rows if row["fill"] != UNKNOWN])
    sheet.add(
        "unknown",
        {**plain, "stroke": QUIET, "strokeDash": [2, 2]},
        [row for row in rows if row["fill"] == UNKNOWN],
    )
    wishes = [
        Wish(shortened(ink.name(one.name), _LETTERS), row["x"], row["y"], (row["size"] / 3.1416) ** 0.5)
        for one, row in zip(order[:_NAMED], rows, strict=False)
    ]
    taken: list[Box] = [
        (row["x"] - part, row["y"] - part, row["x"] + part, row["y"] + part)
        for row in rows
        for part in (0.7 * (row["size"] / 3.1416) ** 0.5,)
    ]
    sheet.rimmed("names", place(wishes, 11, _FRAME, taken), 11)


def _disc(one: LineFigures, across: Scale, up: Scale, largest: float) -> Row:
    share = value_or_none(one.realised_share)
    least = _UNKNOWN if share is None else _LEAST
    pixels = max(radius(value_or_none(one.potential_usd) or 0.0, largest, _DISC), least)
    return {
        "x": across.at(value_or_none(one.demand_usd) or 0.0),
        "y": up.at(value_or_none(one.supply_usd) or 0.0),
        "size": area(pixels),
        "fill": UNKNOWN if share is None else _colour(share),
    }


def _colour(share: float) -> str:
    return VIRIDIS[min(int(share * len(VIRIDIS)), len(VIRIDIS) - 1)]


def _entries(ink: Ink, lines: Sequence[LineFigures]) -> list[Entry]:
    said = marked("%(low)s to %(high)s realised")
    step = 1 / len(VIRIDIS)
    found = [
        Entry(
            colour,
            ink.text(said, low=ink.percent(step * number), high=ink.percent(step * (number + 1))),
        )
        for number, colour in enumerate(VIRIDIS)
    ]
    if any(isinstance(one.realised_share, Unknown) for one in lines):
        found.append(unknown_entry(ink.text(marked("unknown"))))
    return found


def _notes(ink: Ink, market: MarketFigures, lines: Sequence[LineFigures]) -> list[str]:
    said = [ink.text(marked("The area of a disc is the potential."))]
    if isinstance(market.ease_low_80, Known):
        said.append(
            ink.text(marked("Trade with this market is estimated, not observed; so is the realised share."))
        )
    lost = sum(not _is_placed(one) for one in lines)
    if lost:
        more = marked("In the table only, as unknown or under %(floor)s: %(count)s.")
        said.append(ink.text(more, floor=ink.usd(_FLOOR), count=ink.whole(lost)))
    return said


def _alt(market: MarketFigures, lines: Sequence[LineFigures], ink: Ink) -> str:
    best = sorted(lines, key=lambda one: -(value_or_none(one.potential_usd) or 0.0))[:3]
    said = marked("%(product)s: potential %(potential)s, of which %(share)s is realised")
    parts = [
        ink.text(
            said,
            product=ink.name(one.name),
            potential=ink.known(one.potential_usd, "usd"),
            share=ink.known(one.realised_share, "percent"),
        )
        for one in best
    ]
    head = marked("Discs for %(count)s product lines in %(market)s, the largest potentials first.")
    return f"{ink.text(head, count=ink.whole(len(lines)), market=ink.name(market.name))} {ink.joined(parts)}."


def _table(name: str, title: str, lines: Sequence[tuple[str, LineFigures]], ink: Ink) -> Table:
    columns = (
        Column("product", ink.text(marked("Product"))),
        Column("demand", ink.text(marked("Market's imports")), "usd"),
        Column("supply", ink.text(marked("Home's exports to the world")), "usd"),
        Column("potential", ink.text(marked("Potential")), "usd"),
        Column("share", ink.text(marked("Realised share")), "percent"),
    )
    return Table(f"{name}-data", title, columns, tuple(_rows(lines, ink)))


def _rows(lines: Sequence[tuple[str, LineFigures]], ink: Ink) -> Iterator[tuple[Value, ...]]:
    for path, one in lines:
        yield (
            ink.of_name(one.name, ink.at(f"{path}/name")),
            ink.of_usd(one.demand_usd, ink.at(f"{path}/demand_usd")),
            ink.of_usd(one.supply_usd, ink.at(f"{path}/supply_usd")),
            ink.of_usd(one.potential_usd, ink.at(f"{path}/potential_usd"), estimated=True),
            ink.of_percent(one.realised_share, ink.at(f"{path}/realised_share"), estimated=True),
        )
