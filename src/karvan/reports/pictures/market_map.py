"""Where the target markets lie and what each could take: a disc for the potential, in it what is realised."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from karvan.dossier.picture_markets import MarketFigures
from karvan.dossier.pictures import PictureData
from karvan.dossier.plan import Plan
from karvan.model.known import Known, value_or_none
from karvan.reports.document import Column, Picture, Table, Value
from karvan.reports.i18n import marked
from karvan.reports.pictures.clip import clipped
from karvan.reports.pictures.ink import Ink
from karvan.reports.pictures.labels import Wish, place
from karvan.reports.pictures.legend import Entry, draw_legend, draw_notes, unknown_entry
from karvan.reports.pictures.palette import BLUE, HOME, LAND, LINE, MARKET, QUIET, UNKNOWN, WHITE
from karvan.reports.pictures.projection import Mercator, fitted
from karvan.reports.pictures.scales import area, radius
from karvan.reports.pictures.shapes import Point, Shape, world
from karvan.reports.pictures.sheet import Row, Sheet

WIDTH, MAP = 700, 440
_DISC, _NONE, _WIDEST = 34.0, 9.0, 40.0  # pixels; degrees beyond which a country counts by its middle


def market_map(plan: Plan, data: PictureData, ink: Ink) -> Picture:
    """The markets around the home country; a market too small for the shapes is in the table only."""
    sheet = Sheet(WIDTH, MAP, [_figures(one) for one in data.markets])
    shapes = world()
    home = shapes.get(plan.region.home)
    drawn = [one for one in data.markets if one.market in shapes]
    view = fitted(
        _points([*([home] if home else []), *(shapes[one.market] for one in drawn)]), WIDTH, MAP, 46
    )
    _land(sheet, view, plan.region.home, {one.market for one in drawn})
    _discs(sheet, ink, view, drawn, plan, home)
    bottom = draw_legend(sheet, ink, _entries(plan, ink, data.markets), MAP + 18, 10, WIDTH - 10)
    draw_notes(sheet, ink, [ink.text(_BORDERS)], bottom)
    title = ink.text(marked("Where the markets lie and what each could take"))
    return Picture("map", title, _alt(plan, data, ink), sheet.spec(), WIDTH, sheet.height, _table(data, ink))


_BORDERS = marked(
    "Shapes and borders as drawn by Natural Earth (1:110m); they state nothing about whose they are."
)


def _figures(one: MarketFigures) -> Row:
    return {
        "market": one.market,
        "potential_usd": value_or_none(one.potential_usd),
        "realised_usd": value_or_none(one.realised_usd),
        "realised_share": value_or_none(one.realised_share),
    }


def _points(shapes: Sequence[Shape]) -> Iterator[Point]:
    """Corners to be seen: whole shapes, of very wide countries the middle only."""
    for shape in shapes:
        ring = shape.largest
        wide = max(x for x, _ in ring) - min(x for x, _ in ring)
        yield from ring if wide <= _WIDEST else [shape.middle]


def _land(sheet: Sheet, view: Mercator, home: str, markets: set[str]) -> None:
    colours = dict.fromkeys(markets, MARKET) | {home: HOME}
    sheet.shapes(
        "shapes",
        [
            {"fill": colours.get(code, LAND), "polygons": polygons}
            for code, shape in sorted(world().items())
            if (polygons := list(_in_view(shape, view)))
        ],
    )
    sheet.add(
        "frame",
        {"type": "rect", "stroke": LINE, "filled": False},
        [{"x": 0.5, "x2": WIDTH - 0.5, "y": 0.5, "y2": MAP - 0.5}],
    )


def _in_view(shape: Shape, view: Mercator) -> Iterator[list[list[Point]]]:
    """Polygons in pixels, cut to the frame; once around the world each way, for frames at the antimeridian."""
    for turn in (-360.0, 0.0, 360.0):
        for polygon in shape.polygons:
            rings = [
                clipped([view.at((x + turn, y)) for x, y in ring], (0, 0, WIDTH, MAP)) for ring in polygon
            ]
            if rings[0]:
                yield [[(round(x, 1), round(y, 1)) for x, y in ring] for ring in rings if ring]


def _discs(
    sheet: Sheet, ink: Ink, view: Mercator, markets: Sequence[MarketFigures], plan: Plan, home: Shape | None
) -> None:
    largest = max((value_or_none(one.potential_usd) or 0.0 for one in markets), default=0.0)
    rings, cores, unknown, wishes, taken = [], [], [], [], []
    middle = view.at(home.middle)[0] if home is not None else 0.0
    for one in markets:
        x, y = view.at(world()[one.market].middle)
        size = _NONE
        if isinstance(one.potential_usd, Known):
            size = max(radius(one.potential_usd.value, largest, _DISC), 2.0)
            rings.append({"x": x, "y": y, "size": area(size)})
            core = radius(value_or_none(one.realised_usd) or 0.0, largest, _DISC)
            cores.append({"x": x, "y": y, "size": area(core)})
        else:
            unknown.append({"x": x, "y": y, "size": area(size)})
        taken.append((x - size, y - size, x + size, y + size))
        wishes.append(
            Wish(
                f"{ink.name(one.name)} – {ink.known(one.potential_usd, 'usd')}",
                x,
                y,
                size,
                is_left_first=x < middle,
            )
        )
    sheet.add(
        "potential",
        {"type": "circle", "color": WHITE, "stroke": BLUE, "strokeWidth": 2, "opacity": 0.95},
        rings,
    )
    sheet.add("realised", {"type": "circle", "color": BLUE, "opacity": 1}, cores)
    sheet.add(
        "unknown",
        {"type": "circle", "color": UNKNOWN, "stroke": QUIET, "strokeDash": [2, 2], "opacity": 1},
        unknown,
    )
    sheet.words(
        "unknown-signs", [{"x": one["x"], "y": one["y"], "text": "?"} for one in unknown], fontWeight="bold"
    )
    if home is not None:
        x, y = view.at(home.middle)
        wishes.append(Wish(ink.name(plan.region.home_name), x, y, 0))
    found = place(wishes, 13, (4, 4, WIDTH - 4, MAP - 4), taken)
    sheet.rimmed("names", found, 13, fontWeight="bold")


def _entries(plan: Plan, ink: Ink, markets: Sequence[MarketFigures]) -> list[Entry]:
    found = [
        Entry(HOME, ink.text(marked("home country"))),
        Entry(MARKET, ink.text(marked("target market"))),
        Entry(WHITE, ink.text(marked("disc: potential of the region's product lines")), edge=BLUE),
        Entry(
            BLUE, ink.text(marked("core: the part realised in %(year)s"), year=_year(plan, ink)), edge=BLUE
        ),
    ]
    if any(not isinstance(one.potential_usd, Known) for one in markets):
        found.append(unknown_entry(ink.text(marked("potential unknown"))))
    return found


def _year(plan: Plan, ink: Ink) -> str:
    return ink.digits(plan.question.period)


def _alt(plan: Plan, data: PictureData, ink: Ink) -> str:
    said = marked("%(market)s: potential %(potential)s, realised %(share)s")
    parts = [
        ink.text(
            said,
            market=ink.name(one.name),
            potential=ink.known(one.potential_usd, "usd"),
            share=ink.known(one.realised_share, "percent"),
        )
        for one in data.markets
    ]
    head = ink.text(
        marked("Map of %(home)s and its target markets, with a disc the size of each market's potential."),
        home=ink.name(plan.region.home_name),
    )
    return f"{head} {ink.joined(parts)}."


def _table(data: PictureData, ink: Ink) -> Table:
    columns = (
        Column("market", ink.text(marked("Market"))),
        Column("potential", ink.text(marked("Potential")), "usd", is_summed=True),
        Column("realised", ink.text(marked("Realised")), "usd", is_summed=True),
        Column("share", ink.text(marked("Realised share")), "percent"),
    )
    rows = tuple(_row(one, ink, f"/markets/{at}") for at, one in enumerate(data.markets))
    return Table("map-data", ink.text(marked("Potential of the markets")), columns, rows)


def _row(one: MarketFigures, ink: Ink, path: str) -> tuple[Value, ...]:
    return (
        ink.of_name(one.name, ink.at(f"{path}/name")),
        ink.of_usd(one.potential_usd, ink.at(f"{path}/potential_usd"), estimated=True),
        ink.of_usd(one.realised_usd, ink.at(f"{path}/realised_usd"), estimated=True),
        ink.of_percent(one.realised_share, ink.at(f"{path}/realised_share"), estimated=True),
    )
