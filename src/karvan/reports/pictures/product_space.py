"""The product space: what home exports with advantage, which of it the region makes, and what lies near to what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from karvan.dossier.name import Name
from karvan.dossier.picture_space import ProductSpace, SpaceProduct
from karvan.model.known import Known, value_or_none
from karvan.reports.document import Column, Picture, Table, Value
from karvan.reports.i18n import marked
from karvan.reports.pictures.ink import Ink, shortened
from karvan.reports.pictures.labels import Wish, place
from karvan.reports.pictures.legend import Entry, draw_legend, draw_notes, unknown_entry
from karvan.reports.pictures.network import places
from karvan.reports.pictures.palette import BLUE, INK, LINE, ORANGE, QUIET, UNKNOWN, WHITE
from karvan.reports.pictures.scales import area, radius
from karvan.reports.pictures.sheet import Row, Sheet

WIDTH = 700
_FRAME = (24.0, 20.0, 676.0, 496.0)
_DISC, _LEAST, _NAMED, _LETTERS = 15.0, 3.2, 22, 26
Point = tuple[float, float]


def product_space(space: ProductSpace, names: Mapping[str, Name], ink: Ink) -> Picture:
    """Headings as discs, the region's lines in colour; `names` are those of the lines."""
    sheet = Sheet(WIDTH, 0, [_figures(one) for one in space.products])
    found = _pixels(space)
    sheet.add(
        "links",
        {"type": "rule", "color": LINE, "strokeWidth": 0.8},
        [
            {"x": found[a][0], "y": found[a][1], "x2": found[b][0], "y2": found[b][1]}
            for a, b in ((one.first, one.second) for one in space.links)
        ],
    )
    sizes = _discs(sheet, space.products, found)
    _names(sheet, ink, (space.products, names), found, sizes)
    below = draw_legend(sheet, ink, _entries(ink), 516, 10, WIDTH - 10)
    said = ink.text(
        marked(
            "Area: home's exports. Lines join headings that the same countries export; places mean nothing else."
        )
    )
    draw_notes(sheet, ink, [said], below)
    title = ink.text(marked("The region's lines in the product space of its country"))
    table = _table(title, space.products, names, ink)
    return Picture("space", title, _alt(space, names, ink), sheet.spec(), WIDTH, sheet.height, table)


def _figures(one: SpaceProduct) -> Row:
    return {"hs4": one.hs4, "exports_usd": value_or_none(one.exports_usd), "rca": value_or_none(one.rca)}


def _pixels(space: ProductSpace) -> list[Point]:
    left, top, right, bottom = _FRAME
    unit = places(len(space.products), tuple((one.first, one.second) for one in space.links))
    return [(left + float(x) * (right - left), top + float(y) * (bottom - top)) for x, y in unit]


def _is_made(one: SpaceProduct) -> bool:
    return isinstance(one.rca, Known) and one.rca.value >= 1


def _discs(sheet: Sheet, products: Sequence[SpaceProduct], found: Sequence[Point]) -> list[float]:
    largest = max((value_or_none(one.exports_usd) or 0.0 for one in products), default=0.0)
    sizes = [max(radius(value_or_none(one.exports_usd) or 0.0, largest, _DISC), _LEAST) for one in products]
    rows: dict[str, list[Row]] = {"home": [], "region": [], "weak": [], "unknown": []}
    for one, (x, y), size in zip(products, found, sizes, strict=True):
        kind = "home" if not one.lines else "region" if _is_made(one) else "weak"
        rows["unknown" if not isinstance(one.exports_usd, Known) else kind].append(
            {"x": x, "y": y, "size": area(size)}
        )
    plain = {"type": "circle", "opacity": 1, "strokeWidth": 0.8, "stroke": QUIET}
    sheet.add("home", {**plain, "color": LINE}, rows["home"])
    sheet.add("weak", {**plain, "color": WHITE, "stroke": ORANGE, "strokeWidth": 2}, rows["weak"])
    sheet.add("unknown", {**plain, "color": UNKNOWN, "strokeDash": [2, 2]}, rows["unknown"])
    sheet.add("region", {**plain, "color": BLUE, "stroke": INK}, rows["region"])
    return sizes


def _names(
    sheet: Sheet,
    ink: Ink,
    what: tuple[Sequence[SpaceProduct], Mapping[str, Name]],
    found: Sequence[Point],
    sizes: Sequence[float],
) -> None:
    """Each line is named once, at its largest heading; the largest first, as far as there is room."""
    products, names = what
    order = sorted(range(len(products)), key=lambda at: -(value_or_none(products[at].exports_usd) or 0.0))
    first: dict[str, int] = {}
    for at in order:
        for line in products[at].lines:
            first.setdefault(line, at)
    wishes = [
        Wish(shortened(ink.name(names[line]), _LETTERS), *found[at], sizes[at])
        for line, at in first.items()
        if line in names
    ][:_NAMED]
    taken = [
        (x - size, y - size, x + size, y + size)
        for one, (x, y), size in zip(products, found, sizes, strict=True)
        if one.lines or size > 2 * _LEAST
    ]
    placed = place(wishes, 11, (4, 4, WIDTH - 4, _FRAME[3] + 14), taken)
    sheet.rimmed("names", placed, 11)


def _entries(ink: Ink) -> list[Entry]:
    return [
        Entry(BLUE, ink.text(marked("region's line, exported with advantage"))),
        Entry(WHITE, ink.text(marked("region's line, without advantage")), edge=ORANGE),
        Entry(LINE, ink.text(marked("other heading exported with advantage"))),
        unknown_entry(ink.text(marked("no exports in the data: unknown"))),
    ]


def _alt(space: ProductSpace, names: Mapping[str, Name], ink: Ink) -> str:
    mine = [one for one in space.products if one.lines]
    strong = [one for one in mine if _is_made(one)]
    best = sorted(strong, key=lambda one: -(value_or_none(one.exports_usd) or 0.0))[:3]
    said = marked(
        "Network of %(count)s headings; the region's lines hold %(mine)s, of which %(strong)s are exported with advantage."
    )
    head = ink.text(
        said, count=ink.whole(len(space.products)), mine=ink.whole(len(mine)), strong=ink.whole(len(strong))
    )
    parts = [
        f"{ink.name(names[one.lines[0]])} {ink.known(one.exports_usd, 'usd')}"
        for one in best
        if one.lines[0] in names
    ]
    return f"{head} {ink.text(marked('The largest: %(lines)s.'), lines=ink.joined(parts))}" if parts else head


def _table(title: str, products: Sequence[SpaceProduct], names: Mapping[str, Name], ink: Ink) -> Table:
    columns = (
        Column("hs4", ink.text(marked("Heading")), "code"),
        Column("label", ink.text(marked("Label"))),
        Column("exports", ink.text(marked("Home's exports to the world")), "usd"),
        Column("rca", ink.text(marked("Revealed advantage")), "number"),
        Column("lines", ink.text(marked("Region's lines"))),
    )
    rows = tuple(_row(one, names, ink, f"/space/products/{at}") for at, one in enumerate(products))
    return Table("space-data", title, columns, rows, is_for_workbook=True)


def _row(one: SpaceProduct, names: Mapping[str, Name], ink: Ink, path: str) -> tuple[Value, ...]:
    lines = ink.joined([ink.name(names[line]) for line in one.lines if line in names])
    return (
        ink.of_code(one.hs4, ink.at(f"{path}/hs4")),
        ink.of_name(one.label, ink.at(f"{path}/label")),
        ink.of_usd(one.exports_usd, ink.at(f"{path}/exports_usd")),
        ink.of_number(one.rca, ink.at(f"{path}/rca")),
        ink.of_text(lines or "–", ink.at(f"{path}/lines")),
    )
